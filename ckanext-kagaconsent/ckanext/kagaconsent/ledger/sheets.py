"""The sheets of the data uses' workbook: what each column holds, and how a value is written.

A sheet for the uses and one for each kind of row (data items, provisions, …), whose first column
says by short name to which use a row belongs. Id and version are the register's, not the file's.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, cast, get_args, get_origin, get_type_hints

from ckanext.kagaconsent.ledger.choices import choices
from ckanext.kagaconsent.ledger.data_use import DataUse
from ckanext.kagaconsent.ledger.form import FormField, plain_type, steps
from ckanext.kagaconsent.ledger.named import labels

SLUG = "短い名前"
GUIDE, LISTS = "説明", "選択肢"
YES, NO = "はい", "いいえ"
_REGISTERS = {"id", "slug", "version"}
_CODED = re.compile(r"_x[0-9A-Fa-f]{4}_")
_LABELLED = re.compile(r".+ \[(\S+)\]")


class Unreadable(ValueError):
    """A cell that cannot be read: what it should hold, in Japanese and in English."""

    def __init__(self, expected: str, expected_en: str) -> None:
        """Carry what is expected."""
        super().__init__(expected)
        self.expected, self.expected_en = expected, expected_en


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the path of its field in a record, its heading, and what its cells hold.

    ``words`` are what the cells may hold, by value; empty where they hold anything.
    """

    path: tuple[str, ...]
    heading: str
    kind: type
    many: bool
    words: dict[str, str]
    asked: FormField | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, the list of a data use that it holds (None: the uses), its columns."""

    name: str
    list_name: str | None
    columns: tuple[Column, ...]


@cache
def sheets() -> tuple[Sheet, ...]:
    """Return the sheets in the order of the workbook."""
    asked = {field.name: field for step in steps() for field in step.fields}
    found = [Sheet("利用", None, tuple(_columns(DataUse, (), (), asked)))]
    types = get_type_hints(DataUse)
    for name, ja, _ in labels(DataUse):
        if get_origin(types[name]) is tuple and is_dataclass(get_args(types[name])[0]):
            inner = {one.name: one for one in asked[name].fields}
            kind = cast(type, get_args(types[name])[0])
            found.append(Sheet(ja, name, tuple(_columns(kind, (), (), inner))))
    return tuple(found)


def _columns(
    owner: type, path: tuple[str, ...], heading: tuple[str, ...], asked: dict[str, FormField]
) -> Iterator[Column]:
    types = get_type_hints(owner)
    for name, ja, _ in labels(owner):
        if owner is DataUse and name in _REGISTERS:
            continue
        many = get_origin(types[name]) is tuple
        kind = get_args(types[name])[0] if many else plain_type(types[name])
        here, title, field = (*path, name), (*heading, ja), asked.get(name)
        if not is_dataclass(kind):
            words = _words(kind, field)
            yield Column(here, "：".join(title), kind, many, words, field)
        elif not many:
            inner = {one.name: one for one in field.fields} if field else {}
            yield from _columns(cast(type, kind), here, title, inner)


def _words(kind: type, field: FormField | None) -> dict[str, str]:
    if issubclass(kind, StrEnum):
        return {one.value: one.ja for one in choices(kind)}
    if kind is bool:
        return {"true": YES, "false": NO}
    if field is None:
        return {}
    return {one.value: f"{one.ja} [{one.value}]" for one in field.options}


def written(column: Column, value: Any) -> str | int | None:
    """Return a value of a record's JSON as its cell has it; None for nothing."""
    if value in (None, "", []) and value is not False:
        return None
    if column.many:
        return _coded(_joined([column.words.get(one, one) for one in value]))
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, int):
        return value
    return _coded(column.words.get(value, value))


def read(column: Column, cell: Any) -> Any:
    """Return the JSON value of a cell, None for nothing; raises Unreadable."""
    if cell is None or cell == "":
        return None
    if column.kind is date:
        return _date(cell)
    if column.kind is int:
        return _number(cell)
    text = _plain(str(cell))
    if column.many:
        return [_value(column, one) for one in _split(text)]
    return _value(column, text)


def _value(column: Column, text: str) -> Any:
    """One value: that of a word, or the text itself where any text goes."""
    if column.kind is str and not column.words:
        return text
    if column.kind is str:
        labelled = _LABELLED.fullmatch(text.strip())
        if labelled and labelled[1] in column.words:
            return labelled[1]
        return text
    for value, word in column.words.items():
        if _usual(text) in (_usual(word), _usual(value)):
            return value == "true" if column.kind is bool else value
    words = list(column.words.values())
    raise Unreadable(
        "、".join(f"「{word}」" for word in words) + "のどれか", "one of " + ", ".join(words)
    )


def _date(cell: Any) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    text = _usual(str(cell)).replace("/", "-")
    try:
        year, month, day = map(int, text.split("-"))
        return date(year, month, day).isoformat()
    except ValueError:
        raise Unreadable("2026-04-01のような日付", "a date such as 2026-04-01") from None


def _number(cell: Any) -> int:
    text = _usual(str(cell)).removesuffix(".0")
    if not re.fullmatch("[0-9]{1,9}", text):
        raise Unreadable("整数", "a whole number")
    return int(text)


def _joined(values: Sequence[str]) -> str:
    """Values a line each; as JSON where a value would not come back from a line."""
    fits = all(one == one.strip() and one and one.splitlines() == [one] for one in values)
    if fits and not values[0].startswith("["):
        return "\n".join(values)
    return json.dumps(list(values), ensure_ascii=False)


def _split(text: str) -> list[str]:
    if text.startswith("["):
        try:
            told = json.loads(text)
        except (ValueError, RecursionError):
            told = None
        if isinstance(told, list) and all(isinstance(one, str) for one in told):
            return told
    return [line.strip() for line in text.split("\n") if line.strip()]


def _coded(text: str) -> str:
    """A text as the cells of a workbook keep it: a carriage return, and what looks coded, coded."""
    return _CODED.sub(lambda found: f"_x005F{found[0]}", text).replace("\r", "_x000D_")


def _plain(text: str) -> str:
    return _CODED.sub(lambda found: chr(int(found[0][2:6], 16)), text)


def _usual(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()
