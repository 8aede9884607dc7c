"""``ckan kaga standards``: the standards that files are checked against, and their templates."""

from __future__ import annotations

import dataclasses
import unicodedata
from pathlib import Path
from typing import Any

import click

from ckanext.kaga import config
from ckanext.kaga.cli.key import Key
from ckanext.kaga.cli.output import force_option, output_option, write, write_json
from ckanext.kaga.standards import ARTEFACTS, Column, Standard, guide
from ckanext.kaga.standards.kinds import kind_of

_KEY_WIDTH, _NAME_WIDTH = 30, 34


@click.group(short_help="標準データセットの一覧とひな形")
def standards() -> None:
    """標準データセットの定義を見たり、ひな形を作ったりします。"""


@standards.command("list", short_help="標準の一覧")
@click.option("--json", "as_json", is_flag=True, help="結果をJSONで出力します。")
def list_(*, as_json: bool) -> None:
    """検査に使える標準をすべて並べます。"""
    every = config.registry().all()
    if as_json:
        write_json([_summary(standard) for standard in every])
        return
    for standard in every:
        columns = f"{len(standard.columns)}列" if standard.has_columns else "列未確認"
        mark = "（未確認あり）" if standard.has_columns and guide.doubts(standard) else ""
        click.echo(
            _padded(standard.key, _KEY_WIDTH)
            + _padded(standard.name_ja, _NAME_WIDTH)
            + f"{columns}{mark}　{standard.standard}"
        )


@standards.command("show", short_help="標準の列")
@click.argument("standard", metavar="KEY", type=Key())
@click.option("--json", "as_json", is_flag=True, help="結果をJSONで出力します。")
def show(standard: Standard, *, as_json: bool) -> None:
    """標準 KEY（例：public_toilet/new）の列と、確認できていないことを示します。"""
    if as_json:
        write_json(
            {**dataclasses.asdict(standard), **_summary(standard), "columns": _columns(standard)}
        )
        return
    click.echo(f"{standard.name_ja}（{standard.standard}、{standard.key}）")
    for ja, _ in guide.doubts(standard):
        click.echo(f"※{ja}")
    for column in standard.columns:
        click.echo(
            f"{column.name}　[{guide.LEVELS[column.required][0]}・{kind_of(column).ja}]"
            f"　{guide.how(column)[0]}{column.note}"
        )
    for source in standard.sources:
        click.echo(f"出典：{source}")


@standards.command("template", short_help="ひな形の作成")
@click.argument("standard", metavar="KEY", type=Key())
@output_option
@force_option
def template(standard: Standard, output: Path, *, force: bool) -> None:
    """標準 KEY のひな形を、FILE の拡張子（.xlsx か .csv）の形で作ります。"""
    artefact = ARTEFACTS.get(f"template{output.suffix.lower()}")
    if artefact is None:
        raise click.BadParameter(
            "ファイル名の終わりを .xlsx か .csv にしてください。 / End the name in .xlsx or .csv.",
            param_hint="-o",
        )
    if not standard.has_columns:
        raise click.ClickException(" / ".join(guide.doubts(standard)[0]))
    write(output, artefact.make(standard), force=force)


def _summary(standard: Standard) -> dict[str, Any]:
    other = config.registry().other(standard)
    return {
        "key": standard.key,
        "slug": standard.slug,
        "generation": standard.generation,
        "number": standard.number,
        "name_ja": standard.name_ja,
        "name_en": standard.name_en,
        "standard": standard.standard,
        "columns": len(standard.columns),
        "complete": standard.complete,
        "order_confirmed": standard.order_confirmed,
        "required_confirmed": standard.required_confirmed,
        "names_confirmed": standard.names_confirmed,
        "other_generation": other.key if other else None,
    }


def _columns(standard: Standard) -> list[dict[str, Any]]:
    return [{**dataclasses.asdict(column), **_told(column)} for column in standard.columns]


def _told(column: Column) -> dict[str, str]:
    ja, en = guide.how(column)
    return {"how_ja": ja, "how_en": en}


def _padded(text: str, width: int) -> str:
    """The text with spaces up to a width, in which a full-width character counts two."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return text + " " * max(1, width - len(text) - wide)
