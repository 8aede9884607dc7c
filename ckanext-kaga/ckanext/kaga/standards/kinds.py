"""The kinds of cells: each type of column in words, and as machine-readable formats spell it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ckanext.kaga.standards.standard import Column

Base = Literal["string", "integer", "number", "date"]


@dataclass(frozen=True)
class Kind:
    """What a column's ``type`` means.

    ``how_ja`` and ``how_en`` say how a cell is written, ``example`` is one that our own check
    accepts. ``base`` and ``pattern`` (an ECMA-262 expression for the whole cell, empty for any)
    are its canonical spelling. The rules are those of GIF
    コアデータパーツ 434 and 441–445 (CC0, https://github.com/JDA-DM/GIF).
    """

    ja: str
    en: str
    how_ja: str
    how_en: str
    example: str
    base: Base = "string"
    pattern: str = ""


def _digits(count: int) -> str:
    return f"[0-9]{{{count}}}"


KINDS = {
    "text": Kind("文字", "Text", "自由に書きます。", "Free text.", "○○"),
    "kana": Kind(
        "読み", "Reading", "全角カタカナで書きます。", "In full-width katakana.", "○○ショウガッコウ"
    ),
    "list": Kind(
        "文字（複数）",
        "List of texts",
        "複数あるときは半角の「;」で区切ります。",
        "Separated by a half-width semicolon.",
        "○○町;△△町",
    ),
    "code": Kind(
        "番号・記号",
        "Code",
        "半角で書きます。先頭の0も書きます。",
        "In half-width characters, leading zeros kept.",
        "0001",
    ),
    "localgov_code": Kind(
        "全国地方公共団体コード",
        "Local government code",
        "検査数字を含む半角6桁で書きます。先頭の0も書きます。",
        "Six half-width digits with the check digit, leading zeros kept.",
        "011002",
        pattern=_digits(6),
    ),
    "choaza_id": Kind(
        "町字ID",
        "Town id",
        "アドレス・ベース・レジストリの半角7桁で書きます。先頭の0も書きます。",
        "Seven half-width digits of the address base registry, leading zeros kept.",
        "0001000",
        pattern=_digits(7),
    ),
    "corporate_number": Kind(
        "法人番号",
        "Corporate number",
        "半角13桁で書きます。",
        "Thirteen half-width digits.",
        "8000012010038",
        pattern=_digits(13),
    ),
    "care_office_number": Kind(
        "事業所番号",
        "Care office number",
        "半角10桁で書きます。先頭の0も書きます。",
        "Ten half-width digits, leading zeros kept.",
        "0170000000",
        pattern=_digits(10),
    ),
    "postal_code": Kind(
        "郵便番号",
        "Postal code",
        "半角7桁で、ハイフンを付けずに書きます。",
        "Seven half-width digits without a hyphen.",
        "1234567",
        pattern=_digits(7),
    ),
    "phone": Kind(
        "電話番号",
        "Telephone number",
        "半角で、市外局番をかっこで囲みます。携帯電話は囲みません。複数あるときは「 / 」で"
        "区切ります。",
        "In half-width characters, the area code in parentheses (not for mobile phones); several "
        "are separated by a slash between spaces.",
        "(0761)00-0000",
    ),
    "email": Kind(
        "メールアドレス",
        "E-mail address",
        "半角で書きます。",
        "In half-width characters.",
        "xxxx@example.lg.jp",
    ),
    "url": Kind(
        "URL",
        "URL",
        "https:// または http:// から書きます。",
        "Begins with https:// or http://.",
        "https://www.example.lg.jp/",
        pattern=r"https?://\S+",
    ),
    "weekdays": Kind(
        "曜日",
        "Days of the week",
        "「曜日」を付けず、月曜から順に並べます。",
        "As 月火水木金土日, from Monday on, without 曜日.",
        "月火水木金",
    ),
    "flag": Kind(
        "選択",
        "Choice",
        "決められた言葉で書きます。",
        "One of the given words.",
        "有",
    ),
    "integer": Kind(
        "整数",
        "Integer",
        "半角の数字だけを書きます。単位は付けません。",
        "Half-width digits only, without a unit.",
        "3",
        "integer",
    ),
    "number": Kind(
        "数値",
        "Number",
        "半角の数字だけを書きます。小数も書けます。単位は付けません。",
        "Half-width digits only, with a decimal point where needed, without a unit.",
        "30.5",
        "number",
    ),
    "latitude": Kind(
        "緯度",
        "Latitude",
        "10進法の度を半角で書きます。小数点以下6桁が原則です。",
        "Decimal degrees in half-width digits, as a rule with six decimals.",
        "43.064310",
        "number",
    ),
    "longitude": Kind(
        "経度",
        "Longitude",
        "10進法の度を半角で書きます。小数点以下6桁が原則です。",
        "Decimal degrees in half-width digits, as a rule with six decimals.",
        "141.346814",
        "number",
    ),
    "date": Kind(
        "日付",
        "Date",
        "西暦の年-月-日を半角で書きます。",
        "As YYYY-MM-DD in half-width characters.",
        "2026-04-01",
        "date",
    ),
    "time": Kind(
        "時刻",
        "Time",
        "24時間表記の時:分を半角で書きます。24:00まで書けます。",
        "As HH:MM of 24 hours in half-width characters; 24:00 is allowed.",
        "09:00",
        pattern="([01][0-9]|2[0-3]):[0-5][0-9]|24:00",
    ),
}
"""By the ``type`` of a column."""


def kind_of(column: Column) -> Kind:
    """Return what the column's type means."""
    return KINDS[column.type]


def example_of(column: Column) -> str:
    """Return a cell as it may stand in a file: the source's example, a choice, or the kind's."""
    return column.example or (column.enum[0] if column.enum else kind_of(column).example)


def must_be_filled(column: Column) -> bool:
    """Whether a blank cell is against the standard.

    Where the only word of a flag is 1, a blank is the standard's way to say no.
    """
    return column.required == "required" and not (column.type == "flag" and len(column.enum) == 1)
