"""The ledger read back from the CSV or workbook that it was exported to."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from itertools import islice

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from ckanext.kagaconsent.ledger.cells import Unreadable, read
from ckanext.kagaconsent.ledger.entry import FileLedgerEntry, Omission
from ckanext.kagaconsent.ledger.export import HEADER
from ckanext.kagaconsent.ledger.finding import Finding, Rule
from ckanext.kagaconsent.ledger.items import ledger

LARGEST = 5_000_000
"""Bytes of a file; a city's whole ledger has some hundred thousand."""
_INFLATED = 50_000_000
_MEMBERS = 2_000
_ROWS = 200
_FILES = 1_000

NOT_A_FILE = Rule(
    "KC-I001",
    "error",
    "読めないファイル",
    "File not readable",
    "{place}：ファイル簿のCSVかXLSXとして読めません（{reason}）。"
    "書き出したファイルを直して使ってください。",
    "{place}: not readable as CSV or XLSX of the ledger ({reason_en}). Start from an export.",
)
NO_HEADER = Rule(
    "KC-I002",
    "error",
    "見出しが違う",
    "Another header",
    "{place}：1行目は「番号」「項目」「根拠条文」と内容の列にしてください。見つかったもの：「{value}」。",
    "{place}: the first row must be 番号, 項目, 根拠条文 and columns of content. Found: “{value}”.",
)
UNKNOWN_ITEM = Rule(
    "KC-I003",
    "error",
    "知らない項目番号",
    "Unknown item number",
    "{place}：番号「{value}」の項目はありません。書き出したファイルの番号のままにしてください。",
    "{place}: there is no item number “{value}”. Keep the numbers of the export.",
)
TWICE = Rule(
    "KC-I004",
    "error",
    "同じ項目が二度ある",
    "Item twice",
    "{place}：番号「{value}」が二度あります。片方を消してください。",
    "{place}: number “{value}” is there twice. Delete one.",
)
NO_ITEM = Rule(
    "KC-I005",
    "error",
    "項目の行がない",
    "Row missing",
    "{place}：番号「{value}」（{item}）の行がありません。行を戻し、内容がなければ空欄にしてください。",
    "{place}: the row of number “{value}” ({item_en}) is gone. Put it back, empty if need be.",
)
WRONG_WORD = Rule(
    "KC-I006",
    "error",
    "選べない言葉",
    "Not one of the words",
    "{place}：「{item}」の「{value}」は読み取れません。{expected}にしてください。",
    "{place}: “{value}” cannot be read for “{item_en}”. Write {expected_en}.",
)
RULES = {
    rule.id: rule for rule in (NOT_A_FILE, NO_HEADER, UNKNOWN_ITEM, TWICE, NO_ITEM, WRONG_WORD)
}
"""The rules of reading by id."""


