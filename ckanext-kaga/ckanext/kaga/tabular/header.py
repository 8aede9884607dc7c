"""The header of a table: which of the first rows it is, and whether it takes two of them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# A row is the header when it fills this share of the cells of the widest row: a title
# or a note fills one or two, a header with a forgotten cell nearly all.
_FILL = 0.75
# So many rows below a header of two rows are asked whether they fill its columns, this share.
_BELOW = 5
_HALF = 0.5
_NUMBER = re.compile(r"[-+]?[0-9][0-9,./:\- ]*[%円人]?|[-+]?\.[0-9]+")


@dataclass(frozen=True)
class Header:
    """The header's ``cells``; it ends with the record ``at`` (0-based) and is ``height`` high.

    Of a header of two rows, a cell of the upper one that stands over several of the lower
    is put before each of them: トイレ over 男性 and 女性 gives トイレ_男性 and トイレ_女性.
    """

    at: int
    cells: tuple[str, ...]
    height: int = 1

    @property
    def top(self) -> int:
        """The place of its first record."""
        return self.at - self.height + 1


@dataclass(frozen=True)
class Merge:
    """A range of merged cells, 1-based, the last row and column included."""

    row: int
    column: int
    last_row: int
    last_column: int


def find_header(
    records: Sequence[Sequence[str]], merges: Sequence[Merge] = (), first: int = 1
) -> Header | None:
    """Return the header of a table from its first records, or None where all are blank.

    It is the first row that fills nearly all columns of the table. How many columns the
    table has, the most of the filled cells say: notes stand alone in their rows, and a
    row with a comma too many is one of many. ``merges`` are the merged cells around,
    ``first`` is the row number of the first record.
    """
    filled = [sum(1 for cell in record if cell.strip()) for record in records]
    if not any(filled):
        return None
    neighbours: Counter[int] = Counter()
    for record, count in zip(records, filled, strict=True):
        if count:
            neighbours[len(record)] += count - 1
    [(width, _)] = neighbours.most_common(1)
    widest = max(
        count for record, count in zip(records, filled, strict=True) if len(record) == width
    )
    for at, count in enumerate(filled):
        if joined := _of_two_rows(records[at : at + 2 + _BELOW], merges, first + at):
            return Header(at + 1, joined, 2)
        if count >= _FILL * widest:
            return Header(at, tuple(records[at]))
    return None


def is_number(cell: str) -> bool:
    """Whether a cell is a number, a date, a time or a telephone number rather than words."""
    return _NUMBER.fullmatch(unicodedata.normalize("NFKC", cell).strip()) is not None


def _of_two_rows(
    records: Sequence[Sequence[str]], merges: Sequence[Merge], row: int
) -> tuple[str, ...] | None:
    """The cells of a header of two rows, or None where that is not certain.

    Certain it is where the two rows complete each other: each column has words in the
    lower row below a cell that stands over several columns, or a name of its own in the
    upper row and nothing below it; and the rows that follow fill columns of both kinds, half
    of all at least. A lower row that names each column by itself is a header without the upper.
    """
    if not records[2:]:
        return None
    width = max(len(record) for record in records[:2])
    upper, lower = ([cell.strip() for cell in _padded(record, width)] for record in records[:2])
    while width and not upper[width - 1] and not lower[width - 1]:
        width -= 1
    if not upper[:1] or not upper[0] or any(is_number(cell) for cell in (*upper, *lower)):
        return None
    groups = list(_groups(upper[:width], lower, merges, row))
    over = [group for group in groups if len(group) > 1]
    alone = [group.start for group in groups if len(group) == 1]
    if not over or not (alone or len(over) > 1):
        return None
    below_filled = all(lower[at] for group in over for at in group)
    below_blank = not any(lower[at] for at in alone)
    distinct = all(len({lower[at] for at in group}) == len(group) for group in over)
    is_enough = not alone and len(set(lower[:width])) == width
    if is_enough or not (below_filled and below_blank and distinct):
        return None
    body = records[2:]
    filled = {at for record in body for at, cell in enumerate(record[:width]) if cell.strip()}
    parts = [{at for group in over for at in group}, *([set(alone)] if alone else [])]
    if len(filled) < _HALF * width or not all(filled & part for part in parts):
        return None
    return tuple(
        f"{upper[group.start]}_{lower[at]}" if len(group) > 1 else upper[at]
        for group in groups
        for at in group
    )


def _groups(
    upper: Sequence[str], lower: Sequence[str], merges: Sequence[Merge], row: int
) -> Iterator[range]:
    """The columns that each cell of the upper row stands over.

    Without merged cells to go by, a cell stands over the blank ones on its right.
    """
    wide = {
        merge.column - 1: merge.last_column
        for merge in merges
        if merge.row == merge.last_row == row and merge.last_column > merge.column
    }
    at = 0
    while at < len(upper):
        stop = at + 1
        if at in wide:
            stop = min(wide[at], len(upper))
        elif not wide:
            while stop < len(upper) and not upper[stop] and lower[stop]:
                stop += 1
        yield range(at, stop)
        at = stop


def _padded(record: Sequence[str], width: int) -> list[str]:
    return [*record, *[""] * (width - len(record))]
