"""``ckan kaga check``: what the portal would say about a file, without the portal."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from ckanext.kaga import standards, tabular

CLEAN, FINDINGS, UNREADABLE = 0, 1, 2

_SEVERITY = {"error": "エラー", "warning": "警告", "notice": "お知らせ"}


@click.command(short_help="ファイルを標準に照らして検査")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--standard",
    "key",
    metavar="KEY",
    type=click.Choice([standard.key for standard in standards.registry().all()]),
    help="標準を指定します（例：public_toilet/new）。省略すると見出しから判定します。",
)
@click.option("--json", "as_json", is_flag=True, help="結果をJSONで出力します。")
def check(file: Path, key: str | None, *, as_json: bool) -> None:
    """FILE を標準に照らして検査します。

    終了コード：0 指摘なし、1 指摘あり、2 読み取れない。
    """
    try:
        table = tabular.read(file)
    except tabular.Unreadable as error:
        _say(tabular.Report.of_unreadable(error.finding), None, as_json=as_json)
        sys.exit(UNREADABLE)
    fit = _fit(table, key)
    report = tabular.check(table, fit)
    _say(report, fit, as_json=as_json)
    sys.exit(FINDINGS if report.findings else CLEAN)


def _fit(table: tabular.Table, key: str | None) -> standards.Match | None:
    known = standards.registry()
    if key is not None:
        return standards.match(table.header, known.get(key))
    matches = standards.detect(table.header, known)
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