class Refused(ValueError):
    """A file that was not taken: ``findings`` says all that is wrong, each with its place."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        """Carry the findings; there is at least one."""
        self.findings = tuple(findings)
        super().__init__(" ".join(f"{one.rule}: {one.message}" for one in findings))


def read_csv(content: bytes) -> tuple[FileLedgerEntry, ...]:
    """Return the entries of a CSV that ``csv_bytes`` wrote, perhaps edited (UTF-8).

    Raises Refused with every mistake and its place.
    """
    refuse_large(content, "CSV")
    try:
        text = content.decode("utf-8-sig")
        lines = csv.reader(io.StringIO(text, newline=""), strict=True)
        table = list(islice(lines, _ROWS + 1))
    except UnicodeDecodeError:
        reason = ("文字コードがUTF-8ではありません", "it is not UTF-8")
        raise _unreadable("CSV", *reason) from None
    except csv.Error:
        reason = (
            "引用符が閉じていないか、セルが長すぎます",
            "a quotation mark is not closed, or a cell is too long",
        )
        raise _unreadable("CSV", *reason) from None
    if len(table) > _ROWS:
        raise _unreadable("CSV", f"{_ROWS}行を超えています", f"it has more than {_ROWS} rows")
    return _entries([("", table)])


def read_xlsx(content: bytes) -> tuple[FileLedgerEntry, ...]:
    """Return the entries of a workbook that ``xlsx_bytes`` wrote, a sheet for each.

    Raises Refused with every mistake and its place.
    """
    refuse_large(content, "XLSX")
    try:
        refuse_bomb(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheets = []
        for sheet in book.worksheets[:_FILES]:
            cells = sheet.iter_rows(max_row=_ROWS, max_col=4, values_only=True)
            table = [["" if cell is None else str(cell) for cell in row] for row in cells]
            while table and not any(table[-1]):
                table.pop()
            sheets.append((sheet.title, table))
        book.close()
    except Refused:
        raise
    except Exception:
        reason = ("ブックが壊れています", "the workbook is damaged")
        raise _unreadable("XLSX", *reason) from None
    return _entries(sheets)


def refuse_large(content: bytes, name: str) -> None:
    if len(content) > LARGEST:
        raise _unreadable(name, "5MBを超えています", "it has more than 5 MB")


def refuse_bomb(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as members:
        sizes = [member.file_size for member in members.infolist()]
    if len(sizes) > _MEMBERS or sum(sizes) > _INFLATED:
        raise _unreadable("XLSX", "開くと大きすぎます", "it is too large when opened")


def _unreadable(place: str, reason: str, reason_en: str) -> Refused:
    return Refused([NOT_A_FILE.finding("", place=place, reason=reason, reason_en=reason_en)])


def _entries(tables: Sequence[tuple[str, list[list[str]]]]) -> tuple[FileLedgerEntry, ...]:
    """The entries of tables; a table has one for each column behind the header's three."""
    found: list[Finding] = []
    entries = [entry for name, table in tables for entry in _table(name, table, found)]
    if found:
        raise Refused(found)
    return tuple(entries)


def _table(name: str, table: list[list[str]], found: list[Finding]) -> Iterator[FileLedgerEntry]:
    sheet = f"{name}!" if name else ""
    header = [cell.strip() for cell in table[0]] if table else []
    if tuple(header[:3]) != HEADER or not len(HEADER) < len(header) <= _FILES + len(HEADER):
        shown = "、".join(header[:4])
        found.append(NO_HEADER.finding("", shown, place=f"{sheet}A1"))
        return
    numbered = _numbered(sheet, table, found)
    for at in range(len(HEADER), len(header)):
        yield _entry(sheet, at, numbered, found)


def _numbered(
    sheet: str, table: list[list[str]], found: list[Finding]
) -> dict[str, tuple[int, list[str]]]:
    """The rows by item number, with the row number that a spreadsheet shows."""
    parts = {part.number: part for part in ledger().parts()}
    rows: dict[str, tuple[int, list[str]]] = {}
    for at, row in enumerate(table[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        number = row[0].strip()
        if number not in parts:
            found.append(UNKNOWN_ITEM.finding("", number, place=f"{sheet}A{at}"))
        elif number in rows:
            found.append(TWICE.finding(parts[number].field, number, place=f"{sheet}A{at}"))
        else:
            rows[number] = (at, row)
    for number, part in parts.items():
        if number not in rows:
            found.append(
                NO_ITEM.finding(
                    part.field, number, place=f"{sheet}A", item=part.ja, item_en=part.en
                )
            )
    return rows


def _entry(
    sheet: str, column: int, rows: dict[str, tuple[int, list[str]]], found: list[Finding]
) -> FileLedgerEntry:
    values: dict[str, object] = {}
    omissions: list[Omission] = []
    for part in ledger().parts():
        if part.number not in rows:
            continue
        at, row = rows[part.number]
        text = row[column] if column < len(row) else ""
        try:
            values[part.field], omission = read(part.field, text)
        except Unreadable as wrong:
            found.append(
                WRONG_WORD.finding(
                    part.field,
                    text,
                    place=f"{sheet}{get_column_letter(column + 1)}{at}",
                    item=part.ja,
                    item_en=part.en,
                    expected=wrong.expected,
                    expected_en=wrong.expected_en,
                )
            )
            continue
        if omission:
            omissions.append(omission)
    return FileLedgerEntry(**values, omissions=tuple(omissions))  # type: ignore[arg-type]
