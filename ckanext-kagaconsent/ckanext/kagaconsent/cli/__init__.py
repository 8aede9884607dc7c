"""Command line of the registers, below ``ckan kagaconsent``."""

from __future__ import annotations

import click

from ckanext.kagaconsent.cli.desk import deadlines, purge, statistics
from ckanext.kagaconsent.cli.importing import import_file

__all__ = ["kagaconsent"]


@click.group(short_help="データ利用の登録簿、請求・苦情の窓口")
def kagaconsent() -> None:
    """データ利用の登録簿と、請求・苦情の窓口を扱います。"""


kagaconsent.add_command(import_file)
kagaconsent.add_command(deadlines)
kagaconsent.add_command(purge)
kagaconsent.add_command(statistics)
