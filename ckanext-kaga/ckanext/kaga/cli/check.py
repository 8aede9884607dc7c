"""``ckan kaga check``: what the portal would say about a file, without the portal."""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path

import click

from ckanext.kaga import config, standards, tabular
from ckanext.kaga.cli import given, said
from ckanext.kaga.cli.output import write_json

CLEAN, FINDINGS, UNREADABLE = 0, 1, 2


@click.command(short_help="ファイルを標準に照らして検査")
@given.file
@given.standard
@given.part
@click.option("--json", "as_json", is_flag=True, help="結果をJSONで出力します。")
def check(
    file: Path,
    standard: standards.Standard | None,
    part: tabular.Part | None,
    *,
    as_json: bool,
) -> None:
    """FILE を標準に照らして検査します。

    終了コード：0 指摘なし、1 指摘あり、2 読み取れない。
    """
    try:
        batches = tabular.read_batches(file, part=part, known=config.registry())
        first = next(batches)
        fit = given.fit(first, standard)
        report = tabular.check(chain([first], batches), fit)
    except tabular.Unreadable as error:
        _say(tabular.Report.of_unreadable(error.finding), None, as_json=as_json)
        sys.exit(UNREADABLE)
    _say(report, fit, as_json=as_json)
    sys.exit(FINDINGS if report.findings else CLEAN)


def _say(report: tabular.Report, fit: standards.Match | None, *, as_json: bool) -> None:
    if as_json:
        write_json(report.as_dict())
        return
    for line in chain(said.about_file(report, fit), said.findings(report.findings)):
        click.echo(line)
    levels = report.readability.as_dict()["levels"].items()
    scores = "、".join(f"レベル{level} {score}点" for level, score in levels if score is not None)
    if scores:
        click.echo(f"機械可読性（デジタル庁のルール）：{scores}")
    click.echo(said.counts(report))
