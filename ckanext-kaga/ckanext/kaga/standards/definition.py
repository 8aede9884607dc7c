"""A definition: one YAML file of a standard, read so that a mistake in it is named."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, TypeVar, get_args

import yaml

from ckanext.kaga.standards.kinds import KINDS
from ckanext.kaga.standards.standard import (
    Column,
    Frequency,
    Generation,
    Level,
    Range,
    Standard,
    Sum,
)

Common = Mapping[str, Mapping[str, Any]]
"""What holds for a column of a name in every standard that has one and says nothing else."""

# libyaml reads the fifty files in a tenth of the time; a PyYAML without it still works.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_SLUG = re.compile("[a-z0-9_]+")
_T = TypeVar("_T", Standard, Column, Sum, Range)


class Wrong(ValueError):
    """A mistake in a definition; the message says in which file, where in it, and what."""


def read_yaml(path: Path) -> Any:
    """Return what a YAML file holds. Raises Wrong where it is none."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), _LOADER)  # noqa: S506
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise Wrong(f"{path}: YAMLとして読めません。 / It is no YAML in UTF-8: {error}") from error


def read_definition(path: Path, common: Common) -> Standard:
    """Return the standard that a file defines. Raises Wrong where there is a mistake in it."""
    try:
        return _standard(read_yaml(path), common)
    except _MistakeError as error:
        raise Wrong(f"{path}: {error}") from error


class _MistakeError(Exception):
    """A mistake at a place in the file."""

    def __init__(self, place: str, ja: str, en: str) -> None:
        super().__init__(f"{place}: {ja}。 / {en}." if place else f"{ja}。 / {en}.")


def _standard(given: Any, common: Common) -> Standard:
    given = _mapping(given, "")
    raw = _mappings(given, "columns")
    names = [str(column.get("name", "")) for column in raw]
    parts = {
        "columns": tuple(_column(column, common, names) for column in raw),
        "sums": tuple(_made(Sum, one, "sums") for one in _mappings(given, "sums")),
        "ranges": tuple(_made(Range, one, "ranges") for one in _mappings(given, "ranges")),
    }
    own = {"id": f"{given.get('generation')}-{given.get('slug')}", **given}
    standard = _made(Standard, {name: parts.get(name, own[name]) for name in own}, "")
    _one_of(standard.generation, get_args(Generation), "generation")
    _one_of(standard.frequency, get_args(Frequency), "frequency")
    if not _SLUG.fullmatch(standard.slug):
        raise _MistakeError(
            "slug", "半角の小文字、数字、_だけで書きます", "write only a–z, 0–9 and _"
        )
    _refuse_repeated(names)
    for total in standard.sums:
        _refuse_unknown((total.total, *total.parts), names, "sums")
    for span in standard.ranges:
        _refuse_unknown((span.start, span.end), names, "ranges")
    return standard


def _column(own: dict[str, Any], common: Common, names: Collection[str]) -> Column:
    """A column as its standard says, else as is common to columns of its name.

    What is the name of another column of the standard is no alias here.
    """
    name = own.get("name")
    place = f"columns「{name}」"
    shared = common.get(name, {}) if isinstance(name, str) else {}
    column = _made(Column, {**shared, **own}, place)
    _one_of(column.type, KINDS, f"{place} type")
    _one_of(column.required, get_args(Level), f"{place} required")
    return column.without_aliases(names)


def _made(made: type[_T], given: Mapping[str, Any], place: str) -> _T:
    """A dataclass of what is given, where every field is known, there, and of its kind."""
    known = {field.name: field for field in fields(made)}
    if unknown := [str(name) for name in given if name not in known]:
        raise _MistakeError(
            place,
            f"「{'、'.join(unknown)}」という項目はありません。書けるのは{'、'.join(known)}です",
            f"there is no field {', '.join(unknown)}",
        )
    for name, field in known.items():
        if name not in given and field.default is MISSING:
            raise _MistakeError(place, f"「{name}」がありません", f"the field {name} is missing")
    return made(**{name: _value(given, name, str(known[name].type), place) for name in given})


def _value(given: Mapping[str, Any], name: str, kind: str, place: str) -> Any:
    value = given[name]
    at = f"{place} {name}".strip()
    if kind == "tuple[str, ...]":
        return tuple(_text(one, at) for one in _listed(given, name, place))
    if kind == "bool" and not isinstance(value, bool):
        raise _MistakeError(at, "true か false を書きます", "write true or false")
    return value if kind == "bool" or kind.startswith("tuple") else _text(value, at)


def _text(value: Any, place: str) -> str:
    if not isinstance(value, str):
        # YAML takes NO for false and 011002 for an octal number.
        raise _MistakeError(
            place, f'「{value}」は文字として" "で囲みます', f"put {value} in double quotes"
        )
    return value


def _mapping(value: Any, place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _MistakeError(place, "「項目: 値」の形で書きます", "write “field: value”")
    return value


def _mappings(given: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    return [_mapping(one, name) for one in _listed(given, name, "")]


def _listed(given: Mapping[str, Any], name: str, place: str) -> list[Any]:
    value = given.get(name, ())
    if isinstance(value, list | tuple):
        return list(value)
    at = f"{place} {name}".strip()
    raise _MistakeError(at, "[ ] か行頭の - で一覧にします", "write a list")


def _one_of(value: str, allowed: Iterable[str], place: str) -> None:
    words = list(allowed)
    if value not in words:
        raise _MistakeError(
            place,
            f"「{value}」は使えません。{'、'.join(words)}のどれかを書きます",
            f"{value} is none of {', '.join(words)}",
        )


def _refuse_repeated(names: list[str]) -> None:
    if repeated := sorted({name for name in names if names.count(name) > 1}):
        words = "、".join(repeated)
        raise _MistakeError(
            "columns", f"「{words}」が二つ以上あります", f"{words} is there more than once"
        )


def _refuse_unknown(wanted: Iterable[str], names: list[str], place: str) -> None:
    if unknown := "、".join(name for name in wanted if name not in names):
        raise _MistakeError(place, f"「{unknown}」という列はありません", f"no column {unknown}")
