"""A round as a workbook for one department, which it fills in and sends back."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ckanext.kagakpi.plan.sheet import (
    COLUMNS,
    GUIDE,
    HEADING,
    LISTS,
    NAME,
    Column,
    Kind,
    written,
)

_NUMBERS = {"value", "numerator", "denominator"}
_PARTS = {"numerator", "denominator"}
_JUDGEMENT = {"text_ja", "met"}
_LOCKED = PatternFill("solid", fgColor="E7E7E7")
_TO_FILL = PatternFill("solid", fgColor="FFF8DC")
_HOW = (
    "KPIの報告を書き込むブックです。「報告」のシートの一行が一つのKPIです。",
    "黄色のセルに書き込みます。灰色のセルは書き込めません（ほかのKPIや段階のための欄です）。",
    "取り込むと、まず変わるところと注意が一覧になります。確かめるまで、何も書き込まれません。",
    "証拠のリンクはブックにありません。取り込んだあと、報告のページで加えます。",
    "行や列を動かしたり、シートの名前、見出し、KPIの記号を変えたりしないでください。",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A KPI that a department reports, with what is known of it.

    ``content`` is what stands in its report, as the form has it. ``is_judged``: a person says
    whether it is met, and no number; ``has_parts``: a share, which may come as numerator and
    denominator; ``can_write``: nobody has it to look at; ``corrects``: it was published before.
    """

    kpi: str
    text: str
    measured: str
    unit: str
    goal: str
    last_year: str
    state: str
    content: Mapping[str, Any]
    is_judged: bool
    has_parts: bool
    can_write: bool
    corrects: bool

    def is_open(self, column: Column) -> bool:
        """Tell whether a cell of its row is to be filled in."""
        if not column.is_open or not self.can_write:
            return False
        if column.field == "reason":
            return self.corrects
        if column.field in _JUDGEMENT:
            return self.is_judged
        if column.field in _PARTS:
            return self.has_parts and not self.is_judged
        return not (self.is_judged and column.field in _NUMBERS)


def report_xlsx(
    plan: tuple[str, str], as_of: date, due: date, owner: str, rows: Sequence[Asked]
) -> bytes:
    """Return the workbook of a department in a round, which ``read_reports`` reads back.

    Every text is a text cell, so that no value runs as a formula. What is not to be filled in is
    protected, without a password: it keeps from mistakes, and reading back trusts none of it.

    :param plan: key and name
    :param owner: the department
    """
    book = Workbook()
    page = book.worksheets[0]
    page.title = NAME
    _head(page, plan, as_of, due, owner)
    for place, column in enumerate(COLUMNS, 1):
        cell = _write(page, HEADING, place, column.heading)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        page.column_dimensions[get_column_letter(place)].width = column.width
    for at, row in enumerate(rows, HEADING + 1):
        _row(page, at, row)
    page.freeze_panes = f"C{HEADING + 1}"
    page.protection.sheet = True
    page.protection.formatColumns = False
    page.protection.formatRows = False
    _offer(page, book.create_sheet(LISTS), len(rows))
    _guide(book.create_sheet(GUIDE))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _head(page: Worksheet, plan: tuple[str, str], as_of: date, due: date, owner: str) -> None:
    facts = (
        ("計画", plan[1]),
        ("計画の記号", plan[0]),
        ("時点", as_of),
        ("報告する組織", owner),
        ("報告の期限", due),
    )
    for at, (name, fact) in enumerate(facts, 1):
        _write(page, at, 1, name).font = Font(bold=True)
        cell = _write(page, at, 2, fact)
        cell.alignment = Alignment(horizontal="left")
        if isinstance(fact, date):
            cell.number_format = "yyyy-mm-dd"


def _row(page: Worksheet, at: int, row: Asked) -> None:
    for place, column in enumerate(COLUMNS, 1):
        value = row.content.get(column.field) if column.is_open else getattr(row, column.field)
        if column.field == "reason":
            value = ""
        cell = _write(page, at, place, written(column, value))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if column.is_open:
            fill = row.is_open(column)
            cell.protection = Protection(locked=not fill)
            cell.fill = _TO_FILL if fill else _LOCKED
        if column.kind is Kind.NUMBER:
            share = row.has_parts and column.field == "value"
            cell.number_format = "0.##########%" if share else "#,##0.##########"
            if isinstance(cell.value, int):
                cell.number_format = "0%" if share else "#,##0"


def _offer(page: Worksheet, lists: Worksheet, rows: int) -> None:
    """Put the words of each choice into a sheet, and offer them in its cells."""
    for place, column in enumerate(COLUMNS, 1):
        if column.words:
            letter = get_column_letter(place)
            for at, (_, word) in enumerate(column.words, 1):
                _write(lists, at, place, word)
            reference = f"'{LISTS}'!${letter}$1:${letter}${len(column.words)}"
            offered = DataValidation(type="list", formula1=reference, allow_blank=True)
            offered.add(f"{letter}{HEADING + 1}:{letter}{HEADING + max(rows, 1)}")
            page.add_data_validation(offered)
    lists.sheet_state = "hidden"


def _guide(page: Worksheet) -> None:
    for at, line in enumerate(_HOW, 1):
        _write(page, at, 1, line)
    first = len(_HOW) + 2
    for at, column in enumerate((one for one in COLUMNS if one.is_open), first):
        _write(page, at, 1, column.heading).font = Font(bold=True)
        _write(page, at, 2, column.how_ja)
    page.column_dimensions["A"].width = 24
    page.column_dimensions["B"].width = 80


def _write(page: Worksheet, row: int, place: int, value: Any) -> Any:
    """Write one cell, a text as text, and return it."""
    cell = page.cell(row, place)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    return cell
