"""The guide to a standard: what a person who fills it in has to know of each column."""

from __future__ import annotations

from collections.abc import Iterator

from ckanext.kaga.standards.kinds import example_of, kind_of
from ckanext.kaga.standards.standard import Column, Level, Standard

Words = tuple[str, str]
"""The same in Japanese and in English."""

LEVELS: dict[Level, Words] = {
    "required": ("必須", "Required"),
    "recommended": ("推奨", "Recommended"),
    "optional": ("任意", "Optional"),
    "unknown": ("未確認", "Not confirmed"),
}

HEADER = ("項目", "必須・推奨", "種類", "書き方", "記入例", "注意", "英語名")
"""The header of the guide in a template. A table with this header is never taken for data."""

_NO_COLUMNS = (
    "列の定義が確認できていません。名前だけを登録しています。",
    "The definition of its columns could not be confirmed; only its name is registered.",
)
_INCOMPLETE = (
    "公式の定義にある列が、ほかにもある可能性があります。",
    "The official definition may have further columns.",
)
_ORDER = (
    "列の並び順は、公式の順と確認できていません。",
    "The order of the columns could not be confirmed.",
)
_REQUIRED = (
    "必須・推奨の区分は、確認できていません。",
    "Which columns are required or recommended could not be confirmed.",
)
_NOT_REQUIRED = (
    "推奨と任意の区別は、確認できていません。「任意」は必須ではないという意味です。",
    "Recommended and optional could not be told apart; “optional” means not required.",
)
_NAMES = (
    "列の名前は、すべてが公式の表記と確認できてはいません。",
    "Not every name of a column could be confirmed as the official spelling.",
)


def doubts(standard: Standard) -> tuple[Words, ...]:
    """Return what no source confirms about a standard, none where everything is confirmed."""
    if not standard.has_columns:
        return (_NO_COLUMNS,)
    found = {
        _INCOMPLETE: not standard.complete,
        _ORDER: not standard.order_confirmed,
        _REQUIRED: not standard.required_confirmed,
        _NOT_REQUIRED: standard.generation == "old"
        and standard.required_confirmed
        and all(column.required != "recommended" for column in standard.columns),
        _NAMES: not standard.names_confirmed,
    }
    return tuple(words for words, doubtful in found.items() if doubtful)


def how(column: Column) -> Words:
    """Return how a cell of the column is written."""
    if column.format:
        return column.format, column.format
    kind = kind_of(column)
    # A note says more than that a text is free.
    ja, en = "" if column.type == "text" and column.note else kind.how_ja, kind.how_en
    if column.enum:
        ja = "・".join(f"「{word}」" for word in column.enum) + "のどれかを書きます。"
        en = "One of " + ", ".join(f"“{word}”" for word in column.enum) + "."
    if column.type == "flag" and len(column.enum) == 1:
        ja = f"当てはまるときは「{column.enum[0]}」と書き、当てはまらないときは空欄にします。"
        en = f"“{column.enum[0]}” where it is so, else blank."
    if column.unit:
        ja, en = f"{ja}{column.unit}で表します。", f"{en} Expressed in {column.unit}."
    return ja, en


def rows(standard: Standard) -> Iterator[tuple[str, ...]]:
    """Yield a row below ``HEADER`` for each column, in Japanese."""
    for column in standard.columns:
        yield (
            column.name,
            LEVELS[column.required][0],
            kind_of(column).ja,
            how(column)[0],
            example_of(column),
            column.note,
            column.name_en if column.name_en_trusted else "",
        )
