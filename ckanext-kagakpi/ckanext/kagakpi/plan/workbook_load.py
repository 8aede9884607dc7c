"""A round's workbook read back: from anybody's machine, so with limits and places."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from ckanext.kagakpi.plan.refusal import Refused
from ckanext.kagakpi.plan.sheet import (
    AS_OF,
    COLUMNS,
    HEADING,
    NAME,
    OPEN,
    PLAN,
    Column,
    Unreadable,
    day,
    read,
)

LARGEST = 5_000_000
"""Bytes of a workbook; one of fifty KPI has some ten thousand."""
_INFLATED = 50_000_000
_MEMBERS = 2_000
_ROWS = 2_000
_WIDE = len(COLUMNS) + 10
_SHOWN = 100
_FINDINGS = 100


class WrongBook(ValueError):
    """A workbook that is not taken; ``refusals`` say what is wrong, each with its place."""

    def __init__(self, refusals: list[Refused]) -> None:
        """Carry what is wrong, the first hundred of it."""
        super().__init__("; ".join(map(str, refusals)))
        self.refusals = tuple(refusals[:_FINDINGS])


@dataclass(frozen=True, slots=True)
class Filled:
    """A row that was filled in: its KPI, its number in the sheet, what stands in each field."""

    kpi: str
    row: int
    told: dict[str, str]


def read_reports(
    content: bytes, plan: str, as_of: date, kpis: Container[str]
) -> tuple[Filled, ...]:
    """Return what a department filled in, in the order of the sheet.

    Rows in which nothing stands are left out. Of a formula the result counts that was saved with
    it. Raises WrongBook for what is not readable or too large, a workbook of another plan or
    round, a KPI that is not among ``kpis`` or there twice, and each cell that cannot be read.
    """
    if len(content) > LARGEST:
        raise WrongBook([Refused("KP-B008", place="XLSX", most="5MB")])
    values, formulas = _tables(content)
    _is_of(values, plan, as_of)
    wrong: list[Refused] = []
    places = _columns(values, wrong)
    if wrong:
        raise WrongBook(wrong)
    rows: dict[str, Filled] = {}
    for number, row in enumerate(values[HEADING:], HEADING + 1):
        told = _told(row, formulas[number - 1], number, places, wrong)
        kpi = str(row[places["kpi"]] or "").strip()
        place = f"{NAME}!{get_column_letter(places['kpi'] + 1)}{number}"
        if not kpi and not any(told.values()):
            continue
        if kpi in rows:
            wrong.append(Refused("KP-B006", "kpi", place, value=kpi[:_SHOWN]))
        elif kpi not in kpis:
            wrong.append(Refused("KP-B005", "kpi", place, value=kpi[:_SHOWN]))
        rows[kpi] = Filled(kpi, number, told)
    if wrong:
        raise WrongBook(wrong)
    return tuple(one for one in rows.values() if any(one.told.values()))


def _tables(content: bytes) -> tuple[list[tuple[Any, ...]], list[set[int]]]:
    """The sheet's values, and in which columns of each row a formula stands."""
    try:
        _fits(content)
        values = [tuple(cell for _, cell in row) for row in _cells(content, data_only=True)]
        kinds = _cells(content, data_only=False)
        formulas = [{at for at, (kind, _) in enumerate(row) if kind == "f"} for row in kinds]
    except WrongBook:
        raise
    except Exception:
        raise WrongBook([Refused("KP-B001", place="XLSX")]) from None
    if len(values) > _ROWS:
        raise WrongBook([Refused("KP-B008", place=NAME, most=f"{_ROWS}行")])
    # A sheet that is damaged in one reading only has no rows to compare.
    formulas += [set()] * (len(values) - len(formulas))
    return values, formulas


def _fits(content: bytes) -> None:
    """Refuse what is too large when it is opened; zipfile reads no more than the sizes say."""
    with zipfile.ZipFile(io.BytesIO(content)) as members:
        sizes = [member.file_size for member in members.infolist()]
    if len(sizes) > _MEMBERS or sum(sizes) > _INFLATED:
        raise WrongBook([Refused("KP-B008", place="XLSX", most="50MB")])


def _cells(content: bytes, *, data_only: bool) -> list[list[tuple[str, Any]]]:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=data_only)
    if NAME not in book.sheetnames:
        raise WrongBook([Refused("KP-B002", place=NAME, value=NAME)])
    rows = book[NAME].iter_rows(min_row=1, max_row=_ROWS + 1, min_col=1, max_col=_WIDE)
    told = [[(cell.data_type, cell.value) for cell in row] for row in rows]
    book.close()
    return told


def _is_of(values: list[tuple[Any, ...]], plan: str, as_of: date) -> None:
    """Refuse a workbook of another plan or round."""
    found = [_at(values, place) for place in (PLAN, AS_OF)]
    if str(found[0] or "").strip() != plan or day(found[1]) != as_of:
        said = " ".join(str(one)[:_SHOWN] for one in found if one is not None) or "—"
        raise WrongBook(
            [Refused("KP-B004", "as_of", f"{NAME}!{AS_OF}", value=said, expected=f"{plan} {as_of}")]
        )


def _at(values: list[tuple[Any, ...]], place: str) -> Any:
    row = int(place[1:]) - 1
    return values[row][1] if row < len(values) and len(values[row]) > 1 else None


def _columns(values: list[tuple[Any, ...]], wrong: list[Refused]) -> dict[str, int]:
    """Where each column stands that is read."""
    row = values[HEADING - 1] if len(values) >= HEADING else ()
    headings = [str(cell or "").strip() for cell in row]
    places = {}
    for column in (COLUMNS[0], *OPEN):
        if column.heading in headings:
            places[column.field] = headings.index(column.heading)
        else:
            wrong.append(
                Refused("KP-B003", column.field, f"{NAME}!{HEADING}", value=column.heading)
            )
    return places


def _told(
    row: tuple[Any, ...],
    formulas: set[int],
    number: int,
    places: dict[str, int],
    wrong: list[Refused],
) -> dict[str, str]:
    told = {}
    for column in OPEN:
        at = places[column.field]
        cell = row[at] if at < len(row) else None
        place = f"{NAME}!{get_column_letter(at + 1)}{number}"
        told[column.field] = ""
        if cell is None and at in formulas:
            wrong.append(Refused("KP-B009", column.heading, place))
        else:
            told[column.field] = _cell(column, cell, place, wrong)
    return told


def _cell(column: Column, cell: Any, place: str, wrong: list[Refused]) -> str:
    try:
        return read(column, cell)
    except Unreadable as error:
        shown = {"value": str(cell)[:_SHOWN]}
        expected = {"expected": error.expected, "expected_en": error.expected_en}
        wrong.append(Refused("KP-B007", column.heading, place, **shown, **expected))
        return ""
