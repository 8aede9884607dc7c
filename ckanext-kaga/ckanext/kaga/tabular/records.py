"""The records of delimited text: cut into cells, each with its row number."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

import polars as pl

QUOTE = '"'
DELIMITERS = (",", "\t", ";")

# A header stands in the first rows; the widest of them tells how wide the table is.
_PREVIEW = 100
_CHUNK = 50_000
# Only these end a line; Python's splitlines knows more, which may stand in cells.
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")


class QuoteOpenError(ValueError):
    """A quotation mark opens in ``row`` and is never closed."""

    def __init__(self, row: int) -> None:
        """Keep the number of the row."""
        super().__init__(f"row {row}")
        self.row = row


class CellTooLongError(ValueError):
    """A cell of ``row`` is longer than Python's csv module takes."""

    def __init__(self, row: int) -> None:
        """Keep the number of the row."""
        super().__init__(f"row {row}")
        self.row = row


class TooManyRowsError(ValueError):
    """There are more rows than the limit."""


@dataclass(frozen=True)
class Body:
    """The records below the header, blank ones included.

    ``frame`` has ``width`` text columns, without nulls, cells missing in the file blank.
    ``lengths`` (UInt32) is the number of cells of each record in the file, 0 for an
    empty line. ``surplus`` holds the cells beyond the width by position in the frame,
    where one of them is not blank. ``stray`` are the row numbers of records with
    a misplaced quotation mark.
    """

    frame: pl.DataFrame
    lengths: pl.Series
    surplus: dict[int, list[str]]
    stray: tuple[int, ...]


def guess_delimiter(text: str) -> str:
    """Return the delimiter under which most of the first records have the same width."""

    def evidence(delimiter: str) -> int:
        try:
            first = preview(text, delimiter)
        except (QuoteOpenError, CellTooLongError):
            return 0
        widths = Counter(len(record) for record in first if any(record))
        return max((count * (width - 1) for width, count in widths.items()), default=0)

    return max(DELIMITERS, key=evidence)


def preview(text: str, delimiter: str) -> list[list[str]]:
    """The first records. Raises QuoteOpenError and CellTooLongError."""
    return list(islice(_Records(text, delimiter), _PREVIEW))


def read_body(text: str, delimiter: str, skip: int, width: int, limit: int) -> Body:
    """Return the records after the first ``skip`` ones.

    Raises QuoteOpenError, CellTooLongError, and TooManyRowsError above ``limit`` records.
    Text without a quotation mark is cut by polars; its lines are its records, so there
    is one reading only. Everything else goes through Python's csv module.
    """
    records = _Records(text, delimiter)
    for _ in range(skip):
        next(records)
    rest = text[records.position :]
    if QUOTE in rest:
        return _by_record(records, width, limit)
    return _by_line(rest, delimiter, width, limit)


def _by_line(text: str, delimiter: str, width: int, limit: int) -> Body:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if lines.count("\n") >= limit:
        raise TooManyRowsError
    whole = pl.Series("line", [lines] if text else [], dtype=pl.String)
    line = whole.str.split("\n").explode()
    lengths = (line.str.count_matches(delimiter, literal=True) + 1) * (line != "")
    cells = line.str.split_exact(delimiter, width - 1).struct.unnest().fill_null("")
    long = (lengths > width).arg_true()
    beyond = {int(at): line[int(at)].split(delimiter)[width:] for at in long}
    surplus = {at: rest for at, rest in beyond.items() if any(cell.strip() for cell in rest)}
    return Body(cells, lengths.cast(pl.UInt32), surplus, ())


def _by_record(records: _Records, width: int, limit: int) -> Body:
    chunks: list[pl.DataFrame] = []
    lengths: list[int] = []
    surplus: dict[int, list[str]] = {}
    fields = [f"field_{index}" for index in range(width)]
    frame = pl.DataFrame(schema=dict.fromkeys(fields, pl.String))
    while chunk := list(islice(records, _CHUNK)):
        for at, record in enumerate(chunk, start=len(lengths)):
            lengths.append(len(record))
            if len(record) == width:
                continue
            if any(cell.strip() for cell in record[width:]):
                surplus[at] = record[width:]
            record[:] = record[:width] + [""] * (width - len(record))
        cells = zip(fields, zip(*chunk, strict=True), strict=True)
        chunks.append(pl.DataFrame(dict(cells), schema=frame.schema))
        if len(lengths) > limit:
            raise TooManyRowsError
    return Body(
        pl.concat([frame, *chunks]),
        pl.Series(lengths, dtype=pl.UInt32),
        surplus,
        tuple(records.stray),
    )


class _Records(Iterator[list[str]]):
    """Records of a text, noting those that break the rules for quotation marks.

    The csv module mends such records in silence, and so would swallow characters; in
    its strict mode it refuses them. So each is read strictly, and a refused one again
    forgivingly, as a spreadsheet would. ``position`` is where the next one begins.
    """

    def __init__(self, text: str, delimiter: str) -> None:
        self._delimiter = delimiter
        self._row = 0
        self.position = 0
        self._lines: list[str] = []
        self._source = self._tap(text)
        self._strict = csv.reader(self._source, delimiter=delimiter, strict=True)
        self.stray: list[int] = []

    def __next__(self) -> list[str]:
        self._lines.clear()
        self._row += 1
        try:
            return next(self._strict)
        except csv.Error as error:
            if "unexpected end" in str(error):
                raise QuoteOpenError(self._row) from error
            if "field limit" in str(error):
                raise CellTooLongError(self._row) from error
            return self._mended()

    def _mended(self) -> list[str]:
        lines = chain(tuple(self._lines), self._source)
        try:
            record = next(csv.reader(lines, delimiter=self._delimiter))
        except csv.Error as error:
            raise CellTooLongError(self._row) from error
        # At the end of the file the forgiving reader closes an open quotation mark by
        # itself; it would take one more line into the same record.
        if next(csv.reader([*self._lines, "."], delimiter=self._delimiter)) != record:
            raise QuoteOpenError(self._row)
        self.stray.append(self._row)
        return record

    def _tap(self, text: str) -> Iterator[str]:
        for line in _LINE.finditer(text):
            self.position = line.end()
            self._lines.append(line[0])
            yield line[0]
