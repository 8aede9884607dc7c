"""The data uses read back from their workbook: by strangers, so with limits and places."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from ckanext.kagaconsent.ledger.data_use import DataUse
from ckanext.kagaconsent.ledger.finding import Finding, Rule
from ckanext.kagaconsent.ledger.load import Refused, refuse_bomb, refuse_large
from ckanext.kagaconsent.ledger.reading import read_use
from ckanext.kagaconsent.ledger.sheets import SLUG, Column, Sheet, Unreadable, read, sheets

MOST_USES = 500
_ROWS = 20_000
_MORE = 10
"""Columns beside our own that are read, to name them."""
_FINDINGS = 200
_SHOWN = 200

NOT_A_BOOK = Rule(
    "KC-W001",
    "error",
    "読めないブック",
    "Workbook not readable",
    "データ利用のブック（XLSX）として読めません。書き出したブックを直して使ってください。",
    "Not readable as a workbook (XLSX) of data uses. Start from an export.",
)
NO_SHEET = Rule(
    "KC-W002",
    "error",
    "シートがない",
    "Sheet missing",
    "「{value}」のシートがありません。シートの名前は変えないでください。",
    "The sheet “{value}” is gone. Keep the names of the sheets.",
)
UNKNOWN_COLUMN = Rule(
    "KC-W003",
    "error",
    "知らない列",
    "Unknown column",
    "{place}：「{value}」という列はありません。見出しの行は、書き出したときのままにしてください。",
    "{place}: there is no column “{value}”. Keep the first row as it was exported.",
)
NO_SLUG = Rule(
    "KC-W004",
    "error",
    "短い名前がない",
    "No short name",
    "{place}：「短い名前」がありません。どの登録の行かが分かるように書いてください。",
    "{place}: there is no short name. Write to which use of data the row belongs.",
)
SLUG_TWICE = Rule(
    "KC-W005",
    "error",
    "同じ短い名前が二度ある",
    "Short name twice",
    "{place}：短い名前「{value}」が二度あります。「利用」のシートには一行ずつにしてください。",
    "{place}: the short name “{value}” is there twice. A use of data has one row.",
)
UNKNOWN_SLUG = Rule(
    "KC-W006",
    "error",
    "登録のない行",
    "Row of no use",
    "{place}：短い名前「{value}」の登録が「利用」のシートにありません。",
    "{place}: no use of data on the first sheet has the short name “{value}”.",
)
WRONG_CELL = Rule(
    "KC-W007",
    "error",
    "読み取れないセル",
    "Cell that cannot be read",
    "{place}：「{item}」の「{value}」は読み取れません。{expected}にしてください。",
    "{place}: “{value}” cannot be read for “{item}”. Write {expected_en}.",
)
TOO_MUCH = Rule(
    "KC-W008",
    "error",
    "大きすぎるブック",
    "Workbook too large",
    "{place}：{most}までにしてください。",
    "{place}: at most {most_en}.",
)
RULES = {
    rule.id: rule
    for rule in (
        NOT_A_BOOK,
        NO_SHEET,
        UNKNOWN_COLUMN,
        NO_SLUG,
        SLUG_TWICE,
        UNKNOWN_SLUG,
        WRONG_CELL,
        TOO_MUCH,
    )
}
"""The rules of reading a workbook of data uses by id."""

_Table = list[tuple[Any, ...]]


@dataclass
class _Reading:
    """What was read so far: contents by short name, where each field stands, what is wrong."""

    contents: dict[str, dict[str, Any]] = field(default_factory=dict)
    places: dict[tuple[str, str], str] = field(default_factory=dict)
    found: list[Finding] = field(default_factory=list)

    def refuse(self) -> None:
        if self.found:
            raise Refused(self.found[:_FINDINGS])


def read_uses(content: bytes) -> tuple[DataUse, ...]:
    """Return the data uses of a workbook that ``uses_xlsx`` wrote, perhaps edited.

    They come in the order of the first sheet, without id and version. Raises Refused with what
    is wrong, each with its place: sheet, column and row.
    """
    tables = _tables(content)
    reading = _Reading()
    for sheet in sheets():
        if sheet.name not in tables:
            reading.found.append(NO_SHEET.finding("", sheet.name, place=sheet.name))
            continue
        _sheet(sheet, tables[sheet.name], reading)
    reading.refuse()
    uses = [_use(slug, told, reading) for slug, told in reading.contents.items()]
    reading.refuse()
    return tuple(use for use in uses if use is not None)


def _tables(content: bytes) -> dict[str, _Table]:
    refuse_large(content, "XLSX")
    try:
        refuse_bomb(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        known = {sheet.name: len(sheet.columns) + _MORE for sheet in sheets()}
        tables = {}
        for page in book.worksheets:
            if page.title in known:
                wide = known[page.title]
                rows = page.iter_rows(max_row=_ROWS + 1, max_col=wide, values_only=True)
                tables[page.title] = list(rows)
        book.close()
    except Refused:
        raise
    except Exception:
        raise Refused([NOT_A_BOOK.finding("", place="XLSX")]) from None
    for name, table in tables.items():
        if len(table) > _ROWS:
            most = {"most": f"{_ROWS}行", "most_en": f"{_ROWS} rows"}
            raise Refused([TOO_MUCH.finding("", place=name, **most)])
    return tables


def _sheet(sheet: Sheet, table: _Table, reading: _Reading) -> None:
    columns = _header(sheet, table, reading)
    slug_at = next((at for at, column in columns.items() if column is None), None)
    if slug_at is None:
        return
    for number, row in enumerate(table[1:], 2):
        if all(cell in (None, "") for cell in row):
            continue
        slug = _slug(sheet, number, slug_at, row, reading)
        if slug is None:
            continue
        record: dict[str, Any] = {}
        if sheet.list_name is None:
            reading.contents[slug], path = record, ""
        else:
            rows = reading.contents[slug].setdefault(sheet.list_name, [])
            path = f"{sheet.list_name}[{len(rows)}]."
            rows.append(record)
        for at, column in columns.items():
            if column is not None and at < len(row):
                place = f"{sheet.name}!{get_column_letter(at + 1)}{number}"
                reading.places[slug, path + ".".join(column.path)] = place
                _cell(column, row[at], record, place, reading)


def _header(sheet: Sheet, table: _Table, reading: _Reading) -> dict[int, Column | None]:
    """The columns by their place; None is that of the short names."""
    known = {column.heading: column for column in sheet.columns}
    columns: dict[int, Column | None] = {}
    for at, cell in enumerate(table[0] if table else ()):
        heading = "" if cell is None else str(cell).strip()
        place = f"{sheet.name}!{get_column_letter(at + 1)}1"
        if heading == SLUG:
            columns[at] = None
        elif heading in known:
            columns[at] = known.pop(heading)
        elif heading:
            reading.found.append(UNKNOWN_COLUMN.finding("", heading[:_SHOWN], place=place))
    if None not in columns.values():
        reading.found.append(NO_SLUG.finding("slug", place=f"{sheet.name}!A1"))
    return columns


def _slug(
    sheet: Sheet, number: int, at: int, row: tuple[Any, ...], reading: _Reading
) -> str | None:
    """The short name of a row, if it is right there."""
    cell = row[at] if at < len(row) else None
    slug = "" if cell is None else str(cell).strip()
    place = f"{sheet.name}!{get_column_letter(at + 1)}{number}"
    is_there = slug in reading.contents
    if not slug:
        reading.found.append(NO_SLUG.finding("slug", place=place))
    elif sheet.list_name is None and is_there:
        reading.found.append(SLUG_TWICE.finding("slug", slug[:_SHOWN], place=place))
    elif sheet.list_name is not None and not is_there:
        reading.found.append(UNKNOWN_SLUG.finding("slug", slug[:_SHOWN], place=place))
    elif sheet.list_name is None and len(reading.contents) >= MOST_USES:
        most = {"most": f"{MOST_USES}件", "most_en": f"{MOST_USES} uses of data"}
        raise Refused([TOO_MUCH.finding("slug", place=place, **most)])
    else:
        return slug
    return None


def _cell(column: Column, cell: Any, record: dict[str, Any], place: str, reading: _Reading) -> None:
    """Put the value of a cell where its path leads; a part is there once something is in it."""
    try:
        value = read(column, cell)
    except Unreadable as wrong:
        reading.found.append(
            WRONG_CELL.finding(
                ".".join(column.path),
                str(cell)[:_SHOWN],
                place=place,
                item=column.heading,
                expected=wrong.expected,
                expected_en=wrong.expected_en,
            )
        )
        return
    if value in (None, []):
        return
    for name in column.path[:-1]:
        record = record.setdefault(name, {})
    record[column.path[-1]] = value


def _use(slug: str, told: dict[str, Any], reading: _Reading) -> DataUse | None:
    try:
        return read_use(told | {"slug": slug})
    except Refused as refused:
        reading.found.extend(_placed(slug, refused.findings, reading))
    return None


def _placed(slug: str, findings: tuple[Finding, ...], reading: _Reading) -> Iterator[Finding]:
    for one in findings:
        plain = one.field.rpartition("[")[0] if one.field.endswith("]") else one.field
        place = reading.places.get((slug, one.field)) or reading.places.get((slug, plain))
        yield replace(one, place=place or slug)
