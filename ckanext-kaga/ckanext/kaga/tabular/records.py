"""The records of delimited text: cut into cells, each with its row number."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

import polars as pl

from ckanext.kaga.tabular.decode import text_of

QUOTE = '"'
DELIMITERS = (",", "\t", ";")
PREVIEW = 100
"""So many first records are looked at for the header and the width of the table."""

_CHUNK = 50_000
_STRIDE = 16_000
_LONE_RETURN = re.compile(rb"\r(?!\n)")
# Only these end a line; Python's splitlines knows more, which may stand in cells.
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")


class QuoteOpenError(ValueError):
    """A quotation mark opens in ``row`` and is never closed; what follows is lost."""

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


@dataclass(frozen=True)
class Chunk:
    """Some records that follow each other, blank ones included.

    ``first`` is the row number of the first one. ``frame`` has text columns, without
    nulls, cells missing in the file blank. ``lengths`` (UInt32) is the number of cells
    of each record in the file, 0 for an empty line. ``surplus`` holds the cells beyond
    the frame's width by position in it, where one of them is not blank. ``stray`` are
    the row numbers of records with a misplaced quotation mark. ``begun`` says that no record
    has a blank first cell; ``longest`` is a number of bytes that no cell exceeds, None where
    nobody looked.
    """

    first: int
    frame: pl.DataFrame
    lengths: pl.Series
    surplus: dict[int, list[str]]
    stray: tuple[int, ...] = ()
    begun: bool = False
    longest: int | None = None

    @property
    def stop(self) -> int:
        """The row number after the last record."""
        return self.first + self.frame.height

    def between(self, first: int, stop: int) -> Chunk:
        """Return the records from row ``first`` to before row ``stop``."""
        start = max(first, self.first)
        at, count = start - self.first, max(0, min(stop, self.stop) - start)
        return Chunk(
            start,
            self.frame.slice(at, count),
            self.lengths.slice(at, count),
            {place - at: rest for place, rest in self.surplus.items() if 0 <= place - at < count},
            tuple(row for row in self.stray if start <= row < start + count),
            self.begun,
            self.longest,
        )


def guess_delimiter(text: str, *, whole: bool) -> str:
    """Return the delimiter under which all of the first records have the same width, else most."""

    def evidence(delimiter: str) -> tuple[bool, int]:
        try:
            first = preview(text, delimiter, whole=whole)
        except (QuoteOpenError, CellTooLongError):
            return False, 0
        widths = Counter(len(record) for record in first if any(record))
        most = max((count * (width - 1) for width, count in widths.items()), default=0)
        return len(widths) == 1 and most > 0, most

    return max(DELIMITERS, key=evidence)


def preview(text: str, delimiter: str, *, whole: bool) -> list[list[str]]:
    """Return the first records; where the text is not ``whole``, only those that end in it.

    Raises QuoteOpenError and CellTooLongError.
    """
    first: list[list[str]] = []
    try:
        first.extend(islice(_Records(text, delimiter, 1), PREVIEW))
    except QuoteOpenError:
        if whole or not first:
            raise
    return first


def chunks(
    blocks: Iterable[bytes], delimiter: str, width: int, longest: int, *, plain: bool = False
) -> Iterator[Chunk]:
    """Cut text in UTF-8, given in blocks that may end anywhere, into records of ``width`` cells.

    ``longest`` is the number of bytes at which a line is given up as too long. ``plain`` says
    what ``plain.is_plain`` does.
    Raises QuoteOpenError and CellTooLongError. Lines without a quotation mark are cut by
    polars; they are their own records, so there is one reading only. Everything else
    goes through Python's csv module.
    """
    row, rest = 1, b""
    for block in chain(blocks, (None,)):
        lines, rest = _cut(rest, block)
        # At the end of a plain text a carriage return may stand alone.
        if chunk := _rectangular(lines, delimiter, width, row, plain=plain and block is not None):
            yield chunk
            row = chunk.stop
        elif QUOTE.encode() not in lines:
            if lines:
                yield (chunk := _by_line(text_of(lines), delimiter, width, row))
                row = chunk.stop
        elif some := _well_formed(text := text_of(lines), delimiter):
            yield (chunk := chunk_of(some, width, row))
            row = chunk.stop
        else:
            records = _Records(text, delimiter, row)
            try:
                yield from _by_record(records, width)
            except QuoteOpenError:
                if block is None:
                    raise
                rest = text[records.done :].encode() + rest
            row = records.row
        if len(rest) > longest:
            raise CellTooLongError(row)


def chunk_of(records: Sequence[list[str]], width: int, first: int) -> Chunk:
    """Return records as a chunk; they are cut or filled up to ``width`` in place."""
    lengths = [len(record) for record in records]
    surplus: dict[int, list[str]] = {}
    for at, record in enumerate(records):
        if len(record) == width:
            continue
        if any(cell.strip() for cell in record[width:]):
            surplus[at] = record[width:]
        record[:] = record[:width] + [""] * (width - len(record))
    fields = [f"field_{index}" for index in range(width)]
    columns = zip(*records, strict=True) if records else ((),) * width
    frame = pl.DataFrame(
        dict(zip(fields, columns, strict=True)), schema=dict.fromkeys(fields, pl.String)
    )
    return Chunk(first, frame, pl.Series(lengths, dtype=pl.UInt32), surplus)


def _cut(rest: bytes, block: bytes | None) -> tuple[bytes, bytes]:
    """The whole lines of what is left and the next block (None: there is none), and the rest.

    A carriage return at the end may be half of a line's end.
    """
    if block is None:
        return rest, b""
    if not rest and block.endswith(b"\n"):
        return block, rest
    if done := _end_of_lines(block):
        return b"".join((rest, memoryview(block)[:done])), block[done:]
    data = rest + block
    done = _end_of_lines(data)
    return data[:done], data[done:]


def _end_of_lines(data: bytes) -> int:
    """Where the last whole line ends."""
    return max(data.rfind(b"\n"), data.rfind(b"\r", 0, max(0, len(data) - 1))) + 1


def _rectangular(
    lines: bytes, delimiter: str, width: int, first: int, *, plain: bool
) -> Chunk | None:
    """The records of lines of ``width`` cells each without a quotation mark, else None.

    This is what nearly every line of a large file is, and polars reads it by itself.
    ``plain`` says that no carriage return stands alone and no line begins like a blank one.
    """
    if lines[:1] in (b"", b"\r", b"\n") or lines.startswith(codecs.BOM_UTF8):
        return None
    if QUOTE.encode() in lines or (not plain and _LONE_RETURN.search(lines)):
        return None
    try:
        frame = pl.read_csv(
            lines,
            has_header=False,
            schema={f"field_{index}": pl.String for index in range(width)},
            separator=delimiter,
            quote_char=None,
            empty_string_is_null=False,
            extra_columns="raise",
            glob=False,
        )
    except pl.exceptions.PolarsError:
        return None
    if (frame.to_series(width - 1) == "").any() and not _is_full(frame, lines, delimiter):
        return None
    lengths = pl.repeat(width, frame.height, dtype=pl.UInt32, eager=True)
    longest = 2 * _STRIDE if _ends_often(lines) else None
    return Chunk(first, frame, lengths, {}, begun=plain, longest=longest)


def _ends_often(lines: bytes) -> bool:
    """Whether a line ends in every stride, so that none is as long as two of them."""
    return all(
        lines.find(b"\n", at, at + _STRIDE) >= 0 for at in range(0, len(lines) - _STRIDE, _STRIDE)
    )


def _is_full(frame: pl.DataFrame, lines: bytes, delimiter: str) -> bool:
    """Whether no line is too short, where none is too long: polars fills up what is missing."""
    delimiters = len(lines) - len(lines.translate(None, delimiter.encode()))
    return frame.width > 1 and delimiters == frame.height * (frame.width - 1)


def _by_line(text: str, delimiter: str, width: int, first: int) -> Chunk:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    whole = pl.Series("line", [lines] if text else [], dtype=pl.String)
    line = whole.str.split("\n").explode()
    lengths = (line.str.count_matches(delimiter, literal=True) + 1) * (line != "")
    cells = line.str.split_exact(delimiter, width - 1).struct.unnest().fill_null("")
    long = (lengths > width).arg_true()
    beyond = {int(at): line[int(at)].split(delimiter)[width:] for at in long}
    surplus = {at: rest for at, rest in beyond.items() if any(cell.strip() for cell in rest)}
    return Chunk(first, cells, lengths.cast(pl.UInt32), surplus)


def _well_formed(text: str, delimiter: str) -> list[list[str]]:
    """The records of a text, none where it breaks a rule or a quotation mark stays open."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return []


