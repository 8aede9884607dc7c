"""A file that a command writes, and never over another one without being told to."""

from __future__ import annotations

from pathlib import Path

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


def write(path: Path, data: bytes, *, force: bool, quiet: bool = False) -> None:
    """Write the file; end the command where it is there already, or cannot be written."""
    try:
        with path.open("wb" if force else "xb") as file:
            file.write(data)
    except FileExistsError as error:
        raise click.ClickException(
            f"{path} はすでにあります。置き換える場合は --force を付けてください。"
            " / It exists already; --force replaces it."
        ) from error
    except OSError as error:
        raise click.ClickException(
            f"{path} に書き出せません。 / Cannot write: {error.strerror}"
        ) from error
    if not quiet:
        click.echo(f"{path} を書き出しました。")
