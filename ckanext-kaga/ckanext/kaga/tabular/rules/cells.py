"""KG-T and KG-V: rules about single cells: their type, and their value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl

from ckanext.kaga.common import identifiers
from ckanext.kaga.standards import Column
from ckanext.kaga.tabular import mend
from ckanext.kaga.tabular.finding import Repair
from ckanext.kaga.tabular.rule import Cell, CellRule, Cells
from ckanext.kaga.tabular.types import has_spelling

_BOOK = "自治体標準オープンデータセット データ項目定義書"
_CODE = "総務省 全国地方公共団体コード仕様"
_GIF = "GIF コアデータパーツ"

_LOCALGOV = r"^[0-9]{6}$"
_LOST_ZERO = r"^[0-9]{5}$"
_SIX_OR_FIVE = r"^[0-9]{5,6}$"
_URL = r"(?i)^https?://[^\s/?#]+\.[^\s/?#]+([/?#]\S*)?$"
_TWO_URLS = r"(?i)[,、，;；]\s*https?://"
_NOT_KANA = r"[\p{Hiragana}\p{Han}\x{FF61}-\x{FF9F}]"
_JAPAN = {"latitude": (20.0, 46.0), "longitude": (122.0, 154.0)}


def _of(*types: str) -> Callable[[Column], bool]:
    return lambda column: column.type in types


def _no_value(cells: Cells) -> pl.Expr:
    return cells.text.is_not_null() & cells.value.is_null()


def _as_canon(cell: Cell) -> Repair | None:
    return {"new": cell.value, "confidence": "safe"} if cell.value is not None else None


def _as_listed(cell: Cell) -> Repair | None:
    if cell.column.type == "flag":
        return mend.as_flag(cell.text, cell.column.enum)
    return mend.as_choice(cell.text, cell.column.enum)


def _as_number(cell: Cell) -> Repair | None:
    unit = "度" if cell.column.type in _JAPAN else cell.column.unit
    return mend.as_number(cell.text, unit)


def _as_time(cell: Cell) -> Repair | None:
    name = cell.column.name
    start = any(word in name for word in ("開始", "開所"))
    end = any(word in name for word in ("終了", "閉所"))
    return mend.as_time(cell.text, "start" if start else "end" if end else "")


def _allowed(column: Column) -> dict[str, Any]:
    if column.type == "flag" and len(column.enum) == 1:
        [word] = column.enum
        return {
            "allowed_ja": f"当てはまるときは「{word}」と書き、そうでないときは空欄にして",
            "allowed_en": f"Write “{word}” where it is so, else leave the cell blank",
        }
    words_ja = "、".join(f"「{word}」" for word in column.enum)
    words_en = ", ".join(f"“{word}”" for word in column.enum)
    return {
        "allowed_ja": f"{words_ja}のどれかを書くか、分からないときは空欄にして",
        "allowed_en": f"Write one of {words_en}, or leave the cell blank where it is not known",
    }


def _needs_a_value(column: Column) -> bool:
    # Where the only word is 1, a blank is the standard's way to say no.
    return column.required == "required" and not (column.type == "flag" and len(column.enum) == 1)


def _check_digit_wrong(cells: Cells) -> pl.Expr:
    return cells.value.map_batches(_are_no_codes, return_dtype=pl.Boolean)


def _are_no_codes(codes: pl.Series) -> pl.Series:
    # A table has the codes of a few municipalities, however long it is.
    different = codes.unique()
    six_digits = different.filter(different.str.contains(_LOCALGOV))
    wrong = [code for code in six_digits if not identifiers.is_municipality_code(code)]
    return codes.is_in(wrong) if wrong else pl.repeat(value=False, n=len(codes), eager=True)


def _within(cells: Cells, box: str) -> pl.Expr:
    low, high = _JAPAN[box]
    return cells.value.cast(pl.Float64, strict=False).is_between(low, high)


def _outside(cells: Cells) -> pl.Expr:
    # What would be right on the other axis is said by the rule about swapped coordinates.
    return ~_within(cells, "latitude") & ~_within(cells, "longitude")


def _box(column: Column) -> dict[str, Any]:
    low, high = _JAPAN[column.type]
    return {"low": f"{low:g}", "high": f"{high:g}"}


INTEGER = CellRule(
    "KG-T001",
    "error",
    "整数ではない",
    "Not an integer",
    "{row}行目の「{column}」に「{value}」とあります。半角の整数（例：3）だけを書き、単位や説明は"
    "備考の列に移してください。「ない」は0、分からないときは空欄にします。",
    "Row {row}, “{column}”: “{value}” is not an integer. Write digits only (such as 3) and move "
    "units and remarks to the remarks column; write 0 for none and leave blank what is not known.",
    "数として集計や比較に使われる項目です。",
    _BOOK + ", 機械可読性ルール L2-01",
    applies=_of("integer"),
    fails=_no_value,
    odd_only=True,
    repair=lambda cell: mend.as_integer(cell.text, cell.column.unit),
)
NUMBER = CellRule(
    "KG-T002",
    "error",
    "数値ではない",
    "Not a number",
    "{row}行目の「{column}」に「{value}」とあります。半角の数値（例：36.309009）だけを書いてください。"
    "分からない場合は空欄にします。",
    "Row {row}, “{column}”: “{value}” is not a number. Write digits only (such as 36.309009), or "
    "leave the cell blank.",
    "数として地図や計算に使われる項目です。",
    _BOOK + ", 機械可読性ルール L2-01",
    applies=_of("number", "latitude", "longitude"),
    fails=_no_value,
    odd_only=True,
    repair=_as_number,
)
DATE = CellRule(
    "KG-T003",
    "error",
    "日付ではない",
    "Not a date",
    "{row}行目の「{column}」に「{value}」とあります。西暦の日付（例：2026-04-01）で書いてください。"
    "日まで分からないときは空欄にし、分かることを備考に書きます。",
    "Row {row}, “{column}”: “{value}” is not a date. Write it as YYYY-MM-DD (such as 2026-04-01). "
    "Where the day is not known, leave the cell blank and put what is known into the remarks.",
    "日付の書き方がそろっていないと、並べ替えや期間の計算ができません。",
    _GIF + " 441",
    applies=_of("date"),
    fails=_no_value,
    odd_only=True,
    repair=lambda cell: mend.as_date(cell.text),
)
TIME = CellRule(
    "KG-T004",
    "error",
    "時刻ではない",
    "Not a time",
    "{row}行目の「{column}」に「{value}」とあります。24時間表記の時刻（例：09:00）を一つだけ書き、"
    "「消灯」などの説明は特記事項の列に移してください。「終日」は開始を00:00、終了を24:00とし、"
    "24時を過ぎる時刻は翌日の時刻（25:00は01:00）で書きます。",
    "Row {row}, “{column}”: “{value}” is not a time. Write one HH:MM (such as 09:00) and move "
    "remarks to the remarks column. All day is from 00:00 to 24:00; a time past 24:00 is the next "
    "day's (01:00 for 25:00).",
    "「いま使える施設」を機械が判断するための項目です。",
    _GIF + " 441",
    applies=_of("time"),
    fails=_no_value,
    odd_only=True,
    repair=_as_time,
)
URL = CellRule(
    "KG-T005",
    "warning",
    "URLではない",
    "Not a URL",
    "{row}行目の「{column}」に「{value}」とあります。https:// または http:// で始まるURLを一つだけ"
    "書いてください。ない場合は空欄にします。",
    "Row {row}, “{column}”: “{value}” is not a URL. Write one that begins with https:// or "
    "http://, or leave the cell blank.",
    "URLの形でなければ、リンクとして開けません。",
    _BOOK,
    applies=_of("url"),
    fails=lambda cells: ~cells.value.str.contains(_URL) | cells.value.str.contains(_TWO_URLS),
    repair=lambda cell: mend.as_url(cell.text),
)
ALLOWED = CellRule(
    "KG-T006",
    "warning",
    "選択肢にない値",
    "Value outside the list",
    "{row}行目の「{column}」に「{value}」とあります。{allowed_ja}ください。",
    "Row {row}, “{column}”: “{value}” is not one of the given words. {allowed_en}.",
    "決められた言葉でなければ、絞り込みや集計から漏れます。",
    _BOOK + ", 機械可読性ルール L2-04",
    applies=lambda column: bool(column.enum),
    fails=lambda cells: ~cells.value.is_in(cells.column.enum),
    odd_only=True,
    details=_allowed,
    repair=_as_listed,
)
CODE_SHAPE = CellRule(
    "KG-T007",
    "warning",
    "6桁の団体コードではない",
    "Not a six-digit code",
    "{row}行目の「{column}」に「{value}」とあります。検査数字を含む半角6桁の全国地方公共団体コード"
    "（例：172065）を書いてください。",
    "Row {row}, “{column}”: “{value}” is not a six-digit code of a local government (such as "
    "172065, with its check digit).",
    "どの自治体のデータかを示す項目です。",
    _CODE,
    applies=_of("localgov_code"),
    fails=lambda cells: ~cells.value.str.contains(_SIX_OR_FIVE),
    odd_only=True,
    repair=lambda cell: mend.as_municipality_code(cell.text),
)
CHECK_DIGIT = CellRule(
    "KG-T008",
    "warning",
    "団体コードの検査数字が合わない",
    "Check digit of the code is wrong",
    "{row}行目の「{column}」の「{value}」は、検査数字（6桁目）または都道府県の番号が合いません。"
    "コードに書き誤りがないか確かめてください。",
    "Row {row}, “{column}”: the check digit or the prefecture of “{value}” is wrong. Check the "
    "code for a slip.",
    "一桁の書き誤りで、別の自治体のデータになります。",
    _CODE,
    applies=_of("localgov_code"),
    fails=_check_digit_wrong,
)
LOST_ZERO = CellRule(
    "KG-T009",
    "warning",
    "団体コードが5桁",
    "Five-digit code",
    "{row}行目の「{column}」の「{value}」は5桁です。先頭の0または検査数字（6桁目）が落ちています。"
    "表計算ソフトではセルの書式を「文字列」にしてから、6桁で書いてください。",
    "Row {row}, “{column}”: “{value}” has five digits; the leading zero or the check digit is "
    "lost. Format the cells as text in the spreadsheet and write all six digits.",
    "表計算ソフトは、コードを数と見なして先頭の0を消します。",
    _CODE,
    applies=_of("localgov_code"),
    fails=lambda cells: cells.value.str.contains(_LOST_ZERO),
    odd_only=True,
    repair=lambda cell: mend.as_municipality_code(cell.value or ""),
)
SPELLING = CellRule(
    "KG-T010",
    "warning",
    "標準と違う書き方",
    "Spelling differs from the standard",
    "{row}行目の「{column}」の「{value}」を、公開するCSVでは「{new}」と書きます。元の表も直して"
    "おくと、次からこの指摘は出ません。",
    "Row {row}, “{column}”: the published CSV has “{new}” for “{value}”. Correct your original as "
    "well, so that this is not found again.",
    "値は同じでも、書き方がそろっていなければ機械は読み取れません。",
    _GIF + " 441–445",
    applies=has_spelling,
    fails=lambda cells: cells.value != cells.text,
    odd_only=True,
    repair=_as_canon,
)
KANA = CellRule(
    "KG-T011",
    "warning",
    "全角カタカナではない",
    "Not full-width katakana",
    "{row}行目の「{column}」に「{value}」とあります。読みは全角カタカナで書いてください。",
    "Row {row}, “{column}”: “{value}” is not full-width katakana.",
    "読み上げや五十音順の並べ替えに使われる項目です。",
    _BOOK,
    applies=_of("kana"),
    fails=lambda cells: cells.text.str.contains(_NOT_KANA),
    odd_only=True,
    repair=lambda cell: mend.as_kana(cell.text),
)
LOST_CHARACTER = CellRule(
    "KG-T012",
    "error",
    "壊れた文字",
    "Lost character",
    "{row}行目の「{column}」の「{value}」に、失われた文字（\ufffdや〓）があります。外字や機種依存文字で"
    "ないかを確かめ、元の文字を書き直してください。",
    "Row {row}, “{column}”: a character of “{value}” is lost (\ufffd or 〓). Look for a character "
    "outside the standard set and write it again.",
    "失われた文字は、このファイルからは元に戻せません。",
    "GIF 452-1, 機械可読性ルール L1-08",
    applies=lambda _column: True,
    fails=lambda cells: cells.text.str.contains("[\ufffd〓]"),
    odd_only=True,
)
GAIJI = CellRule(
    "KG-T013",
    "warning",
    "外字",
    "Character of one's own",
    "{row}行目の「{column}」の「{value}」に、外字（私用領域の文字）があります。ほかの端末では"
    "正しく表示されません。一般に使える文字に置き換えてください。",
    "Row {row}, “{column}”: “{value}” has a character of the private use area, which other devices "
    "cannot show. Replace it by a standard one.",
    "外字は、登録した端末の中でしか同じ文字に見えません。",
    "GIF 452-1, 機械可読性ルール L1-08",
    applies=lambda _column: True,
    fails=lambda cells: cells.text.str.contains(r"[\x{E000}-\x{F8FF}\x{F0000}-\x{10FFFF}]"),
    odd_only=True,
)
REQUIRED = CellRule(
    "KG-V001",
    "warning",
    "必須の値が空",
    "Required value is blank",
    "{row}行目の「{column}」が空です。必須の項目ですので、記入してください。",
    "Row {row}, “{column}” is blank. It is required; fill it in.",
    "定義書で必須（◎）とされている項目です。",
    _BOOK,
    applies=_needs_a_value,
    fails=lambda cells: cells.text.is_null(),
)
OUTSIDE_JAPAN = CellRule(
    "KG-V002",
    "warning",
    "日本の範囲の外",
    "Outside Japan",
    "{row}行目の「{column}」の「{value}」は、日本の範囲（{low}～{high}）の外です。桁の抜けや"
    "小数点の位置を確かめてください。",
    "Row {row}, “{column}”: “{value}” is outside Japan ({low} to {high}). Look for a lost digit or "
    "a misplaced decimal point.",
    "地図で別の場所に表示されます。",
    _GIF + " 444",
    applies=_of("latitude", "longitude"),
    fails=_outside,
    odd_only=True,
    details=_box,
)

RULES: tuple[CellRule, ...] = (
    INTEGER,
    NUMBER,
    DATE,
    TIME,
    URL,
    ALLOWED,
    CODE_SHAPE,
    CHECK_DIGIT,
    LOST_ZERO,
    SPELLING,
    KANA,
    LOST_CHARACTER,
    GAIJI,
    REQUIRED,
    OUTSIDE_JAPAN,
)