def _by_record(records: _Records, width: int) -> Iterator[Chunk]:
    first, some = records.row, list[list[str]]()
    stopped: QuoteOpenError | None = None
    while stopped is None:
        try:
            some.append(next(records))
        except StopIteration:
            break
        except QuoteOpenError as error:
            stopped = error
        if len(some) == _CHUNK or (stopped and some):
            yield _noted(some, width, first, records)
            first, some = records.row, []
    if some:
        yield _noted(some, width, first, records)
    if stopped:
        raise stopped


def _noted(some: list[list[str]], width: int, first: int, records: _Records) -> Chunk:
    stray = tuple(row for row in records.stray if row >= first)
    return replace(chunk_of(some, width, first), stray=stray)


class _Records(Iterator[list[str]]):
    """Records of a text, noting those that break the rules for quotation marks.

    The csv module mends such records in silence, and so would swallow characters; in
    its strict mode it refuses them. So each is read strictly, and a refused one again
    forgivingly, as a spreadsheet would. ``row`` is the number of the next record and
    ``done`` where in the text it begins.
    """

    def __init__(self, text: str, delimiter: str, row: int) -> None:
        self._delimiter = delimiter
        self._position = 0
        self._lines: list[str] = []
        self._source = self._tap(text)
        self._strict = csv.reader(self._source, delimiter=delimiter, strict=True)
        self.row = row
        self.done = 0
        self.stray: list[int] = []

    def __next__(self) -> list[str]:
        self._lines.clear()
        try:
            record = next(self._strict)
        except csv.Error as error:
            if "unexpected end" in str(error):
                raise QuoteOpenError(self.row) from error
            if "field limit" in str(error):
                raise CellTooLongError(self.row) from error
            record = self._mended()
        self.row += 1
        self.done = self._position
        return record

    def _mended(self) -> list[str]:
        lines = chain(tuple(self._lines), self._source)
        try:
            record = next(csv.reader(lines, delimiter=self._delimiter))
        except csv.Error as error:
            raise CellTooLongError(self.row) from error
        # At the end of the text the forgiving reader closes an open quotation mark by
        # itself; it would take one more line into the same record.
        if next(csv.reader([*self._lines, "."], delimiter=self._delimiter)) != record:
            raise QuoteOpenError(self.row)
        self.stray.append(self.row)
        return record

    def _tap(self, text: str) -> Iterator[str]:
        for line in _LINE.finditer(text):
            self._position = line.end()
            self._lines.append(line[0])
            yield line[0]
