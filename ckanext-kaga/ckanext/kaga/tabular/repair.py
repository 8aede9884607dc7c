"""Repair: the changes that a check proposes and a person accepts, and the way back."""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TextIO

import polars as pl

from ckanext.kaga.common.spreadsheet import harmless
from ckanext.kaga.standards import Match, match
from ckanext.kaga.tabular.check import about_header, check
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

ALWAYS_MADE = frozenset({h.RENAMED.id, cells.SPELLING.id})
"""The rules whose repairs ``clean`` makes in any case: headers and values as the standard spells
them. Who accepts them as well gets them listed as changes."""

_Accepts = Callable[[str, Confidence], bool]

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
    rules: Collection[str] = (),
) -> Repaired:
    """Return the table with the accepted repairs made; the rows stay the same rows.

    ``rules`` are the ids of rules all of whose proposals are accepted, however sure.
    ``by_hand`` maps (row, column) to what a person wrote there; it goes before any rule, and
    where it names no cell of the table it is left out. Repairing a repaired table changes
    nothing. Raises ValueError where the match is of another header.
    """
    changes: dict[tuple[int, int], Change] = {}
    table = _apply(table, _written(table, by_hand or {}), changes)

    def accepts(rule: str, confidence: Confidence) -> bool:
        return confidence in _ACCEPTED[accept] or rule in rules

    if accept != "none" or rules:
        table, fit = _renamed(table, fit, accepts, changes)
        fixed = {(change.row, change.place) for change in changes.values()}
        for _ in range(_PASSES):
            found = list(_proposed(table, fit, accepts, fixed))
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
    """Write the changes as CSV with a header: row, column, old, new, rule, confidence.

    The list is for people: a text that a spreadsheet would run as a formula gets an apostrophe.
    """
    table = csv.writer(stream)
    table.writerow(("row", "column", "old", "new", "rule", "confidence"))
    for one in changes:
        cells = (one.row, one.column, one.old, one.new, one.rule, one.confidence)
        table.writerow(map(harmless, cells))


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
    accepts: _Accepts,
    changes: dict[tuple[int, int], Change],
) -> tuple[Table, Match | None]:
    """Give the header cells that were recognised the standard's spelling."""
    if fit is None:
        return table, None
    names: dict[int, str] = {}
    for change in _changes(about_header(table, fit), accepts):
        # Two cells may look like the same column, of which there is one.
        if change.new not in (*table.header, *names.values()):
            names[change.place] = change.new
            changes[change.row, change.place] = change
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
    accepts: _Accepts,
    fixed: set[tuple[int, int]],
) -> Iterator[Change]:
    """The accepted repairs of one check, one for each cell: the most telling rule's."""
    best: dict[tuple[int, int], Change] = {}
    for change in _changes(check(table, fit).findings, accepts):
        cell = (change.row, change.place)
        if change.row == table.header_row or cell in fixed:
            continue
        if cell not in best or _rank(change) < _rank(best[cell]):
            best[cell] = change
    yield from (change for change in best.values() if change.old != change.new)


def _changes(findings: Iterable[Finding], accepts: _Accepts) -> Iterator[Change]:
    """The accepted repairs among findings."""
    for one in findings:
        if one.repair is None or one.row is None or one.place is None:
            continue
        new, sure = one.repair["new"], one.repair["confidence"]
        if accepts(one.rule, sure):
            yield Change(one.row, one.column or "", one.place, one.value or "", new, one.rule, sure)


# Later rules say more about a cell than its mere spelling does.
_ORDER = {
    rule.id: number
    for number, rule in enumerate((*rows.RULES, *codes.RULES, *cells.RULES))
    if rule is not cells.SPELLING
}


def _rank(change: Change) -> int:
    return _ORDER.get(change.rule, len(_ORDER) + 1)


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
