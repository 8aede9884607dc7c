"""The registry: every standard that the package ships, and those that a city adds, from YAML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path

from ckanext.kaga.standards.definition import Wrong, read_definition, read_yaml
from ckanext.kaga.standards.header import normalise
from ckanext.kaga.standards.standard import Standard

DATA = Path(__file__).parent / "data"
COLUMNS = Path(__file__).parent / "columns.yaml"

# A column that so many lists of different things have tells which list it is.
_FEW = 2


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
        """Read each ``*.yaml`` of the folders.

        Raises ``definition.Wrong``, a ValueError that names the file and the mistake in it.
        """
        common = read_yaml(COLUMNS)
        paths = [path for folder in folders for path in sorted(folder.glob("*.yaml"))]
        read: dict[str, Path] = {}
        standards = []
        for path in paths:
            standard = read_definition(path, common)
            if earlier := read.get(standard.key):
                raise Wrong(
                    f"{path}: slugとgenerationが{earlier}と同じ（{standard.key}）です。"
                    f" / {earlier} has the same slug and generation ({standard.key})."
                )
            read[standard.key] = path
            standards.append(standard)
        return cls(standards)

    def get(self, key: str) -> Standard:
        """Return the standard with this key; raise KeyError when there is none."""
        return self._by_key[key]

    def other(self, standard: Standard) -> Standard | None:
        """Return the same list in the other generation, None where there is none."""
        if standard.generation == "old":
            return self._by_key.get(f"{standard.successor or standard.slug}/new")
        olds = (one for one in self._by_key.values() if one.generation == "old")
        return next((old for old in olds if self.other(old) is standard), None)

    def telling(self, standard: Standard) -> frozenset[str]:
        """Return the names of the columns that the standard shares with at most one other."""
        return frozenset(name for name in standard.by_name if self._owners[name] <= _FEW)

    def _names_of(self, slug: str) -> set[str]:
        """The column names of a standard's generations together."""
        alike = [standard for standard in self._by_key.values() if standard.slug == slug]
        return {name for standard in alike for name in standard.by_name}

    @cached_property
    def names(self) -> frozenset[str]:
        """Every column name of every standard, as ``header.normalise`` spells it."""
        columns = (column for standard in self._by_key.values() for column in standard.columns)
        return frozenset(normalise(column.name) for column in columns)

    def all(self) -> tuple[Standard, ...]:
        """Every standard, in the order of the keys."""
        return tuple(self._by_key[key] for key in sorted(self._by_key))


@cache
def registry(own: Path | None = None) -> Registry:
    """The shipped standards and those of the city's ``own`` folder, read once in a process.

    Raises ``definition.Wrong`` where the folder is none or a file in it is wrong.
    """
    if own and not own.is_dir():
        raise Wrong(f"{own}: フォルダがありません。 / There is no such folder.")
    return Registry.load(DATA, *([own] if own else []))
