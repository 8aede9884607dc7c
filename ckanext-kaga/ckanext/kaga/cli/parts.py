"""``ckan kaga parts``: the tables of a file, to choose one from."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ckanext.kaga import config, tabular
from ckanext.kaga.cli import given

FOUND, UNREADABLE = 0, 2


@click.command(short_help="ファイルにある表の一覧")
@given.file
def parts(file: Path) -> None:
    """FILE にある表を、検査で選ばれるものから順に示します。

    行の先頭の語を check と repair の --part に渡すと、その表を読みます。
    終了コード：0 表がある、2 読み取れない。
    """
    try:
        found = tabular.parts(file, known=config.registry())
    except tabular.Unreadable as error:
        click.echo(f"{error.rule}　{error.message}", err=True)
        sys.exit(UNREADABLE)
    for part in found:
        hidden = "（非表示）" if part.hidden else ""
        click.echo(
            f"{part.key}\t{part.place['place_ja']}{hidden}\t{part.rows:,}行×{part.columns}列"
            f"\t{'、'.join(part.header[:5])}"
        )
    sys.exit(FOUND)
