"""The layout of a sheet or of a text: where its tables are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice, pairwise, takewhile

import polars as pl

from ckanext.kaga.standards import Registry
from ckanext.kaga.standards.header import normalise
from ckanext.kaga.tabular.header import Header, find_header, is_number
from ckanext.kaga.tabular.sheet import Sheet

# So many records after a blank row are looked at for the start of another table.
_WINDOW = 20
# A title between two tables has no more rows than this.
_TITLE = 3
# Two tables side by side differ in length by so much at least; else a column is a spacer.
_SHORTER = 0.5
_END = 1 << 62


@dataclass(frozen=True)
class Region:
    """A table in a sheet.

    It belongs to the rows from ``first`` to before ``stop`` (None: to the end of the
    sheet), of which those above the header are titles and notes, and to the columns from
    ``left`` to before ``right`` (0-based, None: to the last). ``empty`` are its columns
    without header and without data, None where nobody looked; ``rows`` counts its filled
    rows below the header, likewise. ``beside`` says that another one is to its right.
    """

    header: Header
    first: int = 1
    stop: int | None = None
    left: int = 0
    right: int | None = None
    empty: frozenset[int] | None = None
    rows: int | None = None
    beside: bool = False

    @property
    def header_row(self) -> int:
        """The row number of the header's last row."""
        return self.header.at + 1

    @property
    def cells(self) -> tuple[str, ...]:
        """The header's cells."""
        return self.header.cells[self.left : self.right]


def regions(sheet: Sheet, known: Registry, *, count: bool) -> tuple[Region, ...]:
    """Return the tables of a sheet from top to bottom, none where it is blank.

    Columns of ``known`` standards tell that a row is a header. All records are gone through
    only where that can change the answer, or where the rows are to be counted.
    """
    header = find_header(sheet.head(), sheet.merges)
    if header is None:
        return ()
    has_gaps = sheet.last_gap > header.at
    if not (count or has_gaps or any(not cell.strip() for cell in header.cells)):
        return (Region(header, empty=frozenset()),)
    stacked = _stacked(sheet, header, known) if has_gaps else (Region(header),)
    return tuple(part for region in stacked for part in _side_by_side(sheet, region))


@dataclass(frozen=True)
class _Run:
    """Filled rows between blank ones: how many, from which row on, and the first of them."""

    row: int
    length: int
    records: list[list[str]]

    @property
    def is_title(self) -> bool:
        """Whether it is a few lines that stand alone in their rows."""
        alone = (sum(1 for cell in record if cell.strip()) == 1 for record in self.records)
        return self.length <= _TITLE and all(alone)


def _stacked(sheet: Sheet, header: Header, known: Registry) -> Iterator[Region]:
    """The tables one above the other; each but the first begins after a blank row."""
    region = Region(header)
    sample = list(takewhile(_is_filled, sheet.head()[header.at + 1 :]))
    title: _Run | None = None
    for run in _runs(sheet, header):
        below = find_header(run.records, sheet.merges, run.row)
        body = run.records[below.at + 1 :] if below else []
        if below and _starts_table(below, body, region.header, sample, known):
            first = title.row if title else run.row
            yield replace(region, stop=first)
            sample = body
            region = Region(replace(below, at=run.row - 1 + below.at), first)
        title = run if run.is_title else None
    yield region


def _runs(sheet: Sheet, header: Header) -> Iterator[_Run]:
    """The runs of filled rows below the header, but for the one that it begins."""

    def records() -> Iterator[tuple[int, list[str]]]:
        for chunk in sheet.chunks(len(header.cells)):
            for at, cells in enumerate(chunk.frame.iter_rows()):
                yield chunk.first + at, [*cells, *chunk.surplus.get(at, ())]

    body = islice(records(), header.at + 1, None)
    for is_filled, rows in groupby(body, key=lambda row: _is_filled(row[1])):
        if is_filled:
            some = list(islice(rows, _WINDOW))
            run = _Run(some[0][0], len(some) + sum(1 for _ in rows), [cells for _, cells in some])
            if run.row > header.at + 2:
                yield run


