"""``ckan kaga check``: what the portal would say about a file, without the portal."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from ckanext.kaga import config, standards, tabular
from ckanext.kaga.cli.key import Key

CLEAN, FINDINGS, UNREADABLE = 0, 1, 2

_SEVERITY = {"error": "エラー", "warning": "警告", "notice": "お知らせ"}


@click.command(short_help="ファイルを標準に照らして検査")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--standard",
    type=Key(),
    help="標準を指定します（例：public_toilet/new）。省略すると見出しから判定します。",
)
@click.option("--json", "as_json", is_flag=True, help="結果をJSONで出力します。")
def check(file: Path, standard: standards.Standard | None, *, as_json: bool) -> None:
    """FILE を標準に照らして検査します。

    終了コード：0 指摘なし、1 指摘あり、2 読み取れない。
    """
    try:
        table = tabular.read(file)
    except tabular.Unreadable as error:
        _say(tabular.Report.of_unreadable(error.finding), None, as_json=as_json)
        sys.exit(UNREADABLE)
    fit = fit_of(table, standard)
    report = tabular.check(table, fit)
    _say(report, fit, as_json=as_json)
    sys.exit(FINDINGS if report.findings else CLEAN)


def fit_of(table: tabular.Table, standard: standards.Standard | None) -> standards.Match | None:
    """Return the table read as the standard that was asked for, else as the likeliest if any."""
    if standard is not None:
        return standards.match(table.header, standard)
    matches = standards.detect(table.header, config.registry())
    return matches[0] if matches and matches[0].likely else None


def _say(report: tabular.Report, fit: standards.Match | None, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(report.as_dict(), ensure_ascii=False, indent=2))
        return
    if fit:
        click.echo(f"標準：{fit.standard.name_ja}（{fit.standard.standard}、{fit.standard.key}）")
    if report.encoding:
        click.echo(f"文字コード：{report.encoding}　{report.rows:,}行×{report.columns}列")
    for finding in report.findings:
        click.echo(f"[{_SEVERITY[finding.severity]}] {finding.rule}　{finding.message}")
    levels = report.readability.as_dict()["levels"].items()
    scores = "、".join(f"レベル{level} {score}点" for level, score in levels if score is not None)
    if scores:
        click.echo(f"機械可読性（デジタル庁のルール）：{scores}")
    counts = report.counts()
    summary = "、".join(f"{name}{counts[severity]:,}件" for severity, name in _SEVERITY.items())
    click.echo(summary if report.findings else "指摘はありません。")
