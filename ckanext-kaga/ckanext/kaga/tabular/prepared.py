"""A table made ready for its rules: every cell as written, and in its canonical spelling."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from ckanext.kaga.standards import Column, Match, Standard, match
from ckanext.kaga.tabular.rule import CellRule, Cells
from ckanext.kaga.tabular.rules import CELL_RULES
from ckanext.kaga.tabular.table import Table
from ckanext.kaga.tabular.types import canonical, holds_words, odd

Each = Callable[..., Iterable[Any]]
"""How to go through many: as ``map`` does, or several at once."""


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
    same of its cells that are not fine for certain (see ``types.CellType``), with their
    ``place`` in the frame.
    """

    table: Table
    fit: Match | None
    columns: tuple[Column, ...]
    frame: pl.DataFrame
    odd: tuple[pl.DataFrame, ...]

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
        """The places among the first columns where a cell is one of some short words."""
        return [index for index in range(len(self.columns[:columns])) if self._holds(index, words)]

    def _holds(self, index: int, words: tuple[str, ...]) -> bool:
        if not holds_words(self.columns[index]):
            return not set(words).isdisjoint(self.odd[index][f"text {index}"].to_list())
        cells = self.frame[f"text {index}"]
        short = cells.filter(cells.str.len_bytes() <= max(len(word.encode()) for word in words))
        return len(short) > 0 and short.is_in(words).any()

    @cached_property
    def axes(self) -> tuple[int, int] | None:
        """The places of the first latitude and longitude; None where one is missing."""
        latitude, longitude = self.place_of_type("latitude"), self.place_of_type("longitude")
        return None if latitude is None or longitude is None else (latitude, longitude)

    @cached_property
    def points(self) -> pl.DataFrame:
        """The columns of ``axes`` as numbers, ``latitude`` and ``longitude``."""
        return self.frame.select_seq(
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
        for index, cells in enumerate(self.odd):
            some = [rule for rule in rules if rule.applies(self.columns[index])]
            every = [self._broken(rule, index) for rule in some if not rule.odd_only]
            wrong = _true(self.frame.select_seq(every))
            if cells.height:
                few = [self._broken(rule, index) for rule in some if rule.odd_only]
                found = _true(cells.select_seq(few))
                wrong.update({name: cells["place"][places] for name, places in found.items()})
            yield from (Failure(rule, index, wrong[rule.id]) for rule in some if rule.id in wrong)

    def _broken(self, rule: CellRule, index: int) -> pl.Expr:
        """Whether each cell of the column at a place breaks a rule."""
        return rule.fails(self.cells(index)).fill_null(value=False).alias(rule.id)


def _true(masks: pl.DataFrame) -> dict[str, pl.Series]:
    """The places at which a column is true, by the names of those that are so anywhere."""
    return {mask.name: mask.arg_true() for mask in masks.get_columns() if mask.any()}


def prepare(table: Table, against: Match | Standard | None, each: Each = map) -> Prepared:
    """Make a table ready; raise ValueError where a match is of another header.

    ``each`` goes through the columns as ``map`` does, several at once if it can.
    """
    fit = match(table.header, against) if isinstance(against, Standard) else against
    if fit is not None and fit.header != table.header:
        raise ValueError("the match was made from the header of another file")
    known = fit.columns if fit else (None,) * table.frame.width
    columns = tuple(
        column or Column(name, "text", "optional")
        for name, column in zip(table.frame.columns, known, strict=True)
    )
    made = list(each(_column, range(len(columns)), columns, table.frame.get_columns()))
    texts, values, odds = zip(*made, strict=True) if made else ((), (), ())
    return Prepared(table, fit, columns, pl.DataFrame([*texts, *values]), odds)


def _column(
    index: int, column: Column, cells: pl.Series
) -> tuple[pl.Series, pl.Series, pl.DataFrame]:
    """The cells of the column at a place as written and as spelt, and the odd ones."""
    text, value = f"text {index}", f"value {index}"
    places = odd(column, cells)
    few = cells[places]
    blank = few.str.strip_chars() == ""
    if blank.any():
        cells = cells.clone().scatter(places.filter(blank), None)
        places, few = places.filter(~blank), few.filter(~blank)
    spelt = canonical(column, few)
    values = cells if spelt is few else cells.clone().scatter(places, spelt)
    some = (places.alias("place"), few.alias(text), spelt.alias(value))
    return cells.alias(text), values.alias(value), pl.DataFrame(some)
