"""Read: a file from a city becomes a table, and what was done to it is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import polars as pl

from ckanext.kaga.tabular import records
from ckanext.kaga.tabular.decode import Text, decode
from ckanext.kaga.tabular.finding import Finding
from ckanext.kaga.tabular.kinds import refusal
from ckanext.kaga.tabular.rules import headers as h
from ckanext.kaga.tabular.rules import reading as r
from ckanext.kaga.tabular.sniff import sniff
from ckanext.kaga.tabular.table import Limits, Table, Unreadable

_HEAD = 8192
# A row is the header when it fills this share of the cells of the widest row: a title
# or a note fills one or two, a header with a forgotten cell nearly all.
_HEADER_FILL = 0.75
_ALPHABET = 26
_MIB = 1024 * 1024
_UTF8 = ("utf-8", "utf-8-sig")
_ENCODINGS = {
    "cp932": "シフトJIS（CP932）",
    "euc_jis_2004": "EUC-JP",
    "utf-16": "UTF-16",
    "iso2022_jp": "ISO-2022-JP",
}
_DELIMITERS = {"\t": ("タブ", "tabs"), ";": ("セミコロン", "semicolons")}


def read(
    source: Path | str | bytes | BinaryIO, filename: str = "", limits: Limits | None = None
) -> Table:
    """Read a CSV or TSV file, given as a path, as its bytes or as an open binary file.

    ``filename`` is the name that the sender gave it; a path's own name serves where it
    is left out. Raises Unreadable, with a sentence for the sender, where the file is no
    text, has no header, or exceeds ``limits``; OSError where a path cannot be opened.
    """
    limits = limits or Limits()
    if isinstance(source, str | Path):
        filename = filename or Path(source).name
    text = _text(_load(source, limits), filename)
    try:
        return _table(text, limits)
    except records.QuoteOpenError as error:
        raise Unreadable(r.QUOTE_OPEN.finding(error.row)) from error
    except records.CellTooLongError as error:
        raise Unreadable(
            r.CELL_TOO_LONG.finding(error.row, words={"limit": limits.cell})
        ) from error
    except records.TooManyRowsError as error:
        raise Unreadable(r.TOO_MANY_ROWS.finding(words={"limit": f"{limits.rows:,}"})) from error


def _table(text: Text, limits: Limits) -> Table:
    delimiter = records.guess_delimiter(text.text)
    first = records.preview(text.text, delimiter)
    at = _header_at(first)
    header = _trimmed(first[at], limits, at + 1)
    body = records.read_body(text.text, delimiter, at + 1, len(header), limits.rows)
    return _Reading(text, delimiter, first[:at], header, body, limits).table()


@dataclass(frozen=True)
class _Reading:
    """What the steps from records to a table share: the text, its header, its body."""

    text: Text
    delimiter: str
    above: list[list[str]]
    header: list[str]
    body: records.Body
    limits: Limits

    @property
    def header_row(self) -> int:
        return len(self.above) + 1

    def table(self) -> Table:
        names, header_findings = self._names()
        frame = self.body.frame.rename(dict(zip(self.body.frame.columns, names, strict=True)))
        numbers = pl.int_range(
            self.header_row + 1, self.header_row + 1 + frame.height, dtype=pl.UInt32, eager=True
        ).alias("row")
        self._refuse_long_cells(frame, numbers)
        blank = self._blank(frame)
        keep = [
            index
            for index, name in enumerate(names)
            if self.header[index].strip() or not frame.select(_is_blank(pl.col(name)).all()).item()
        ]
        rows = numbers.filter(~blank)
        skipped = (
            *range(1, self.header_row),
            *(int(number) for number in numbers.filter(blank)),
        )
        findings = (
            *self._about_file(),
            *self._about_rows(numbers, blank),
            *(finding for index, finding in header_findings if index in keep),
            *self._empty_columns(keep),
            *(
                (r.NO_ROWS.finding(words={"header_row": self.header_row}),)
                if rows.is_empty()
                else ()
            ),
        )
        return Table(
            frame=frame.select(names[index] for index in keep).filter(~blank),
            header=tuple(self.header[index] for index in keep),
            header_row=self.header_row,
            rows=rows,
            skipped=skipped,
            encoding=self.text.encoding,
            delimiter=self.delimiter,
            newline=_newline(self.text.text),
            findings=findings,
        )

    def _names(self) -> tuple[list[str], list[tuple[int, Finding]]]:
        """Unique column names, and a finding (with its index) for each that was made up."""
        names: list[str] = []
        findings: list[tuple[int, Finding]] = []
        spelt = {cell.strip() for cell in self.header}
        for index, cell in enumerate(self.header):
            wanted = cell.strip() or f"列{index + 1}"
            name, number = wanted, 2
            while name in names or (name != cell.strip() and name in spelt):
                name, number = f"{wanted}_{number}", number + 1
            names.append(name)
            if name != cell.strip():
                rule = h.DUPLICATE_HEADER if cell.strip() else h.BLANK_HEADER
                place = {"letter": column_letter(index), "number": index + 1, "name": name}
                findings.append((index, rule.finding(self.header_row, cell, words=place)))
        return names, findings

    def _refuse_long_cells(self, frame: pl.DataFrame, numbers: pl.Series) -> None:
        limit = self.limits.cell
        long = frame.select(pl.any_horizontal(pl.all().str.len_chars() > limit)).to_series()
        if long.any():
            row = int(numbers.filter(long)[0])
            raise Unreadable(r.CELL_TOO_LONG.finding(row, words={"limit": limit}))

    def _blank(self, frame: pl.DataFrame) -> pl.Series:
        """Which records are blank; one whose only content is beyond the width is not."""
        blank = frame.select(pl.all_horizontal(_is_blank(pl.all()))).to_series()
        beyond = pl.Series(list(self.body.surplus), dtype=pl.UInt32)
        return blank.scatter(beyond, False) if self.body.surplus else blank

    def _about_file(self) -> Iterator[Finding]:
        encoding = self.text.encoding
        if encoding not in _UTF8:
            yield r.ENCODING.finding(words={"encoding": _ENCODINGS[encoding]})
        if self.delimiter in _DELIMITERS:
            ja, en = _DELIMITERS[self.delimiter]
            yield r.DELIMITER.finding(words={"delimiter_ja": ja, "delimiter_en": en})

    def _about_rows(self, numbers: pl.Series, blank: pl.Series) -> Iterator[Finding]:
        lengths = self.body.lengths
        width = len(self.header)
        above = [" ".join(cell for cell in record if cell.strip()) for record in self.above]
        for row, value in enumerate(above, start=1):
            if value:
                place = {"header_row": self.header_row}
                yield r.ABOVE_HEADER.finding(row, value=value, words=place)
        empty_above = [row for row, value in enumerate(above, start=1) if not value]
        yield from _runs([*empty_above, *numbers.filter(blank).to_list()])
        short = (lengths < width) & ~blank
        for row, found in zip(numbers.filter(short), lengths.filter(short), strict=True):
            yield r.ROW_SHORT.finding(row, words={"found": found, "expected": width})
        for position, cells in self.body.surplus.items():
            value = self.delimiter.join(cells)
            place = {"found": int(lengths[position]), "expected": width}
            yield r.ROW_LONG.finding(int(numbers[position]), value=value, words=place)
        for row in self.body.stray:
            yield r.QUOTE_STRAY.finding(row)

    def _empty_columns(self, keep: list[int]) -> Iterator[Finding]:
        for index in range(len(self.header)):
            if index not in keep:
                yield h.EMPTY_COLUMN.finding(
                    words={"letter": column_letter(index), "number": index + 1}
                )


def column_letter(index: int) -> str:
    """The letter that a spreadsheet shows for a column, from its 0-based index."""
    letters = ""
    while index >= 0:
        letters = chr(ord("A") + index % _ALPHABET) + letters
        index = index // _ALPHABET - 1
    return letters


def _load(source: Path | str | bytes | BinaryIO, limits: Limits) -> bytes:
    """The bytes of the file; no more than the limit is ever read."""
    if isinstance(source, str | Path):
        with Path(source).open("rb") as file:
            return _load(file, limits)
    data = source if isinstance(source, bytes) else source.read(limits.size + 1)
    if len(data) > limits.size:
        raise Unreadable(r.TOO_BIG.finding(words={"limit": f"{limits.size // _MIB:,}"}))
    return data


def _text(data: bytes, filename: str) -> Text:
    """The characters of the file, or Unreadable."""
    if not data.strip():
        raise Unreadable(r.EMPTY.finding())
    kind = sniff(data[:_HEAD], filename)
    if kind != "text":
        raise Unreadable(refusal(kind))
    text = decode(data)
    if text is None:
        raise Unreadable(r.ENCODING_UNKNOWN.finding())
    nul = text.text.find("\0")
    if nul >= 0:
        raise Unreadable(r.NUL.finding(text.text.count("\n", 0, nul) + 1))
    return text


def _is_blank(cells: pl.Expr) -> pl.Expr:
    return cells.str.strip_chars() == ""


def _header_at(first: list[list[str]]) -> int:
    """The place of the header: the first row that fills nearly all columns of the table.

    How many columns the table has, the most of the filled cells say: notes stand alone
    in their rows, and a row with a comma too many is one of many.
    """
    filled = [sum(1 for cell in record if cell.strip()) for record in first]
    if not any(filled):
        raise Unreadable(r.EMPTY.finding())
    neighbours: Counter[int] = Counter()
    for record, count in zip(first, filled, strict=True):
        if count:
            neighbours[len(record)] += count - 1
    [(width, _)] = neighbours.most_common(1)
    widest = max(count for record, count in zip(first, filled, strict=True) if len(record) == width)
    return next(at for at, count in enumerate(filled) if count >= _HEADER_FILL * widest)


def _trimmed(header: list[str], limits: Limits, row: int) -> list[str]:
    """The header; blank cells at its end are cut only where there are too many columns."""
    if len(header) > limits.columns:
        while header and not header[-1].strip():
            header = header[:-1]
    if len(header) > limits.columns:
        found = {"found": len(header), "limit": limits.columns}
        raise Unreadable(r.TOO_MANY_COLUMNS.finding(row, words=found))
    return header


def _runs(rows: list[int]) -> Iterator[Finding]:
    """One finding for each run of blank rows."""
    start = 0
    for at in range(1, len(rows) + 1):
        if at == len(rows) or rows[at] != rows[at - 1] + 1:
            yield r.BLANK_ROWS.finding(rows[start], words=_extent(rows[start], rows[at - 1]))
            start = at


def _extent(first: int, last: int) -> dict[str, str]:
    if first == last:
        return {"rows_ja": f"{first}行目", "rows_en": f"Row {first}"}
    count = last - first + 1
    return {
        "rows_ja": f"{first}行目から{last}行目まで（{count:,}行）",
        "rows_en": f"Rows {first} to {last} ({count:,} rows)",
    }


def _newline(text: str) -> str:
    end = text.find("\n")
    if end < 0:
        return "\r" if "\r" in text else "\n"
    return "\r\n" if text[end - 1 : end] == "\r" else "\n"
