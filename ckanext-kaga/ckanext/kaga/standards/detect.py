"""Which standard a header follows, and which of its cells is which column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ckanext.kaga.standards.header import normalise
from ckanext.kaga.standards.registry import Registry
from ckanext.kaga.standards.standard import Column, Standard

# How much a header cell counts for the score, by the way in which it was recognised.
# An alias counts little: many aliases are the other generation's own headers.
_WEIGHT = {"exact": 1.0, "normalised": 0.95, "alias": 0.5}

# Below this score a file is not taken for the standard without being told so. Lists of
# other things share the address columns and reach 0.5; the other generation's, 0.76.
_LIKELY = 0.6


@dataclass(frozen=True)
class Match:
    """A header read as one standard.

    ``columns`` has one entry for each header cell, in file order: the column of the
    standard or None. ``score`` is 0..1: the harmonic mean of the share of the header
    that the standard knows and the share of the standard that the header has.
    """

    standard: Standard
    header: tuple[str, ...]
    columns: tuple[Column | None, ...]
    score: float

    @property
    def likely(self) -> bool:
        """Whether the score is high enough to take the standard without asking."""
        return self.score >= _LIKELY

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
    matches = [match(header, standard) for standard in registry.all()]
    found = [candidate for candidate in matches if candidate.score > 0]
    return sorted(found, key=lambda candidate: (-candidate.score, candidate.standard.key))


def match(header: Sequence[str], standard: Standard) -> Match:
    """Read a header as a given standard, whatever the score.

    An exact header wins over a look-alike and a look-alike over an alias, wherever
    they stand; of two equals the first in the file is the column, the other is extra.
    """
    taken: dict[str, float] = {}
    columns: list[Column | None] = [None] * len(header)
    for way, weight in _WEIGHT.items():
        names = _names(standard)[way]
        for index, cell in enumerate(header):
            spelling = cell if way == "exact" else normalise(cell)
            column = names.get(spelling)
            if columns[index] is None and column is not None and column.name not in taken:
                columns[index] = column
                taken[column.name] = weight
    weight = sum(taken.values())
    filled = sum(1 for cell in header if cell.strip())
    score = 2 * weight / (filled + len(standard.columns)) if weight else 0.0
    return Match(standard, tuple(header), tuple(columns), round(score, 4))


@lru_cache(maxsize=256)
def _names(standard: Standard) -> dict[str, dict[str, Column]]:
    """Every accepted spelling of the standard's columns, by the way of recognising it."""
    return {
        "exact": standard.by_name,
        "normalised": {normalise(column.name): column for column in standard.columns},
        "alias": dict(_aliases(standard)),
    }


def _aliases(standard: Standard) -> Iterator[tuple[str, Column]]:
    # Some cities publish with the book's physical names as the header.
    for column in standard.columns:
        for alias in (*column.aliases, column.physical_name):
            if alias:
                yield normalise(alias), column
