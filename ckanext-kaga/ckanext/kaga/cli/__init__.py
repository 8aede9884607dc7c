"""Command line of the catalogue, below ``ckan kaga``."""

from __future__ import annotations

import click

from ckanext.kaga.cli.check import check
from ckanext.kaga.cli.convert import convert
from ckanext.kaga.cli.links import links
from ckanext.kaga.cli.parts import parts
from ckanext.kaga.cli.publish import publish
from ckanext.kaga.cli.repair import repair
from ckanext.kaga.cli.resume import resume
from ckanext.kaga.cli.standards import standards

__all__ = ["kaga"]


@click.group(short_help="自治体標準データの検査")
def kaga() -> None:
    """自治体標準オープンデータセットのファイルを扱います。"""


kaga.add_command(check)
kaga.add_command(convert)
kaga.add_command(links)
kaga.add_command(publish)
kaga.add_command(parts)
kaga.add_command(repair)
kaga.add_command(resume)
kaga.add_command(standards)
