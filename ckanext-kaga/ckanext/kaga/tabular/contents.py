"""What a workbook holds besides values: the places that a reader of the table must know."""

from __future__ import annotations

from dataclasses import dataclass, field

from ckanext.kaga.tabular.header import Merge
from ckanext.kaga.tabular.rules import reading as r
from ckanext.kaga.tabular.table import Unreadable

# A sheet is laid out as a full rectangle in memory. Above this many cells, so many at
# least of its rectangle must be filled: one stray cell in the last corner makes 17 milliards.
_RECTANGLE = 2_000_000
_FILLED = 50
_MOST = 100_000_000


@dataclass
class Contents:
    """One sheet, all numbers 1-based.

    ``last_row`` and ``last_column`` bound its ``filled`` cells. ``formulas`` counts those
    with a formula, ``formula`` is the first. ``errors`` has the text of each cell that
    shows one (``#N/A``) by row and column.
    """

    name: str = ""
    hidden: bool = False
    filled: int = 0
    last_row: int = 0
    last_column: int = 0
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)
    formulas: int = 0
    formula: str = ""
    errors: dict[tuple[int, int], str] = field(default_factory=dict)

    def fill(self, row: int, column: int, count: int = 1) -> None:
        """Note filled cells, of which this is the last."""
        self.filled += count
        self.last_row = max(self.last_row, row)
        self.last_column = max(self.last_column, column)

    def refuse_sparse(self) -> None:
        """Raise Unreadable where the sheet's rectangle is far larger than what is in it."""
        area = self.last_row * self.last_column
        if area > _MOST or (area > _RECTANGLE and area > self.filled * _FILLED):
            words = {"sheet": self.name, "rows": self.last_row, "columns": self.last_column}
            raise Unreadable(r.SHEET_SPARSE.finding(words=words))


@dataclass
class Workbook:
    """The sheets in their order, and what belongs to the whole file.

    ``comments`` are the cells that have one, as the sheet shows them (``B5``), or as many
    ``?`` where that is not known. ``authors`` says which names of people are stored:
    ``creator``, ``last_modified_by``.
    """

    sheets: list[Contents] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
