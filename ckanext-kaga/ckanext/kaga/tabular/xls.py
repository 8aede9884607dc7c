"""XLS workbooks (MS-XLS): what they hold besides values, and a copy that is safe to read."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from typing import IO

from ckanext.kaga.tabular.compound import read_stream, write_stream
from ckanext.kaga.tabular.contents import Contents, Workbook
from ckanext.kaga.tabular.header import Merge
from ckanext.kaga.tabular.places import column_letter
from ckanext.kaga.tabular.rules import reading as r
from ckanext.kaga.tabular.table import Unreadable

_STREAMS = ("Workbook", "Book")

# Records (MS-XLS 2.3): those of one cell begin with its row and column, two bytes each.
_CELLS = (0x0002, 0x0003, 0x0004, 0x0203, 0x0204, 0x027E, 0x00FD, 0x00D6)
_FORMULAS = (0x0006, 0x0206, 0x0406)
_BEGINS = (0x0009, 0x0209, 0x0409, 0x0809)
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!",
    0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_ROWS, _COLUMNS = 65_536, 256


def copy_xls(data: bytes, target: IO[bytes]) -> Workbook:
    """Go through a workbook, and write what its values need into ``target``.

    The copy holds what was gone through and no more: neither macros nor pictures. Raises
    Unreadable where it is encrypted or damaged, or a sheet is far larger than what is in it.
    """
    try:
        stream = read_stream(data, _STREAMS)
        book = _Book()
        for offset, kind, body in _records(stream):
            book.take(offset, kind, body)
        target.write(write_stream("Workbook", stream))
    except (struct.error, IndexError, ValueError) as error:
        raise Unreadable(r.DAMAGED.finding()) from error
    for contents in book.by_offset.values():
        contents.refuse_sparse()
    return book.found


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """The records: where each begins, its kind, its body."""
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


class _Book:
    """What the records tell; each kind that matters has a method."""

    def __init__(self) -> None:
        self.found = Workbook()
        self.by_offset: dict[int, Contents] = {}
        self._sheet = Contents()
        self._methods: dict[int, Callable[[bytes], None]] = {
            0x0085: self._on_name,
            0x002F: self._on_password,
            0x0200: self._on_dimensions,
            0x0205: self._on_error,
            0x00BD: self._on_numbers,
            0x0208: self._on_row,
            0x007D: self._on_columns,
            0x00E5: self._on_merges,
            0x001C: self._on_comment,
            **dict.fromkeys(_CELLS, self._on_cell),
            **dict.fromkeys(_FORMULAS, self._on_formula),
        }

    def take(self, offset: int, kind: int, body: bytes) -> None:
        if kind in _BEGINS:
            self._sheet = self.by_offset.setdefault(offset, Contents())
        elif method := self._methods.get(kind):
            method(body)

    def _on_name(self, body: bytes) -> None:
        offset, state, _kind, length, flags = struct.unpack_from("<I4B", body)
        wide = flags & 1
        name = body[8 : 8 + length * (1 + wide)].decode("utf-16-le" if wide else "latin-1")
        contents = self.by_offset.setdefault(offset, Contents())
        contents.name, contents.hidden = name, bool(state & 3)
        self.found.sheets.append(contents)

    def _on_password(self, _body: bytes) -> None:
        raise Unreadable(r.ENCRYPTED.finding())

    def _on_dimensions(self, body: bytes) -> None:
        # The reader of the values reserves memory for as much as this says.
        layout = "<IIHH" if len(body) >= struct.calcsize("<IIHH") else "<HHHH"
        _, rows, _, columns = struct.unpack_from(layout, body)
        if rows > _ROWS or columns > _COLUMNS:
            raise ValueError("no such sheet")

    def _on_cell(self, body: bytes) -> None:
        row, column = struct.unpack_from("<HH", body)
        self._sheet.fill(row + 1, column + 1)

    def _on_formula(self, body: bytes) -> None:
        row, column, _, kind, error, mark = struct.unpack_from("<3HBxB3xH", body)
        self._on_cell(body)
        self._sheet.formulas += 1
        self._sheet.formula = self._sheet.formula or f"{column_letter(column)}{row + 1}"
        if mark == 0xFFFF and kind == 2:  # noqa: PLR2004
            self._put_error(row, column, error)

    def _on_error(self, body: bytes) -> None:
        row, column, _, value, is_error = struct.unpack_from("<3H2B", body)
        self._on_cell(body)
        if is_error:
            self._put_error(row, column, value)

    def _put_error(self, row: int, column: int, code: int) -> None:
        self._sheet.errors[row + 1, column + 1] = _ERRORS.get(code, "#ERROR")

    def _on_numbers(self, body: bytes) -> None:
        row, first = struct.unpack_from("<HH", body)
        (last,) = struct.unpack_from("<H", body, len(body) - 2)
        self._sheet.fill(row + 1, last + 1, max(1, last - first + 1))

    def _on_row(self, body: bytes) -> None:
        row, options = struct.unpack_from("<H10xH", body)
        if options & 0x20:
            self._sheet.hidden_rows.append(row + 1)

    def _on_columns(self, body: bytes) -> None:
        first, last, _, _, options = struct.unpack_from("<5H", body)
        if options & 1:
            self._sheet.hidden_columns.update(range(first + 1, min(last, _COLUMNS - 1) + 2))

    def _on_merges(self, body: bytes) -> None:
        (count,) = struct.unpack_from("<H", body)
        for at in range(2, 2 + 8 * count, 8):
            top, bottom, left, right = struct.unpack_from("<4H", body, at)
            self._sheet.merges.append(Merge(top + 1, left + 1, bottom + 1, right + 1))

    def _on_comment(self, body: bytes) -> None:
        row, column = struct.unpack_from("<HH", body)
        self.found.comments.append(f"{column_letter(column)}{row + 1}")
