"""The registry: every standard that the package ships, loaded from YAML."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ckanext.kaga.standards.standard import Column, Standard

DATA = Path(__file__).parent / "data"


class Registry:
    """The standards of one folder of YAML files, by key."""

    def __init__(self, standards: list[Standard]) -> None:
        """Index the standards; raise ValueError when two share a key."""
        self._by_key = {standard.key: standard for standard in standards}
        if len(self._by_key) != len(standards):
            raise ValueError("two standards have the same slug and generation")

    @classmethod
    def load(cls, folder: Path) -> Registry:
        """Read each ``*.yaml`` of a folder; raise ValueError naming a file that is wrong."""
        return cls([_standard(path) for path in sorted(folder.glob("*.yaml"))])

    def get(self, key: str) -> Standard:
        """Return the standard with this key; raise KeyError when there is none."""
        return self._by_key[key]

    def all(self) -> tuple[Standard, ...]:
        """Every standard, in the order of the keys."""
        return tuple(self._by_key[key] for key in sorted(self._by_key))


@cache
def registry() -> Registry:
    """The shipped standards, read once in a process."""
    return Registry.load(DATA)


def _standard(path: Path) -> Standard:
    fields: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        columns = tuple(_column(column) for column in fields.pop("columns"))
        sources = tuple(fields.pop("sources"))
        return Standard(**fields, columns=columns, sources=sources)
    except (KeyError, TypeError) as error:
        raise ValueError(f"{path.name}: {error}") from error


def _column(fields: dict[str, Any]) -> Column:
    lists = {name: tuple(fields.get(name, ())) for name in ("enum", "aliases")}
    return Column(**{**fields, **lists})
