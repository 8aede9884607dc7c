"""A sheet: records with their row numbers, be it of a workbook or a whole text file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from ckanext.kaga.tabular.finding import Finding
from ckanext.kaga.tabular.header import Header, Merge
from ckanext.kaga.tabular.records import Chunk


@dataclass(frozen=True)
class Origin:
    """Where a sheet is and how it was written; ``Table`` and ``Part`` explain the fields."""

    kind: str = "text"
    member: str = ""
    sheet: str = ""
    hidden: bool = False
    encoding: str = ""
    confidence: float = 1.0
    delimiter: str = ""
    newline: str = ""

    @property
    def ragged(self) -> bool:
        """Whether records may have too few or too many cells."""
        return self.kind == "text"


class Sheet(Protocol):
    """Records from row 1 on, to be gone through as often as needed.

    Everything that reads raises Unreadable where the file turns out to be none.
    """

    @property
    def origin(self) -> Origin:
        """Where it is and how it was written."""
        ...

    @property
    def merges(self) -> tuple[Merge, ...]:
        """The merged cells, where they can be known."""
        ...

    @property
    def last_gap(self) -> int:
        """A row after which no blank row comes that filled ones follow; 0: there is none."""
        ...

    def head(self) -> list[list[str]]:
        """Return the first records, as many as ``records.PREVIEW``."""
        ...

    def chunks(self, width: int) -> Iterator[Chunk]:
        """Yield all records as so many columns."""
        ...

    def findings(self, header: Header) -> Iterable[Finding]:
        """Yield what is to say about the sheet as a whole, where this is its header."""
        ...
