"""The blank template as a workbook: a sheet to fill in, and one that says how."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from ckanext.kaga.standards import guide
from ckanext.kaga.standards.kinds import kind_of
from ckanext.kaga.standards.standard import Column, Level, Standard

# What Excel takes: characters of a list in a cell's drop-down, of a prompt and of its title.
_LIST, _PROMPT, _TITLE = 255, 255, 32
_LAST_ROW = 1_048_576
# The same bytes for the same standard: the oldest moment that a zip file can tell.
_WHEN = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)

_FILLS: dict[Level, str] = {
    "required": "F7D9D5",
    "recommended": "FBEBC8",
    "optional": "E8EEF4",
    "unknown": "EEEEEE",
}
_HAIR = Side(style="thin", color="949494")
_WIDTHS = (30, 12, 18, 48, 26, 48, 26)


def make(standard: Standard) -> bytes:
    """Return a workbook whose first sheet has the header and nothing else in its cells.

    All that is no number is formatted as text, so that Excel leaves zeros, dates and times as
    they are typed. A choice has a drop-down; every cell tells how it is written when it is
    chosen. These are validations and not comments, because comments would be published with
    the file. An example is in the guide on the second sheet, never among the data.
    """
    book = Workbook()
    # Staff would have to remove an author's name before the file is published.
    book.properties.creator = None
    book.properties.created = book.properties.modified = _WHEN.replace(tzinfo=None)
    data = book.active
    assert isinstance(data, Worksheet)  # noqa: S101 - a new workbook has one
    data.title = "データ"
    for place, column in enumerate(standard.columns, start=1):
        _add_column(data, place, column)
    data.freeze_panes = "A2"
    _write_guide(book.create_sheet("書き方"), standard)
    return _packed(book)


def _add_column(sheet: Worksheet, place: int, column: Column) -> None:
    letter = get_column_letter(place)
    if kind_of(column).base not in {"integer", "number"}:
        sheet.column_dimensions[letter].number_format = "@"
    sheet.column_dimensions[letter].width = min(40, max(12, 2 * len(column.name) + 4))
    _head(sheet, place, column.name, _FILLS[column.required])
    validation = _validation(column)
    validation.add(f"{letter}2:{letter}{_LAST_ROW}")
    sheet.add_data_validation(validation)


def _validation(column: Column) -> DataValidation:
    """The drop-down of a column, where its words fit, and what to tell about a cell."""
    words = ",".join(column.enum)
    listed = bool(column.enum) and len(words) <= _LIST and words.count(",") < len(column.enum)
    level, kind = guide.LEVELS[column.required][0], kind_of(column)
    prompt = f"【{level}】{kind.ja}。{guide.how(column)[0]}{column.note}"
    return DataValidation(
        type="list" if listed else None,
        formula1='"{}"'.format(words.replace('"', '""')) if listed else None,
        allow_blank=True,
        showErrorMessage=listed,
        errorTitle="選択肢にない値です",
        error="▼から選ぶか、空欄にしてください。",
        showInputMessage=True,
        promptTitle=column.name[:_TITLE],
        prompt=prompt if len(prompt) <= _PROMPT else f"{prompt[: _PROMPT - 1]}…",
    )


def _write_guide(sheet: Worksheet, standard: Standard) -> None:
    for place, (name, width) in enumerate(zip(guide.HEADER, _WIDTHS, strict=True), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
        _head(sheet, place, name, _FILLS["optional"])
    for row, cells in enumerate(guide.rows(standard), start=2):
        for place, text in enumerate(cells, start=1):
            cell = sheet.cell(row, place, text)
            cell.number_format = "@"
            cell.alignment = Alignment(vertical="top", wrap_text=True)
        level = standard.columns[row - 2].required
        sheet.cell(row, 2).fill = PatternFill("solid", fgColor=_FILLS[level])
    sheet.freeze_panes = "B2"


def _head(sheet: Worksheet, place: int, text: str, colour: str) -> None:
    cell = sheet.cell(1, place, text)
    cell.number_format = "@"
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor=colour)
    cell.border = Border(bottom=_HAIR, right=_HAIR)
    cell.alignment = Alignment(vertical="top", wrap_text=True)


def _packed(book: Workbook) -> bytes:
    """The workbook's bytes, with ``_WHEN`` in place of now in its properties and members."""
    written, packed = io.BytesIO(), io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(written, "w")).save()
    with zipfile.ZipFile(written) as loose, zipfile.ZipFile(packed, "w") as package:
        for name in loose.namelist():
            member = zipfile.ZipInfo(name, _WHEN.timetuple()[:6])
            package.writestr(member, loose.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
