"""A data use read back from the JSON that ``record_json`` makes: by strangers, so with limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from ckanext.kagaconsent.ledger.data_use import DataUse
from ckanext.kagaconsent.ledger.finding import Finding, Rule
from ckanext.kagaconsent.ledger.load import Refused

LONGEST_TEXT = 5_000
LONGEST_LIST = 200
LARGEST_NUMBER = 1_000_000
_SHOWN = 200

UNKNOWN = Rule(
    "KC-J001",
    "error",
    "知らない項目",
    "Unknown field",
    "「{field}」という項目はありません。つづりを直すか、消してください。",
    "There is no field “{field}”. Correct its spelling or take it away.",
)
WRONG = Rule(
    "KC-J002",
    "error",
    "読み取れない値",
    "Value that cannot be read",
    "「{field}」の「{value}」は読み取れません。{expected}にしてください。",
    "“{field}”: “{value}” cannot be read. Write {expected_en}.",
)
LONG = Rule(
    "KC-J003",
    "error",
    "長すぎる",
    "Too long",
    "「{field}」が長すぎます。{most}までにしてください。",
    "“{field}” is too long. Keep it to {most_en}.",
)
UNWRITABLE = Rule(
    "KC-J004",
    "error",
    "保存できない文字",
    "Text that cannot be kept",
    "「{field}」に制御文字か壊れた文字があります。消してください。",
    "“{field}” holds control characters or broken ones. Take them away.",
)

RULES = {rule.id: rule for rule in (UNKNOWN, WRONG, LONG, UNWRITABLE)}
"""The rules of reading a data use by id."""

_LAYOUT = {"\n", "\r", "\t"}


def read_use(told: object) -> DataUse:
    """Return the data use that JSON values tell; ``read_use(record_json(use)) == use``.

    A field that is absent or null is empty. Raises Refused with everything that cannot be
    read, each with the path of its field.
    """
    found: list[Finding] = []
    use = read_record(DataUse, told, "", found)
    if found:
        raise Refused(found)
    assert isinstance(use, DataUse)  # noqa: S101 - nothing was refused
    return use


@cache
def _types(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def read_record(kind: type, told: object, path: str, found: list[Finding]) -> Any:
    """Return a dataclass of ``kind`` from JSON values; add what cannot be read to ``found``."""
    if not isinstance(told, Mapping):
        found.append(_wrong(path, told, "項目の集まり", "an object with fields"))
        return None
    types = _types(kind)
    values = {}
    for name, value in told.items():
        here = f"{path}.{name}" if path else str(name)
        if name not in types:
            found.append(UNKNOWN.finding(here[:_SHOWN]))
        elif value is not None:
            values[name] = _value(types[name], value, here, found)
    return kind(**values)


def _value(kind: Any, told: object, path: str, found: list[Finding]) -> Any:
    """One value of a type that the dataclasses use: list, record, choice, date, text, number."""
    several = get_origin(kind) in {Union, UnionType}
    plain: Any = next(one for one in get_args(kind) if one is not NoneType) if several else kind
    if get_origin(plain) is tuple:
        return tuple(_list(get_args(plain)[0], told, path, found))
    if is_dataclass(plain):
        return read_record(cast(type, plain), told, path, found)
    if issubclass(plain, Enum):
        return _choice(plain, told, path, found)
    if plain is date:
        return _date(told, path, found)
    if plain is str:
        return _text(told, path, found)
    if type(told) is not plain or (plain is int and not 0 <= told <= LARGEST_NUMBER):  # type: ignore[operator]
        yes = ("trueかfalse", "true or false")
        number = (
            f"0から{LARGEST_NUMBER}までの整数",
            f"a whole number from 0 to {LARGEST_NUMBER}",
        )
        found.append(_wrong(path, told, *(yes if plain is bool else number)))
    return told


def _list(kind: Any, told: object, path: str, found: list[Finding]) -> Iterator[Any]:
    if not isinstance(told, list | tuple):
        found.append(_wrong(path, told, "一覧", "a list"))
        return
    if len(told) > LONGEST_LIST:
        most, most_en = f"{LONGEST_LIST}件", f"{LONGEST_LIST} entries"
        found.append(LONG.finding(path, most=most, most_en=most_en))
        return
    for at, one in enumerate(told):
        yield _value(kind, one, f"{path}[{at}]", found)


def _choice(kind: type[Enum], told: object, path: str, found: list[Finding]) -> Enum | None:
    for one in kind:
        if one.value == told:
            return one
    words = [str(one.value) for one in kind]
    expected = ("、".join(words) + "のどれか", "one of " + ", ".join(words))
    found.append(_wrong(path, told, *expected))
    return None


def _date(told: object, path: str, found: list[Finding]) -> date | None:
    if isinstance(told, str) and len(told) == len("2026-04-01"):
        try:
            return date.fromisoformat(told)
        except ValueError:
            pass
    found.append(_wrong(path, told, "2026-04-01のような日付", "a date such as 2026-04-01"))
    return None


def _text(told: object, path: str, found: list[Finding]) -> str:
    if not isinstance(told, str):
        found.append(_wrong(path, told, "文字", "text"))
        return ""
    if len(told) > LONGEST_TEXT:
        most, most_en = f"{LONGEST_TEXT}文字", f"{LONGEST_TEXT} characters"
        found.append(LONG.finding(path, most=most, most_en=most_en))
    if any(_is_unwritable(letter) for letter in told):
        found.append(UNWRITABLE.finding(path))
    return told


def _is_unwritable(letter: str) -> bool:
    """Tell whether a character is a control character or half of a surrogate pair."""
    return (
        (letter < " " and letter not in _LAYOUT)
        or letter == "\x7f"
        or "\ud800" <= letter <= "\udfff"
    )


def _wrong(path: str, told: object, expected: str, expected_en: str) -> Finding:
    return WRONG.finding(path, str(told)[:_SHOWN], expected=expected, expected_en=expected_en)
