"""Which standard a header follows, and which of its cells is which column."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Literal

from ckanext.kaga.standards.header import normalise
from ckanext.kaga.standards.registry import Registry
from ckanext.kaga.standards.standard import Column, Standard

Way = Literal["exact", "normalised", "alias", "english"]
"""How a header cell was recognised: as it stands, but for width and look-alikes, by a spelling
known from elsewhere, or by the book's English or physical name."""

# How much a header cell counts for the score, by the way in which it was recognised.
# An alias counts little: many aliases are the other generation's own headers.
_WEIGHT: dict[Way, float] = {"exact": 1.0, "normalised": 0.95, "alias": 0.5, "english": 0.5}

# How alike an unknown header cell must be to a missing column to be offered as it (difflib).
_CLOSE = 0.75

# What people add to a header: 緯度（世界測地系）, as ``header.normalise`` spells it.
_REMARK = re.compile(r"\(.*\)$")

# Below this score a file is not taken for the standard without being told so.
_LIKELY = 0.6

# A list of anything has a name, an address and coordinates, so a short standard reaches the
# score by these alone: a good part of what is the standard's own must be there as well.
_TELLING = 0.3


@dataclass(frozen=True)
class Match:
    """A header read as one standard.

    ``columns`` has one entry for each header cell, in file order: the column of the
    standard or None; ``ways`` says of each how it was recognised, None where it was not.
    ``score`` is 0..1: the harmonic mean of the share of the header that the standard
    knows and the share of the standard that the header has. ``telling`` is 0..1: the share
    that the header has of the columns which few other standards have, 1 where there are none.
    """

    standard: Standard
    header: tuple[str, ...]
    columns: tuple[Column | None, ...]
    ways: tuple[Way | None, ...]
    score: float
    telling: float = 1.0

    @property
    def likely(self) -> bool:
        """Whether it is certain enough to take the standard without asking."""
        return self.score >= _LIKELY and self.telling >= _TELLING

    @cached_property
    def matched(self) -> dict[str, Column]:
        """The header cells that are columns of the standard, as the file spells them."""
        pairs = zip(self.header, self.columns, strict=True)
        return {cell: column for cell, column in pairs if column is not None}

    @cached_property
    def missing(self) -> tuple[Column, ...]:
        """The columns of the standard that the header does not have."""
        present = {column.name for column in self.columns if column is not None}
        return tuple(column for column in self.standard.columns if column.name not in present)

    @cached_property
    def extra(self) -> tuple[str, ...]:
        """The header cells that the standard does not know; blank cells are not among them."""
        pairs = zip(self.header, self.columns, strict=True)
        return tuple(cell for cell, column in pairs if column is None and cell.strip())

    @cached_property
    def suggestions(self) -> dict[str, str]:
        """For extra cells that are spelt nearly like a missing column: cell -> column name.

        They are offered to a person and never assumed.
        """
        names = {normalise(column.name): column.name for column in self.missing}
        close = {cell: _close(normalise(cell), names) for cell in self.extra}
        return {cell: names[found[0]] for cell, found in close.items() if found}

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the score is what it is, as Japanese sentences."""
        known = len(self.standard.columns) - len(self.missing)
        sentences = [f"標準の{len(self.standard.columns)}列のうち{known}列があります。"]
        renamed = [cell for cell, column in self.matched.items() if cell != column.name]
        if renamed:
            sentences.append(f"標準と書き方の違う見出しが{len(renamed)}列あります。")
        if self.extra:
            sentences.append(f"標準にない列が{len(self.extra)}列あります。")
        return tuple(sentences)


def detect(header: Sequence[str], registry: Registry) -> list[Match]:
    """Return a match for each standard that knows any cell of the header, best first.

    Ties go to the standard whose key comes first, so that the answer does not depend
    on the order of the cells.
    """
    matches = [match(header, standard) for standard in registry.all() if standard.has_columns]
    found = [
        replace(candidate, telling=_telling(candidate, registry))
        for candidate in matches
        if candidate.score > 0
    ]
    return sorted(found, key=lambda candidate: (-candidate.score, candidate.standard.key))


def settle(header: Sequence[str], wanted: Standard, registry: Registry) -> Match:
    """Read a header as the standard of its dataset, unless it is clearly another one's.

    That is where another is likely and the dataset's is not, in either generation: a dataset
    may hold tables of several standards, and people chose one of them.
    """
    other = registry.other(wanted)
    family = {wanted.key, *([other.key] if other else [])}
    likely = [found for found in detect(header, registry) if found.likely]
    if likely and not any(found.standard.key in family for found in likely):
        return likely[0]
    return match(header, wanted)


def match(header: Sequence[str], standard: Standard) -> Match:
    """Read a header as a given standard, whatever the score.

    An exact header wins over a look-alike and a look-alike over an alias, wherever
    they stand; of two equals the first in the file is the column, the other is extra.
    """
    columns: list[Column | None] = [None] * len(header)
    ways: list[Way | None] = [None] * len(header)
    taken: set[str] = set()
    level = [normalise(cell) for cell in header]
    for way, names in _names(standard).items():
        for index, cell in enumerate(header if way == "exact" else level):
            column = names.get(cell)
            if columns[index] is None and column is not None and column.name not in taken:
                columns[index], ways[index] = column, way
                taken.add(column.name)
    weight = sum(_WEIGHT[way] for way in ways if way)
    filled = sum(1 for cell in header if cell.strip())
    score = 2 * weight / (filled + len(standard.columns)) if weight else 0.0
    return Match(standard, tuple(header), tuple(columns), tuple(ways), round(score, 4))


def _close(cell: str, names: Collection[str]) -> list[str]:
    """The name that a cell is nearly spelt like: but for a remark in brackets, else by letters."""
    bare = _REMARK.sub("", cell)
    if bare in names:
        return [bare]
    return difflib.get_close_matches(cell, names, n=1, cutoff=_CLOSE)


def _telling(found: Match, registry: Registry) -> float:
    own = registry.telling(found.standard)
    return len(own - {column.name for column in found.missing}) / len(own) if own else 1.0


@lru_cache(maxsize=256)
def _names(standard: Standard) -> dict[Way, dict[str, Column]]:
    """Every accepted spelling of the standard's columns, by the way of recognising it."""
    return {
        "exact": standard.by_name,
        "normalised": {normalise(column.name): column for column in standard.columns},
        "alias": {
            normalise(alias): column for column in standard.columns for alias in column.aliases
        },
        "english": dict(_english(standard)),
    }


def _english(standard: Standard) -> Iterator[tuple[str, Column]]:
    # Some cities publish with the book's physical names as the header.
    for column in standard.columns:
        if column.name_en and column.name_en_trusted:
            yield normalise(column.name_en), column
        if column.physical_name:
            yield normalise(column.physical_name), column
