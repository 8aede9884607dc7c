"""KG-T: rules about identifiers, addresses of people, lists, and characters."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from ckanext.kaga.standards import Column
from ckanext.kaga.tabular import mend
from ckanext.kaga.tabular.finding import Repair
from ckanext.kaga.tabular.rule import Cell, CellRule, Cells
from ckanext.kaga.tabular.types import LENGTHS, has_spelling

_BOOK = "自治体標準オープンデータセット データ項目定義書"
_GIF = "GIF コアデータパーツ"

_EXPONENT = r"^[0-9](\.[0-9]+)?[eE]\+?[0-9]+$"
_PHONE = r"^(\(0[0-9]{1,4}\)|0[0-9]{1,4}-?)[0-9]{1,4}-?[0-9]{3,4}$"
_PHONES = rf"{_PHONE[:-1]}( ?[/、] ?{_PHONE[1:-1]})*$"
_INTERNATIONAL = r"^\+[0-9][0-9 ()-]{7,18}$"
_EMAIL = r"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$"
_WEEKDAYS = "^月?火?水?木?金?土?日?祝?$"
_SPACES_AROUND = r"^[\s\x{3000}]|[\s\x{3000}]$|"
_NEVER_SEEN = r"[\x00-\x08\x0B\x0C\x0E-\x1F\x7F\x{200B}-\x{200F}\x{FEFF}\x{2060}]"
_JAPANESE = r"[\p{Hiragana}\p{Katakana}\p{Han}ー]"


# Where a hyphen stands in what people write, so many digits come after it.
_AFTER_HYPHEN = {"choaza_id": 3, "postal_code": 4}

_ID_NAMES = {
    "corporate_number": ("法人番号（13桁）", "a corporate number (13 digits)"),
    "choaza_id": ("町字ID（7桁）", "a town id (7 digits)"),
    "postal_code": ("郵便番号（7桁）", "a postal code (7 digits)"),
    "care_office_number": ("事業所番号（10桁）", "a care office number (10 digits)"),
}


def _of(*types: str) -> Callable[[Column], bool]:
    return lambda column: column.type in types


def _wrong_length(cells: Cells) -> pl.Expr:
    digits = LENGTHS[cells.column.type]
    return ~cells.value.str.contains(rf"^[0-9]{{{digits}}}$") & ~_exponent(cells)


def _exponent(cells: Cells) -> pl.Expr:
    return cells.value.str.contains(_EXPONENT)


def _with_zeros(cell: Cell) -> Repair | None:
    kind = cell.column.type
    repair = mend.as_padded(cell.text, LENGTHS[kind], _AFTER_HYPHEN.get(kind, 0))
    # No corporate number begins with a zero, so what is too short has lost something else.
    lost_more = kind == "corporate_number" and repair and repair["confidence"] != "safe"
    return None if lost_more else repair


def _without_exponent(cell: Cell) -> Repair | None:
    if cell.column.type == "phone":
        # As a number it has lost the zero in front as well.
        digits = mend.as_digits(cell.text, 9)
        return mend.as_phone(digits["new"]) if digits and digits["confidence"] == "safe" else None
    length = LENGTHS.get(cell.column.type)
    return mend.as_digits(cell.text, length) if length else None


def _corporate_digit_wrong(cells: Cells) -> pl.Expr:
    """国税庁「法人番号の検査用数字の計算」: 9 - (ΣP·Q mod 9); from the end Q is 1, 2, 1, …"""
    number = cells.value.cast(pl.Int64, strict=False)
    total = pl.sum_horizontal(number // 10**place % 10 * (1 + place % 2) for place in range(12))
    wrong = 9 - total % 9 != number // 10**12
    return cells.value.str.contains(r"^[0-9]{13}$") & wrong


def _invisible(cells: Cells) -> pl.Expr:
    # Where a spelling is laid down, that rule says the spaces.
    edges = "" if has_spelling(cells.column) else _SPACES_AROUND
    return cells.text.str.contains(edges + _NEVER_SEEN)


IDENTIFIER = CellRule(
    "KG-T014",
    "warning",
    "桁数の違う番号",
    "Identifier of the wrong length",
    "{row}行目の「{column}」に「{value}」とあります。{kind_ja}を、先頭の0を落とさずに半角数字で"
    "書いてください。",
    "Row {row}, “{column}”: “{value}” is not {kind_en}. Write half-width digits and keep leading "
    "zeros.",
    "ほかの台帳と突き合わせるための番号です。表計算ソフトは先頭の0を消します。",
    _BOOK + ", " + _GIF + " 434・442・443",
    applies=_of(*LENGTHS),
    fails=_wrong_length,
    repair=_with_zeros,
    details=lambda column: dict(zip(("kind_ja", "kind_en"), _ID_NAMES[column.type], strict=True)),
)
CORPORATE_DIGIT = CellRule(
    "KG-T015",
    "warning",
    "法人番号の検査用数字が合わない",
    "Check digit of the corporate number is wrong",
    "{row}行目の「{column}」の「{value}」は、検査用数字（先頭の1桁）が合いません。番号に書き誤りが"
    "ないか、国税庁法人番号公表サイトで確かめてください。",
    "Row {row}, “{column}”: the check digit (the first one) of “{value}” is wrong. Compare it with "
    "the National Tax Agency's site.",
    "一桁の書き誤りで、別の法人を指してしまいます。",
    "国税庁 法人番号の検査用数字の計算",
    applies=_of("corporate_number"),
    fails=_corporate_digit_wrong,
)
EXPONENT = CellRule(
    "KG-T016",
    "error",
    "指数になった番号",
    "Number turned into an exponent",
    "{row}行目の「{column}」に「{value}」とあります。表計算ソフトが番号を数と見なし、桁を失った"
    "可能性があります。セルの書式を「文字列」にしてから、番号を書き直してください。",
    "Row {row}, “{column}”: “{value}” is what a spreadsheet makes of a long number; digits may be "
    "lost. Format the cells as text and write the number again.",
    "失われた桁は、このファイルからは元に戻せません。",
    "この検査",
    applies=_of("code", "phone", *LENGTHS),
    fails=_exponent,
    repair=_without_exponent,
)
PHONE = CellRule(
    "KG-T017",
    "warning",
    "電話番号の形ではない",
    "Not a telephone number",
    "{row}行目の「{column}」に「{value}」とあります。先頭の0と市外局番から、半角で"
    "書いてください（例：(0761)72-1111）。説明は備考の列に移します。ない場合は空欄にします。",
    "Row {row}, “{column}”: “{value}” is not a telephone number. Write it in half-width with its "
    "area code and leading zero, such as (0761)72-1111. Remarks belong into the remarks column; "
    "leave the cell blank where there is none.",
    "そのまま電話をかけられる形でなければ、利用者が書き直すことになります。",
    _GIF + " 445",
    applies=_of("phone"),
    fails=lambda cells: (
        # Spaces around are said by the rule about invisible characters.
        ~cells.text.str.strip_chars().str.contains(_PHONES)
        & ~cells.text.str.contains(_INTERNATIONAL)
        & ~cells.text.str.contains(_EXPONENT)
    ),
    repair=lambda cell: mend.as_phone(cell.text),
)
EMAIL = CellRule(
    "KG-T018",
    "warning",
    "メールアドレスの形ではない",
    "Not an e-mail address",
    "{row}行目の「{column}」に「{value}」とあります。メールアドレスを半角で書いてください。",
    "Row {row}, “{column}”: “{value}” is not an e-mail address.",
    "アドレスの形でなければ、送ることができません。",
    _BOOK,
    applies=_of("email"),
    fails=lambda cells: ~cells.value.str.contains(_EMAIL),
)
WEEKDAYS = CellRule(
    "KG-T019",
    "warning",
    "曜日の書き方が標準と違う",
    "Weekdays not in the standard's form",
    "{row}行目の「{column}」に「{value}」とあります。「曜日」を付けず、月曜から順に並べて"
    "書いてください（例：月火水木金）。",
    "Row {row}, “{column}”: “{value}”. Write the days in order from Monday without 曜日, such as "
    "月火水木金.",
    "書き方がそろっていれば、今日使える施設を機械が選べます。",
    _GIF + " 441",
    applies=_of("weekdays"),
    fails=lambda cells: ~cells.text.str.contains(_WEEKDAYS),
    repair=lambda cell: mend.as_weekdays(cell.text),
)
LIST = CellRule(
    "KG-T020",
    "notice",
    "区切りがセミコロンではない",
    "List not separated by semicolons",
    "{row}行目の「{column}」に「{value}」とあります。複数の値は「;」（半角のセミコロン）で"
    "区切ってください。",
    "Row {row}, “{column}”: “{value}”. Separate several values by half-width semicolons.",
    "区切りが決まっていれば、機械が一つずつ取り出せます。",
    _BOOK,
    applies=_of("list"),
    fails=lambda cells: cells.text.str.contains("[、；，]"),
    repair=lambda cell: mend.as_list(cell.text),
)
INVISIBLE = CellRule(
    "KG-T021",
    "warning",
    "見えない文字",
    "Invisible characters",
    "{row}行目の「{column}」の「{value}」に、前後の空白（␣）か、見えない文字（[U+…]）が"
    "あります。取り除いてください。",
    "Row {row}, “{column}”: “{value}” has spaces (␣) around it, or invisible characters ([U+…]). "
    "Remove them.",
    "見た目が同じでも、検索や突き合わせで別の値になります。",
    "機械可読性ルール L1-06",
    applies=lambda _column: True,
    odd_only=True,
    fails=_invisible,
    repair=lambda cell: mend.without_controls(cell.text),
)
QUESTION_MARK = CellRule(
    "KG-T022",
    "warning",
    "文字が「?」に変わった疑い",
    "Character lost to a question mark",
    "{row}行目の「{column}」の「{value}」に、日本語に挟まれた「?」があります。文字コードの変換で"
    "失われた文字でないか、元の資料で確かめてください。",
    "Row {row}, “{column}”: “{value}” has a question mark between Japanese characters. See in the "
    "source whether a character was lost in a conversion.",
    "変換できない文字は「?」に置き換わり、元に戻せません。",
    "GIF 452-1, 機械可読性ルール L1-08",
    applies=_of("text", "kana"),
    fails=lambda cells: cells.text.str.contains(rf"{_JAPANESE}\?{_JAPANESE}"),
    odd_only=True,
)
NEWLINE = CellRule(
    "KG-T024",
    "notice",
    "セルの中の改行",
    "Newline in a cell",
    "{row}行目の「{column}」のセルに改行があります。公開するCSVにもそのまま残ります。行ごとに読む"
    "ソフトのために、できれば「、」などに置き換えてください。",
    "Row {row}: the cell of “{column}” holds a newline, which stays in the published CSV. Replace "
    "it if you can, for programs that read line by line.",
    "1行を1件と数えるソフトでは、件数がずれます。",
    "機械可読性ルール L1-14",
    applies=lambda _column: True,
    fails=lambda cells: cells.text.str.contains(r"\S\s*[\r\n]\s*\S"),
    odd_only=True,
)

RULES: tuple[CellRule, ...] = (
    IDENTIFIER,
    CORPORATE_DIGIT,
    EXPONENT,
    PHONE,
    EMAIL,
    WEEKDAYS,
    LIST,
    INVISIBLE,
    QUESTION_MARK,
    NEWLINE,
)
