"""A table made ready for its rules: every cell as written, and in its canonical spelling."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from ckanext.kaga.standards import Column, Match, Standard, match
from ckanext.kaga.tabular.rule import CellRule, Cells
from ckanext.kaga.tabular.rules import CELL_RULES
from ckanext.kaga.tabular.table import Table
from ckanext.kaga.tabular.types import canonical, holds_words, odd


@dataclass(frozen=True)
class Failure:
    """The cells of one column (by its place) that fail one rule, by their rows' places."""

    rule: CellRule
    index: int
    places: pl.Series


@dataclass(frozen=True)
class Prepared:
    """A table with its match and a column of a standard for each of its columns.

    What no standard knows is optional text. ``frame`` holds for the column at each place
    the cells as written and their canonical spelling, both null where blank; ``odd`` the
    places of its cells that are not fine for certain (see ``types.CellType``).
    """

    table: Table
    fit: Match | None
    columns: tuple[Column, ...]
    frame: pl.DataFrame
    odd: tuple[pl.Series, ...]

    @cached_property
    def has_errors(self) -> bool:
        """Whether any cell or row cannot be stored exactly."""
        if any(finding.severity == "error" for finding in self.table.findings):
            return True
        errors = tuple(rule for rule in CELL_RULES if rule.severity == "error")
        return next(self.failures(errors), None) is not None

    def cells(self, index: int) -> Cells:
        """The expressions over ``frame`` for the column at a place."""
        return Cells(pl.col(f"text {index}"), pl.col(f"value {index}"), self.columns[index])

    @property
    def standard(self) -> Standard | None:
        """The standard that the table is read as, if any."""
        return self.fit.standard if self.fit else None

    def place(self, name: str) -> int | None:
        """The place of the column that is the standard's column of this name."""
        for index, column in enumerate(self.fit.columns if self.fit else ()):
            if column and column.name == name:
                return index
        return None

    def place_of(self, *names: str) -> int | None:
        """The place of the first of the standard's columns that is there."""
        return next((at for name in names if (at := self.place(name)) is not None), None)

    def place_of_type(self, kind: str) -> int | None:
        """The place of the first column of a type."""
        return next((at for at, column in enumerate(self.columns) if column.type == kind), None)

    def values(self, index: int) -> pl.DataFrame:
        """The canonical cells of the column at a place as ``value``, their rows as ``row``."""
        return pl.DataFrame({"row": self.table.rows, "value": self.frame[f"value {index}"]})

    def holding(self, words: tuple[str, ...], columns: int) -> list[int]:
        """The places among the first columns where a cell is one of some Japanese words."""
        longest = max(len(word.encode()) for word in words)
        cells = (self._perhaps_words(index) for index in range(min(columns, len(self.columns))))
        short = (cell.filter(cell.str.len_bytes() <= longest) for cell in cells)
        [held] = self.frame.select(cell.is_in(words).any() for cell in short).rows()
        return [index for index, one in enumerate(held) if one]

    def _perhaps_words(self, index: int) -> pl.Expr:
        cells = pl.col(f"text {index}")
        return cells if holds_words(self.columns[index]) else cells.gather(pl.lit(self.odd[index]))

    @cached_property
    def axes(self) -> tuple[int, int] | None:
        """The places of the first latitude and longitude; None where one is missing."""
        latitude, longitude = self.place_of_type("latitude"), self.place_of_type("longitude")
        return None if latitude is None or longitude is None else (latitude, longitude)

    @cached_property
    def points(self) -> pl.DataFrame:
        """The columns of ``axes`` as numbers, ``latitude`` and ``longitude``."""
        return self.frame.select(
            pl.col(f"value {place}").cast(pl.Float64, strict=False).alias(axis)
            for axis, place in zip(("latitude", "longitude"), self.axes or (), strict=True)
        )

    def is_empty(self, index: int) -> bool:
        """Whether there are rows and the column at a place is blank in all of them."""
        rows = self.frame.height
        return 0 < rows == self.frame.to_series(index).null_count()

    def has_no_values(self, index: int) -> bool:
        """Whether a cell of the column at a place is filled, but no value of its type."""
        text, value = self.frame[f"text {index}"], self.frame[f"value {index}"]
        return value.null_count() > text.null_count()

    def failures(self, rules: tuple[CellRule, ...]) -> Iterator[Failure]:
        """What fails, by column and then by rule; nothing for a rule that all cells keep."""
        applied = [
            (index, [rule for rule in rules if rule.applies(column)])
            for index, column in enumerate(self.columns)
        ]
        everywhere = [
            self._broken(rule, index)
            for index, some in applied
            for rule in some
            if not rule.odd_only
        ]
        wrong = _true(self.frame.select(everywhere))
        for index, some in applied:
            odd = self.odd[index]
            if len(odd):
                cells = self.frame.select_seq(pl.col(f"text {index}", f"value {index}").gather(odd))
                few = [self._broken(rule, index) for rule in some if rule.odd_only]
                found = _true(cells.select_seq(few))
                wrong.update({name: odd[places] for name, places in found.items()})
            for rule in some:
                if (places := wrong.get(f"{rule.id} {index}")) is not None:
                    yield Failure(rule, index, places)

    def _broken(self, rule: CellRule, index: int) -> pl.Expr:
        """Whether each cell of the column at a place breaks a rule."""
        return rule.fails(self.cells(index)).fill_null(value=False).alias(f"{rule.id} {index}")


def _true(masks: pl.DataFrame) -> dict[str, pl.Series]:
    """The places at which a column is true, by the names of those that are so anywhere."""
    return {mask.name: mask.arg_true() for mask in masks.get_columns() if mask.any()}


def prepare(table: Table, against: Match | Standard | None) -> Prepared:
    """Make a table ready; raise ValueError where a match is of another header."""
    fit = match(table.header, against) if isinstance(against, Standard) else against
    if fit is not None and fit.header != table.header:
        raise ValueError("the match was made from the header of another file")
    known = fit.columns if fit else (None,) * table.frame.width
    columns = tuple(
        column or Column(name, "text", "optional")
        for name, column in zip(table.frame.columns, known, strict=True)
    )
    texts, values, places = [], [], []
    for index, (column, cells) in enumerate(zip(columns, table.frame.get_columns(), strict=True)):
        some = odd(column, cells)
        blank = cells[some].str.strip_chars() == ""
        if blank.any():
            cells = cells.clone().scatter(some.filter(blank), None)  # noqa: PLW2901
            some = some.filter(~blank)
        texts.append(cells.alias(f"text {index}"))
        values.append(canonical(column, cells, some).alias(f"value {index}"))
        places.append(some)
    return Prepared(table, fit, columns, pl.DataFrame([*texts, *values]), tuple(places))