def _starts_table(
    below: Header,
    body: Sequence[Sequence[str]],
    header: Header,
    sample: Sequence[Sequence[str]],
    known: Registry,
) -> bool:
    """Whether a row after a blank one is the header of another table, for certain.

    Its cells are words, each once, without a gap between them; and either two of them at
    least are columns of a standard, or numbers stand below one of them, and the rows
    below are not of the same kind as those of the table above.
    """
    span = _span(below.cells)
    cells = [cell.strip() for cell in below.cells[span.start : span.stop]]
    if len(cells) < 2 or not all(cells) or len(set(cells)) < len(cells):  # noqa: PLR2004
        return False
    if any(is_number(cell) for cell in cells) or _stripped(below.cells) == _stripped(header.cells):
        return False
    if body and sum(normalise(cell) in known.names for cell in cells) >= 2:  # noqa: PLR2004
        return True
    numeric = _numeric(body, span)
    same = span == _span(header.cells) and numeric == _numeric(sample, span)
    return bool(numeric) and not same


def _numeric(records: Sequence[Sequence[str]], span: range) -> set[int]:
    """The columns in which two cells at least are filled and every filled one is a number."""
    found = set()
    for at in span:
        filled = [record[at] for record in records if at < len(record) and record[at].strip()]
        if len(filled) > 1 and all(map(is_number, filled)):
            found.add(at)
    return found


def _is_filled(record: Sequence[str]) -> bool:
    return any(map(str.strip, record))


def _span(cells: Sequence[str]) -> range:
    filled = [at for at, cell in enumerate(cells) if cell.strip()]
    return range(filled[0], filled[-1] + 1)


def _stripped(cells: Sequence[str]) -> list[str]:
    return [cell.strip() for cell in cells[: _span(cells).stop]]


def _side_by_side(sheet: Sheet, region: Region) -> Iterator[Region]:
    """A region, or the tables that stand side by side in it, with their rows counted.

    Blank columns between two tables could as well be spacers in one. Two it is for
    certain where a name comes back, or where one is half as long as the other or less.
    """
    width = len(region.header.cells)
    filled, last = _filled(sheet, region, (range(width),))
    blank = frozenset(
        at for at, cell in enumerate(region.header.cells) if not cell.strip() and not last[at]
    )
    groups = [
        range(columns[0], columns[-1] + 1)
        for is_blank, some in groupby(range(width), key=blank.__contains__)
        if not is_blank and (columns := list(some))
    ]
    if _are_apart(region, groups, last):
        counts, _ = _filled(sheet, region, tuple(groups))
        for group, rows in zip(groups, counts, strict=True):
            yield replace(
                region,
                left=group.start,
                right=group.stop,
                empty=frozenset(),
                rows=rows,
                beside=group is not groups[-1],
            )
        return
    right = None
    if region.stop or region.first > 1:
        # What is blank on its right are columns of the tables above and below.
        right = width
        while right - 1 in blank:
            right -= 1
    yield replace(region, right=right, empty=blank, rows=filled[0])


def _are_apart(region: Region, groups: Sequence[range], last: Sequence[int]) -> bool:
    """Whether groups of columns are tables of their own for certain."""
    names = [[region.header.cells[at].strip() for at in group] for group in groups]
    if len(groups) < 2 or not all(len(some) > 1 and all(some) for some in names):  # noqa: PLR2004
        return False
    depth = [max(last[at] for at in group) - region.header_row for group in groups]
    repeated = any(set(one) & set(two) for one, two in pairwise(names))
    return repeated or min(depth) <= _SHORTER * max(depth)


def _filled(sheet: Sheet, region: Region, groups: tuple[range, ...]) -> tuple[list[int], list[int]]:
    """How many rows each group of columns fills, and each column's last filled row, 0: none."""
    width = len(region.header.cells)
    counts, last = [0] * len(groups), [0] * width
    stop = region.stop or _END
    for whole in sheet.chunks(width):
        chunk = whole.between(region.header_row + 1, stop)
        mask = chunk.frame.select(pl.all().str.strip_chars() != "")
        for place, group in enumerate(groups):
            columns = mask.columns[group.start : group.stop]
            counts[place] += mask.select(pl.any_horizontal(columns).sum()).item()
        for at, column in enumerate(mask.get_columns()):
            if column.any():
                last[at] = chunk.first + int(column.arg_true()[-1])
    return counts, last
