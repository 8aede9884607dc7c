"""Convert: an old generation's table becomes one of the new; what is left to do is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from ckanext.kaga.standards import Column, Match, Standard, Step, crosswalk, match
from ckanext.kaga.tabular.table import Table


@dataclass(frozen=True)
class Converted:
    """The table under the new generation's header, its match, and how it came about.

    ``steps`` has one step for each column of the new standard, in its order; a step whose old
    columns the file does not have is ``new``. ``blank`` are the columns that are blank in
    every row, among them those of ``asked``, for which a person has to look at old columns.
    ``kept`` are header cells that have no place in the new standard: they stand behind it, so
    that no value is lost.
    """

    table: Table
    fit: Match
    steps: tuple[Step, ...]
    blank: tuple[Column, ...]
    asked: tuple[Step, ...]
    kept: tuple[str, ...]


def convert(table: Table, fit: Match, new: Standard) -> Converted:
    """Return a table that was read as ``fit`` as one of ``new``; rows stay the same rows.

    Values are taken over as they are written, or are part of them; none is made up. What a
    file has beyond its standard stays, and is the new standard's where it has its name.
    Raises ValueError where the match is of another header.
    """
    if fit.header != table.header:
        raise ValueError("the match was made from the header of another file")
    work = _Work(table, fit)
    steps = tuple(map(work.step, crosswalk(fit.standard, new).steps))
    made = [work.cells(step).alias(step.new.name) for step in steps]
    rest = work.rest()
    kept = tuple(table.header[at] for at in rest)
    names = _unique([*new.by_name, *(table.frame.columns[at] for at in rest)])
    columns = [*made, *(table.frame.to_series(at) for at in rest)]
    frame = pl.DataFrame([one.alias(name) for one, name in zip(columns, names, strict=True)])
    converted = replace(table, header=(*new.by_name, *kept), frame=frame)
    return Converted(
        converted,
        match(converted.header, new),
        steps,
        blank=tuple(step.new for step, cells in zip(steps, made, strict=True) if _is_blank(cells)),
        asked=tuple(step for step in steps if step.way == "ask"),
        kept=kept,
    )


class _Work:
    """The old table, and which of its columns have found a place."""

    def __init__(self, table: Table, fit: Match) -> None:
        self._table = table
        self._places = {column.name: at for at, column in enumerate(fit.columns) if column}
        self._own = {
            cell: at
            for at, cell in reversed(list(enumerate(table.header)))
            if fit.columns[at] is None
        }
        self._taken: set[int] = set()

    def step(self, step: Step) -> Step:
        """The step as it holds for this file."""
        present = tuple(column for column in step.old if column.name in self._places)
        if present != step.old and not (step.way == "joined" and present):
            step = replace(step, way="new", old=(), note="")
        elif present != step.old:
            step = replace(step, old=present)
        if not step.fills and step.new.name in self._own:
            return replace(step, way="same", old=(step.new,), note="")
        return step

    def cells(self, step: Step) -> pl.Series:
        """The cells of the new column."""
        if not step.fills:
            return pl.Series([""]).new_from_index(0, self._table.frame.height)
        places = [self._place(column) for column in step.old]
        if step.takes_over:
            self._taken.update(places)
        cells = [self._table.frame.to_series(at) for at in places]
        if step.way == "start":
            return _start(cells[0], cells[1:])
        return pl.select(pl.concat_str(*map(pl.lit, cells))).to_series()

    def rest(self) -> list[int]:
        """The columns of the file that have found no place in the new one."""
        return [at for at in range(len(self._table.header)) if at not in self._taken]

    def _place(self, column: Column) -> int:
        at = self._places.get(column.name)
        return self._own[column.name] if at is None else at


def _start(address: pl.Series, before: Sequence[pl.Series]) -> pl.Series:
    """The last of ``before`` where the address begins with it, or with all of them in turn."""
    *leading, last = (pl.lit(cells.str.strip_chars()) for cells in before)
    whole = pl.lit(address.str.strip_chars())
    begins = whole.str.starts_with(last)
    if leading:
        begins |= whole.str.starts_with(pl.concat_str(*leading, last))
    return pl.select(pl.when(begins).then(last).otherwise(pl.lit(""))).to_series()


def _is_blank(cells: pl.Series) -> bool:
    return not (cells.str.strip_chars() != "").any()


def _unique(names: Sequence[str]) -> list[str]:
    """The names, those with a number that are there already."""
    taken: list[str] = []
    for name in names:
        unique, number = name, 2
        while unique in taken:
            unique, number = f"{name}_{number}", number + 1
        taken.append(unique)
    return taken
