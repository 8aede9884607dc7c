"""What a command is given: a file, which of its tables is meant, and the standard to read it as."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from ckanext.kaga import config, standards, tabular
from ckanext.kaga.cli.key import Key

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def _part(_context: click.Context, _option: click.Parameter, key: str | None) -> Any:
    try:
        return None if key is None else tabular.Part.of(key)
    except ValueError as error:
        raise click.BadParameter("ckan kaga parts が示す語を指定してください。") from error


def _file(_context: click.Context, _argument: click.Parameter, path: Path) -> Path:
    return Path("/dev/stdin") if path == Path("-") else path


file: Decorator = click.argument(
    "file",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    callback=_file,
)
"""A file; ``-`` is what comes through a pipe."""

standard: Decorator = click.option(
    "--standard",
    type=Key(),
    help="標準を指定します（例：public_toilet/new）。省略すると見出しから判定します。",
)
part: Decorator = click.option(
    "--part",
    metavar="PART",
    callback=_part,
    help="複数の表やシートがあるファイルで、読む表を指定します（ckan kaga parts が示す語）。",
)


def fit(table: tabular.Table, standard: standards.Standard | None) -> standards.Match | None:
    """Return the table's match with the standard that was given, else with the likely one."""
    if standard is not None:
        return standards.match(table.header, standard)
    matches = standards.detect(table.header, config.registry())
    return matches[0] if matches and matches[0].likely else None
