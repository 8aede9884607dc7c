"""``python -m ckanext.kaga``: the commands about files, where no portal runs.

They need the Python packages only: nothing is asked of a database, stored or published.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

import ckan.plugins.toolkit as tk
import click

from ckanext.kaga import config
from ckanext.kaga.cli.check import check
from ckanext.kaga.cli.convert import convert
from ckanext.kaga.cli.parts import parts
from ckanext.kaga.cli.repair import repair
from ckanext.kaga.cli.standards import standards
from ckanext.kaga.standards import Wrong


@click.group()
@click.version_option(package_name="ckanext-kaga-suite", prog_name="ckanext-kaga")
@click.option(
    "--standards-folder",
    "folder",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="独自の標準のフォルダ（標準ごとに一つのYAMLファイル）。",
)
def files(folder: Path | None) -> None:
    """ポータルを動かさずに、標準データセットのファイルを検査し、直します。"""
    tk.config["ckanext.kaga.standards_folder"] = str(folder or "")
    try:
        config.registry()
    except Wrong as error:
        raise click.ClickException(str(error)) from error


for command in (check, convert, parts, repair, standards):
    files.add_command(command)


def _settle_the_terminal() -> None:
    """Write Japanese whatever the terminal is set to; what CP932 has not becomes a ``?``."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            try:
                "標準".encode(stream.encoding)
            except UnicodeError:
                stream.reconfigure(encoding="utf-8")
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    _settle_the_terminal()
    files(prog_name="python -m ckanext.kaga")
