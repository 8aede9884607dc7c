"""The data uses as a workbook that staff fill in: a guide, sheets with drop-downs, the lists."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ckanext.kagaconsent.ledger.canonical import record_json
from ckanext.kagaconsent.ledger.data_use import DataUse
from ckanext.kagaconsent.ledger.lint import CELL
from ckanext.kagaconsent.ledger.sheets import GUIDE, LISTS, SLUG, Column, Sheet, sheets, written

_ROOM = 1_000
"""Rows that have drop-downs."""
_WIDTH = 24
_HOW = (
    "データ利用の登録簿に書き込むブックです。「利用」のシートの一行が一つの登録です。",
    "ほかのシートには、項目や提供先などを一行に一つずつ書き、「短い名前」でどの登録のものかを示します。",
    "一つのセルに二つ以上を書くときは、Alt+Enterで改行し、一行に一つずつ書きます。",
    "選べるセルでは、一覧から選びます。空のセルは「書かれていない」という意味です。",
    "見出しの行と、シートの名前は変えないでください。",
    "取り込むと、まず変わるところが一覧になります。確かめるまで、何も書き込まれません。",
)


def uses_xlsx(uses: Sequence[DataUse]) -> bytes:
    """Return a workbook of data uses, which ``read_uses`` reads back; with none, one to fill in.

    Every text is a text cell, so that no value runs as a formula. Raises ValueError where a text
    is longer than a cell holds.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    _guide(book.create_sheet(GUIDE))
    lists = _Lists()
    for sheet in sheets():
        page = book.create_sheet(sheet.name)
        _fill(page, sheet, list(_rows(sheet, uses)))
        _offer(page, sheet, lists)
    lists.write(book.create_sheet(LISTS))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _rows(sheet: Sheet, uses: Sequence[DataUse]) -> Iterator[list[str | int | None]]:
    for use in uses:
        content = record_json(use)
        for record in [content] if sheet.list_name is None else content.get(sheet.list_name, []):
            yield [use.slug, *(written(one, _at(record, one.path)) for one in sheet.columns)]


def _at(record: Any, path: Sequence[str]) -> Any:
    for name in path:
        record = record.get(name) if isinstance(record, dict) else None
    return record


def _fill(page: Worksheet, sheet: Sheet, rows: list[list[str | int | None]]) -> None:
    heading: list[str | int | None] = [SLUG, *(column.heading for column in sheet.columns)]
    for place, name in enumerate(heading, 1):
        cell = _write(page, 1, place, name)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.number_format = "@"
        cell.font = Font(bold=True)
    # One look for all: openpyxl takes a hundred times longer to find that each is the same.
    look: Any = page.cell(1, len(heading) + 1)
    look.alignment = Alignment(wrap_text=True, vertical="top")
    look.number_format = "@"
    for at, row in enumerate(rows, 2):
        for place, value in enumerate(row, 1):
            if value is not None:
                _write(page, at, place, value)._style = look._style
    for place in range(1, len(heading) + 1):
        page.column_dimensions[get_column_letter(place)].width = _WIDTH
    page.freeze_panes = "B2"


def _write(page: Worksheet, row: int, place: int, value: str | int | None) -> Any:
    """Write one cell, a text as text, and return it."""
    cell = page.cell(row, place)
    if isinstance(value, str) and len(value) > CELL:
        raise ValueError(f"a cell holds at most {CELL} characters")
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


class _Lists:
    """The lists that drop-downs offer, a column each, every list once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], int] = {}

    def reference(self, words: Sequence[str]) -> str:
        place = self._known.setdefault(tuple(words), len(self._known) + 1)
        letter = get_column_letter(place)
        return f"'{LISTS}'!${letter}$1:${letter}${len(words)}"

    def write(self, page: Worksheet) -> None:
        for words, place in self._known.items():
            for at, word in enumerate(words, 1):
                _write(page, at, place, word)


def _offer(page: Worksheet, sheet: Sheet, lists: _Lists) -> None:
    for place, column in enumerate(sheet.columns, 2):
        if column.words and not column.many:
            offered = DataValidation(
                type="list",
                formula1=lists.reference(list(column.words.values())),
                allow_blank=True,
            )
            letter = get_column_letter(place)
            offered.add(f"{letter}2:{letter}{_ROOM}")
            page.add_data_validation(offered)


def _guide(page: Worksheet) -> None:
    for line in _HOW:
        page.append([_text(page, line)])
    page.append([])
    page.append([_text(page, word) for word in ("シート", "列", "書き方", "例")])
    for sheet in sheets():
        for column in sheet.columns:
            page.append([_text(page, word) for word in (sheet.name, *_told(column))])
    for letter, width in {"A": 16, "B": 36, "C": 60, "D": 40}.items():
        page.column_dimensions[letter].width = width


def _told(column: Column) -> tuple[str, str, str]:
    field = column.asked
    how = field.help_ja if field else ""
    if column.many:
        how = f"{how}一行に一つずつ書きます。" if "一行に一つ" not in how else how
    if column.words and not column.many:
        how = f"一覧から選びます。{how}"
    return column.heading, how, field.example if field else ""


def _text(page: Worksheet, word: str) -> Any:
    cell = WriteOnlyCell(page, value=word)
    cell.data_type = "s"
    return cell
