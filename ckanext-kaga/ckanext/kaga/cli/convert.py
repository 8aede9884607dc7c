"""``ckan kaga convert``: a file of the old generation becomes one of the new."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import click

from ckanext.kaga import config, tabular
from ckanext.kaga.cli import given
from ckanext.kaga.cli.check import UNREADABLE
from ckanext.kaga.cli.output import force_option, output_option, write, write_json
from ckanext.kaga.standards import Standard


@click.command(short_help="旧標準のファイルを新標準に変換")
@given.file
@output_option
@given.standard
@force_option
@click.option("--json", "as_json", is_flag=True, help="結果をJSONで出力します。")
def convert(
    file: Path, output: Path, standard: Standard | None, *, force: bool, as_json: bool
) -> None:
    """旧世代の FILE を、自治体標準オープンデータセットの見出しのCSVに変換します。

    値は作りません。埋められない列、人が決める列、置き場所のない列を示します。

    終了コード：0 変換した、1 変換できない、2 読み取れない。
    """
    try:
        table = tabular.read(file, known=config.registry())
    except tabular.Unreadable as error:
        click.echo(f"{error.message} / {error.message_en}", err=True)
        sys.exit(UNREADABLE)
    fit = given.fit(table, standard)
    new = config.registry().other(fit.standard) if fit else None
    if fit is None or new is None or fit.standard.generation != "old":
        raise click.ClickException(
            "旧世代の標準のファイルではないため、変換しませんでした。"
            "--standard で元の標準を指定できます。"
            " / Not a file of the old generation; --standard names the standard that it follows."
        )
    converted = tabular.convert(table, fit, new)
    stream = io.BytesIO()
    tabular.write_table(converted.table, stream)
    write(output, stream.getvalue(), force=force, quiet=as_json)
    if as_json:
        write_json(_as_dict(converted, fit.standard))
    else:
        _say(converted)


def _as_dict(converted: tabular.Converted, old: Standard) -> dict[str, object]:
    return {
        "from": old.key,
        "to": converted.fit.standard.key,
        "rows": converted.table.frame.height,
        "steps": [
            {
                "new": step.new.name,
                "way": step.way,
                "old": [column.name for column in step.old],
                "note": step.note,
            }
            for step in converted.steps
        ],
        "blank": [column.name for column in converted.blank],
        "kept": list(converted.kept),
    }


def _say(converted: tabular.Converted) -> None:
    new = converted.fit.standard
    click.echo(f"{new.name_ja}（{new.key}）に変換しました。{converted.table.frame.height:,}行。")
    for step in converted.asked:
        old = "、".join(column.name for column in step.old)
        click.echo(f"決めてください：「{step.new.name}」←「{old}」 {step.note}")
    if required := [one.name for one in converted.blank if one.required == "required"]:
        click.echo(f"空欄の必須の列：{'、'.join(required)}")
    if rest := [one.name for one in converted.blank if one.required != "required"]:
        click.echo(f"空欄の列：{'、'.join(rest)}")
    if converted.kept:
        click.echo(
            f"後ろに残した列：{'、'.join(cell or '（見出しなし）' for cell in converted.kept)}"
        )
