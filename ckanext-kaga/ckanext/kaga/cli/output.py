"""What a command writes: a file, never over another one without being told to, or JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

output_option = click.option(
    "-o",
    "--output",
    required=True,
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="書き出すファイル。",
)
force_option = click.option(
    "--force", is_flag=True, help="同じ名前のファイルがあれば置き換えます。"
)


class NotWritten(click.ClickException):
    """The end of a command that did not write its file, with the status that it promises."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.exit_code = status


def refuse_existing(path: Path, *, force: bool, status: int = 1) -> None:
    """End the command with this status where the file is there already."""
    if path.exists() and not force:
        raise _already_there(path, status)


def _already_there(path: Path, status: int) -> NotWritten:
    return NotWritten(
        f"{path} はすでにあります。置き換える場合は --force を付けてください。"
        " / It exists already; --force replaces it.",
        status,
    )


def write(path: Path, data: bytes, *, force: bool, quiet: bool = False, status: int = 1) -> None:
    """Write the file; end the command with this status where it is there, or cannot be written."""
    try:
        with path.open("wb" if force else "xb") as file:
            file.write(data)
    except FileExistsError as error:
        raise _already_there(path, status) from error
    except OSError as error:
        raise NotWritten(
            f"{path} に書き出せません。 / Cannot write: {error.strerror}", status
        ) from error
    if not quiet:
        click.echo(f"{path} を書き出しました。")


def write_json(answer: Any) -> None:
    """Write JSON to the standard output, in UTF-8 whatever the terminal is set to."""
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2).encode())
