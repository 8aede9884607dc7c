"""The registry: every standard that the package ships, and those that a city adds, from YAML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ckanext.kaga.standards.standard import Column, Range, Standard, Sum

DATA = Path(__file__).parent / "data"
COLUMNS = Path(__file__).parent / "columns.yaml"

# A column that so many lists of different things have tells which list it is.
_FEW = 2

# libyaml reads the fifty files in a tenth of the time; a PyYAML without it still works.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Registry:
    """Standards by key."""

    def __init__(self, standards: Iterable[Standard]) -> None:
        """Index the standards; raise ValueError when two share a key."""
        self._by_key: dict[str, Standard] = {}
        for standard in standards:
            if standard.key in self._by_key:
                raise ValueError(f"two standards have the same slug and generation: {standard.key}")
            self._by_key[standard.key] = standard
        self._owners = Counter(
            name
            for slug in {standard.slug for standard in self._by_key.values()}
            for name in self._names_of(slug)
        )

    @classmethod
    def load(cls, *folders: Path) -> Registry:
        """Read each ``*.yaml`` of the folders; raise ValueError naming a file that is wrong."""
        common: dict[str, dict[str, Any]] = _read(COLUMNS)
        paths = [path for folder in folders for path in sorted(folder.glob("*.yaml"))]
        return cls(_standard(path, common) for path in paths)

    def get(self, key: str) -> Standard:
        """Return the standard with this key; raise KeyError when there is none."""
        return self._by_key[key]

    def telling(self, standard: Standard) -> frozenset[str]:
        """Return the names of the columns that the standard shares with at most one other."""
        return frozenset(name for name in standard.by_name if self._owners[name] <= _FEW)

    def _names_of(self, slug: str) -> set[str]:
        """The column names of a standard's generations together."""
        alike = [standard for standard in self._by_key.values() if standard.slug == slug]
        return {name for standard in alike for name in standard.by_name}

    def all(self) -> tuple[Standard, ...]:
        """Every standard, in the order of the keys."""
        return tuple(self._by_key[key] for key in sorted(self._by_key))


@cache
def registry(own: Path | None = None) -> Registry:
    """The shipped standards and those of the city's ``own`` folder, read once in a process."""
    return Registry.load(DATA, *([own] if own else []))


def _read(path: Path) -> dict[str, Any]:
    try:
        fields: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), _LOADER)  # noqa: S506
    except yaml.YAMLError as error:
        raise ValueError(f"{path}: {error}") from error
    return fields


def _standard(path: Path, common: dict[str, dict[str, Any]]) -> Standard:
    fields = _read(path)
    try:
        names = {column["name"] for column in fields["columns"]}
        return Standard(
            **{
                **fields,
                "sources": tuple(fields["sources"]),
                "columns": tuple(_column(common, column, names) for column in fields["columns"]),
                "sums": tuple(
                    Sum(one["total"], tuple(one["parts"])) for one in fields.get("sums", ())
                ),
                "ranges": tuple(Range(**one) for one in fields.get("ranges", ())),
            }
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"{path}: {error}") from error


def _column(common: dict[str, dict[str, Any]], own: dict[str, Any], names: set[str]) -> Column:
    """A column as its standard says, else as is common to columns of its name.

    What is the name of another column of the standard is no alias here.
    """
    fields = {**common.get(own["name"], {}), **own}
    aliases = tuple(alias for alias in fields.get("aliases", ()) if alias not in names)
    return Column(**{**fields, "enum": tuple(fields.get("enum", ())), "aliases": aliases})
