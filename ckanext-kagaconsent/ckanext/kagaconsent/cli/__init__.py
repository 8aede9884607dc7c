"""Command line of the registers, below ``ckan kagaconsent``."""

from __future__ import annotations

import click

from ckanext.kagaconsent.cli.importing import import_file

__all__ = ["kagaconsent"]


@click.group(short_help="データ利用の登録簿")
def kagaconsent() -> None:
    """データ利用の登録簿を扱います。"""


kagaconsent.add_command(import_file)
