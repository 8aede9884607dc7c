"""The columns of a round's workbook, and how each cell is written and read back."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from ckanext.kagakpi.plan.evaluation import NextAction
from ckanext.kagakpi.plan.observation import Standing

NAME, GUIDE, LISTS = "報告", "説明", "選択肢"
"""The names of the sheets."""
HEADING = 8
"""The row of the headings; a KPI a row follows."""
PLAN, AS_OF = "B2", "B3"
"""The cells that say of which plan and round a workbook is."""

STANDINGS = {
    Standing.FINAL: "確定値",
    Standing.PROVISIONAL: "速報値",
    Standing.ESTIMATED: "推計値",
    Standing.MISSING: "値なし",
    Standing.NOT_APPLICABLE: "対象外",
}
_MET = {"true": "達成", "false": "未達成"}
_CODED = re.compile(r"_x[0-9A-Fa-f]{4}_")
_UNSAFE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WESTERN = re.compile(r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?")
_REIGN = re.compile(r"(令和|平成|r|h)\.?(元|\d{1,2})[年./-](\d{1,2})[月./-](\d{1,2})日?")
_REIGNS = {"令和": 2018, "r": 2018, "平成": 1988, "h": 1988}
_EXACT = 15
"""Digits that a spreadsheet program keeps of a number."""
_ERRORS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!"}
CELL = 32_767
"""Characters that a cell holds."""


class Kind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"


class Unreadable(ValueError):
    """A cell that cannot be read: what it should hold, in Japanese and in English."""

    def __init__(self, expected: str, expected_en: str) -> None:
        """Carry what is expected."""
        super().__init__(expected)
        self.expected, self.expected_en = expected, expected_en


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its field, its heading, what its cells hold, how wide it is, how it is filled in.

    ``words`` are what a choice offers, by value. Where ``how_ja`` is empty, nobody fills it in.
    """

    field: str
    heading: str
    kind: Kind = Kind.TEXT
    width: int = 16
    how_ja: str = ""
    words: tuple[tuple[str, str], ...] = ()

    @property
    def is_open(self) -> bool:
        """Tell whether departments fill it in."""
        return bool(self.how_ja)


COLUMNS = (
    Column("kpi", "KPIの記号", width=18),
    Column("text", "KPI", width=30),
    Column("measured", "測るもの", width=30),
    Column("unit", "単位", width=8),
    Column("goal", "目標", width=16),
    Column("last_year", "前の年度の値", width=16),
    Column("state", "状態", width=12),
    Column(
        "value",
        "値",
        Kind.NUMBER,
        14,
        "数を書きます。0も値です。値がないときは空欄にし、種類で「値なし」を選びます。"
        "割合は80%のように書きます。",
    ),
    Column(
        "numerator", "分子", Kind.NUMBER, 12, "割合を分子と分母で書くときは、値を空欄にします。"
    ),
    Column("denominator", "分母", Kind.NUMBER, 12, "分子と一緒に書きます。"),
    Column("text_ja", "行ったこと", width=30, how_ja="数でない目標のときに書きます。"),
    Column(
        "met",
        "達成の判断",
        Kind.CHOICE,
        12,
        "数でない目標のときに選びます。まだ判断しないときは空欄にします。",
        tuple(_MET.items()),
    ),
    Column(
        "standing",
        "種類",
        Kind.CHOICE,
        10,
        "空欄は「確定値」です。",
        tuple((one.value, ja) for one, ja in STANDINGS.items()),
    ),
    Column("missing_ja", "値がない理由", width=24, how_ja="「値なし」のときに書きます。"),
    Column("cause_ja", "なぜか", width=40, how_ja="この結果になった理由を一文で書きます。"),
    Column(
        "next_kind",
        "次に何をするか",
        Kind.CHOICE,
        14,
        "一覧から選びます。",
        tuple((one.value, one.ja) for one in NextAction),
    ),
    Column("next_ja", "次に何をするか（一文で）", width=40, how_ja="一文で書きます。"),
    Column("reason", "訂正の理由", width=30, how_ja="公開した報告を訂正するときだけ書きます。"),
)
OPEN = tuple(one for one in COLUMNS if one.is_open)
"""What departments fill in."""


def written(column: Column, value: Any) -> str | int | float | None:
    """Return a value of a report as its cell has it; None for nothing.

    A number that a spreadsheet program would cut off is written as text.
    """
    if value is None or value == "":
        return None
    if column.kind is Kind.CHOICE:
        return dict(column.words).get(str(value).lower(), "") or None
    if column.kind is Kind.NUMBER:
        number = Decimal(str(value))
        if len(number.normalize().as_tuple().digits) > _EXACT:
            return str(value)
        return int(number) if number == number.to_integral_value() else float(number)
    plain = _UNSAFE.sub("", str(value)).replace("\r\n", "\n").replace("\r", "\n")
    return _CODED.sub(lambda found: f"_x005F{found[0]}", plain)[:CELL]


def read(column: Column, cell: Any) -> str:
    """Return what a cell says as the form of a report has it; "" for nothing.

    Widths are as they were typed: what takes a report reads full-width digits. Raises Unreadable
    for what is no number (a day, true), no word of a choice, or an error of a formula.
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        if cell in _ERRORS:
            raise Unreadable("値", "a value")
        text = _CODED.sub(lambda found: chr(int(found[0][2:6], 16)), cell)
        text = text.replace("\r\n", "\n").strip()
        return _choice(column, text) if column.kind is Kind.CHOICE and text else text
    if column.kind is Kind.CHOICE:
        return _choice(column, str(cell))
    if isinstance(cell, bool | date | datetime) or not isinstance(cell, int | float):
        expected = ("数", "a number") if column.kind is Kind.NUMBER else ("文字", "text")
        raise Unreadable(*expected)
    return f"{Decimal(f'{cell:.{_EXACT}g}'):f}"


def day(cell: Any) -> date | None:
    """Return the day that a cell says: a date, 2021-03-31, 令和3年3月31日, R3.3.31; else None."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = "".join(unicodedata.normalize("NFKC", str(cell)).casefold().split())
    reign, western = _REIGN.fullmatch(text), _WESTERN.fullmatch(text)
    try:
        if reign:
            count = 1 if reign[2] == "元" else int(reign[2])
            return date(_REIGNS[reign[1]] + count, int(reign[3]), int(reign[4]))
        return date(*map(int, western.groups())) if western else None
    except ValueError:
        return None


def _choice(column: Column, text: str) -> str:
    usual = _usual(text)
    for value, word in column.words:
        if usual in (_usual(word), value):
            return value
    words = [word for _, word in column.words]
    raise Unreadable(
        "、".join(f"「{one}」" for one in words) + "のどれか", "one of " + ", ".join(words)
    )


def _usual(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()
