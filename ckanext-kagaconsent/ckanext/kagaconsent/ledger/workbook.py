"""The ledger as a workbook: one sheet for each file, as municipal forms have it."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from ckanext.kagaconsent.ledger.entry import FileLedgerEntry
from ckanext.kagaconsent.ledger.export import HEADER, rows
from ckanext.kagaconsent.ledger.lint import CELL, CONTROL

CONTENT = "内容"
_WIDTHS = {"A": 8, "B": 44, "C": 30, "D": 70}
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31


def xlsx_bytes(entries: Sequence[FileLedgerEntry]) -> bytes:
    """Return a workbook with a sheet for each entry: 番号, 項目, 根拠条文, 内容.

    Every cell is text, so that no value runs as a formula. What no cell holds (control
    characters, more than 32,767 characters) is left out; ``lint`` says so beforehand.
    Raises ValueError without an entry: a workbook has a sheet.
    """
    if not entries:
        raise ValueError("a workbook needs an entry")
    book = Workbook()
    book.remove(book.worksheets[0])
    names: set[str] = set()
    for entry in entries:
        sheet = book.create_sheet(_name(entry.file_name, names))
        table = rows([entry])
        table[0] = [*HEADER, CONTENT]
        for at, row in enumerate(table, 1):
            _write(sheet, at, row)
        for column, width in _WIDTHS.items():
            sheet.column_dimensions[column].width = width
        sheet.freeze_panes = "A2"
        sheet.print_title_rows = "1:1"
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write(sheet: Worksheet, at: int, row: Sequence[str]) -> None:
    for place, text in enumerate(row, 1):
        cell = sheet.cell(at, place)
        cell.value = CONTROL.sub("", text)[:CELL]
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if at == 1:
            cell.font = Font(bold=True)


def _name(file_name: str, taken: set[str]) -> str:
    """A sheet name that Excel takes: short, without its signs, not twice whatever the case."""
    plain = CONTROL.sub("", _NOT_IN_A_NAME.sub("_", file_name)).replace("\n", " ").strip("' ")
    plain = plain or "ファイル"
    number, name = 1, plain[:_LONGEST_NAME]
    while name.casefold() in taken or name.casefold() == "history":
        number += 1
        end = f"_{number}"
        name = plain[: _LONGEST_NAME - len(end)] + end
    taken.add(name.casefold())
    return name
