"""Repair: the changes that a check proposes and a person accepts, and the way back."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TextIO

import polars as pl

from ckanext.kaga.standards import Match, match
from ckanext.kaga.tabular.check import check
from ckanext.kaga.tabular.finding import Confidence, Finding
from ckanext.kaga.tabular.rules import cells, codes, rows
from ckanext.kaga.tabular.rules import headers as h
from ckanext.kaga.tabular.table import Table

Accept = Literal["none", "safe", "likely"]
"""Which repairs are made: none, the proved ones, or also those that are nearly always meant."""

BY_HAND = "KG-HAND"
"""In place of a rule's id: a person wrote the value."""

_ACCEPTED: dict[Accept, frozenset[Confidence]] = {
    "none": frozenset(),
    "safe": frozenset({"safe"}),
    "likely": frozenset({"safe", "likely"}),
}

# One mended cell may show the next damage (１７２０６ is narrowed, then its digit restored).
_PASSES = 4


@dataclass(frozen=True, slots=True)
class Change:
    """One cell, or one header cell (``row`` is then the header's), that was changed.

    ``row`` is the number that a spreadsheet shows, ``column`` the header as the file has it,
    ``place`` the number of the column from 0. ``rule`` is the id of the rule that proposed it.
    """

    row: int
    column: str
    place: int
    old: str
    new: str
    rule: str
    confidence: Confidence


@dataclass(frozen=True)
class Repaired:
    """The table after repair, its match, and every change, by row and column.

    A cell that was changed more than once is listed once, from its first to its last value.
    """

    table: Table
    fit: Match | None
    changes: tuple[Change, ...]


def repair(
    table: Table,
    fit: Match | None,
    accept: Accept = "safe",
    by_hand: Mapping[tuple[int, str], str] | None = None,
) -> Repaired:
    """Return the table with the accepted repairs made; the rows stay the same rows.

    ``by_hand`` maps (row, column) to what a person wrote there; it goes before any rule, and
    where it names no cell of the table it is left out. Repairing a repaired table changes
    nothing. Raises ValueError where the match is of another header.
    """
    changes: dict[tuple[int, int], Change] = {}
    table = _apply(table, _written(table, by_hand or {}), changes)
    if accept != "none":
        table, fit = _renamed(table, fit, _ACCEPTED[accept], changes)
        fixed = {(change.row, change.place) for change in changes.values()}
        for _ in range(_PASSES):
            found = list(_proposed(table, fit, _ACCEPTED[accept], fixed))
            if not found:
                break
            table = _apply(table, found, changes)
    kept = (change for change in changes.values() if change.old != change.new)
    return Repaired(table, fit, tuple(sorted(kept, key=lambda one: (one.row, one.place))))


def revert(table: Table, changes: Iterable[Change]) -> Table:
    """Return the table as it was before these changes."""
    back = [replace(change, old=change.new, new=change.old) for change in changes]
    names = {change.place: change.new for change in back if change.row == table.header_row}
    table = _with_header(table, names)
    return _apply(table, [one for one in back if one.row != table.header_row], {})


def write_changes(changes: Iterable[Change], stream: TextIO) -> None:
    """Write the changes as CSV with a header: row, column, old, new, rule, confidence."""
    table = csv.writer(stream)
    table.writerow(("row", "column", "old", "new", "rule", "confidence"))
    for one in changes:
        table.writerow((one.row, one.column, one.old, one.new, one.rule, one.confidence))


def _written(table: Table, by_hand: Mapping[tuple[int, str], str]) -> Iterator[Change]:
    places = {name: place for place, name in reversed(list(enumerate(table.header)))}
    lines = {row: line for line, row in enumerate(table.rows)}
    for (row, column), new in by_hand.items():
        if column in places and row in lines:
            old = table.frame.item(lines[row], places[column])
            yield Change(row, column, places[column], old, new, BY_HAND, "safe")


def _renamed(
    table: Table,
    fit: Match | None,
    accepted: frozenset[Confidence],
    changes: dict[tuple[int, int], Change],
) -> tuple[Table, Match | None]:
    """Give the header cells that were recognised the standard's spelling."""
    if fit is None:
        return table, None
    names: dict[int, str] = {}
    for place, (column, way) in enumerate(zip(fit.columns, fit.ways, strict=True)):
        sure: Confidence = "safe" if way == "normalised" else "likely"
        cell = table.header[place]
        if column is None or cell == column.name or sure not in accepted:
            continue
        # A column of exactly this name is there already, and is the standard's.
        if column.name not in table.header:
            names[place] = column.name
            changes[table.header_row, place] = Change(
                table.header_row, cell, place, cell, column.name, h.RENAMED.id, sure
            )
    if not names:
        return table, fit
    renamed = _with_header(table, names)
    return renamed, match(renamed.header, fit.standard)


def _with_header(table: Table, names: Mapping[int, str]) -> Table:
    if not names:
        return table
    header = tuple(names.get(place, cell) for place, cell in enumerate(table.header))
    frame = table.frame.rename({table.frame.columns[at]: name for at, name in names.items()})
    return replace(table, header=header, frame=frame)


def _proposed(
    table: Table,
    fit: Match | None,
    accepted: frozenset[Confidence],
    fixed: set[tuple[int, int]],
) -> Iterator[Change]:
    """The accepted repairs of one check, one for each cell: the most telling rule's."""
    best: dict[tuple[int, int], Finding] = {}
    for finding in check(table, fit).findings:
        if finding.repair is None or finding.row is None or finding.place is None:
            continue
        if finding.repair["confidence"] not in accepted:
            continue
        cell = (finding.row, finding.place)
        if cell not in fixed and _rank(finding) < _rank(best.get(cell)):
            best[cell] = finding
    for (row, place), finding in best.items():
        assert finding.repair is not None  # noqa: S101 - only such were taken
        old, new = finding.value or "", finding.repair["new"]
        if old != new:
            column = finding.column or ""
            yield Change(row, column, place, old, new, finding.rule, finding.repair["confidence"])


# Later rules say more about a cell than its mere spelling does.
_ORDER = {
    rule.id: number
    for number, rule in enumerate((*rows.RULES, *codes.RULES, *cells.RULES))
    if rule is not cells.SPELLING
}


def _rank(finding: Finding | None) -> int:
    if finding is None:
        return len(_ORDER) + 2
    return _ORDER.get(finding.rule, len(_ORDER) + 1)


def _apply(table: Table, found: Iterable[Change], changes: dict[tuple[int, int], Change]) -> Table:
    """Write the changes into the table, and note each cell from its first value."""
    by_place: dict[int, list[Change]] = {}
    for change in found:
        first = changes.get((change.row, change.place))
        changes[change.row, change.place] = replace(change, old=first.old) if first else change
        by_place.setdefault(change.place, []).append(change)
    if not by_place:
        return table
    lines = pl.DataFrame({"row": table.rows, "line": range(len(table.rows))})
    columns = table.frame.get_columns()
    for place, ones in by_place.items():
        new = pl.DataFrame(
            {"row": [one.row for one in ones], "new": [one.new for one in ones]},
            schema={"row": table.rows.dtype, "new": pl.String},
        ).join(lines, on="row")
        columns[place] = columns[place].clone().scatter(new["line"], new["new"])
    return replace(table, frame=pl.DataFrame(columns))
