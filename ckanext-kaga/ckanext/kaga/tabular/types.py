"""The types of cells: how each is spelt in the open data and how it is stored."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import reduce
from operator import or_

import polars as pl

from ckanext.kaga.standards import Column

# A number of more digits than this does not fit PostgreSQL's int8.
_INT8_DIGITS = 18
# A column has few different cells where its first ones have so few.
_SAMPLE, _FEW = 1_000, 100
_COMPARED = 4
LENGTHS = {"corporate_number": 13, "choaza_id": 7, "postal_code": 7, "care_office_number": 10}
"""How many digits an identifier of a type has, leading zeros included."""

_MINUS = "[−‐‑–]"
_THOUSANDS = r"^[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$"
_INTEGER = rf"^-?[0-9]{{1,{_INT8_DIGITS}}}$"
_NUMBER = r"^-?[0-9]{1,100}(\.[0-9]{1,100})?$"
_DATE = r"^([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?( 0?0:00(:00)?)?$"
_TIME = r"^((?:[01]?[0-9]|2[0-3]):[0-5][0-9]|24:00)(?::00)?$"


@dataclass(frozen=True)
class CellType:
    """A type of cell.

    ``storage`` is the PostgreSQL type. ``fine`` is a pattern of cells that are for certain in
    their canonical spelling, of ordinary characters only, and possible in Japan; nearly every
    cell is, so most questions are put to the others only. In a column with a list of words
    these are fine, and only these. ``canonical`` turns a cell into the one
    spelling in which a value leaves the system, null where it is no value of the type; None
    where a cell is its own spelling. It changes the writing only, never the value: width of
    the characters, spaces around, thousands separators, padding.
    """

    storage: str
    fine: str
    canonical: Callable[[pl.Expr], pl.Expr] | None = None


def odd(column: Column, cells: pl.Series) -> pl.Series:
    """The places of the cells of the column that must be looked at closely; blank ones must."""
    if column.enum:
        return (~_is_any(cells, column.enum)).arg_true()
    fine = TYPES[column.type].fine
    different = cells.head(_SAMPLE).unique()
    if len(different) > _FEW:
        return (~cells.str.contains(fine)).arg_true()
    # To be one of a few cells that are fine is a quicker question than a pattern.
    others = (~_is_any(cells, different.filter(different.str.contains(fine)))).arg_true()
    return others.filter(~cells[others].str.contains(fine))


def _is_any(cells: pl.Series, words: Collection[str]) -> pl.Series:
    """Whether each cell is one of some words; a few are compared sooner than looked up."""
    if not 0 < len(words) <= _COMPARED:
        return cells.is_in(words)
    return reduce(or_, (cells == word for word in words))


def canonical(column: Column, cells: pl.Series) -> pl.Series:
    """The canonical spelling of some cells of a column, null where blank or no value."""
    spelling = TYPES[column.type].canonical
    if spelling is None or not len(cells):
        return cells
    texts = pl.col(cells.name)
    mended = spelling(texts)
    if column.enum:
        # Half a spelling helps nobody: what is none of the words stays as it is.
        mended = pl.when(mended.is_in(column.enum)).then(mended).otherwise(texts.str.strip_chars())
    return cells.to_frame().select_seq(mended).to_series()


def has_spelling(column: Column) -> bool:
    """Whether cells of the column can be written in more than one way."""
    return TYPES[column.type].canonical is not None


def holds_words(column: Column) -> bool:
    """Whether a cell that is fine for the column can be a Japanese word of any kind."""
    return not column.enum and TYPES[column.type].fine in {_FINE_TEXT, _PLAIN}


def storage(column: Column) -> str:
    """The PostgreSQL type of a column: ``text``, ``int8``, ``numeric`` or ``date``."""
    return TYPES[column.type].storage


def stored(column: Column, value: pl.Expr) -> pl.Expr:
    """The canonical cells of a column in the polars type that is loaded.

    Numbers with a fraction stay text, which ``COPY`` turns into ``numeric`` exactly: a
    float would change the last digits of a coordinate, and a polars decimal would need
    one scale for the whole column. Times and codes are text by the standard.
    """
    match storage(column):
        case "int8":
            return value.cast(pl.Int64)
        case "date":
            return value.str.to_date("%Y-%m-%d")
        case _:
            return value


def _half_width(cell: pl.Expr) -> pl.Expr:
    return cell.str.normalize("NFKC").str.strip_chars()


def _digits_of(length: int) -> Callable[[pl.Expr], pl.Expr]:
    """Identifiers are written with hyphens, or 〒, for the eye only.

    Where digits are missing, a hyphen says which, and stays.
    """

    def spelling(cell: pl.Expr) -> pl.Expr:
        half = _half_width(cell).str.replace_all("[‐‑–−ー-]", "-")
        bare = half.str.replace("^〒 ?", "").str.replace_all("-", "", literal=True)
        whole = bare.str.contains(rf"^[0-9]{{{length}}}$")
        return pl.when(whole).then(bare).otherwise(half)

    return spelling


def _digits(cell: pl.Expr) -> pl.Expr:
    number = _half_width(cell).str.replace(_MINUS, "-")
    number = (
        pl.when(number.str.contains(_THOUSANDS))
        .then(number.str.replace_all(",", "", literal=True))
        .otherwise(number)
    )
    return number.str.replace(r"^\+", "").str.replace(r"^(-?)0+([0-9])", "${1}${2}")


def _matching(cell: pl.Expr, pattern: str) -> pl.Expr:
    return cell.str.extract(f"({pattern})", 0)


def _integer(cell: pl.Expr) -> pl.Expr:
    return _matching(_digits(cell).str.replace(r"\.0+$", ""), _INTEGER)


def _number(cell: pl.Expr) -> pl.Expr:
    return _matching(_digits(cell), _NUMBER)


def _date(cell: pl.Expr) -> pl.Expr:
    iso = _matching(_half_width(cell), _DATE).str.replace(_DATE, "${1}-${2}-${3}")
    return iso.str.to_date("%Y-%m-%d", strict=False).dt.to_string("%Y-%m-%d")


def _time(cell: pl.Expr) -> pl.Expr:
    return _half_width(cell).str.extract(_TIME, 1).str.zfill(len("00:00"))


# Printable ASCII and the common kanji, which NFKC leaves alone.
_PLAIN = r"^[!-~一-龥]+$"
_FINE_DIGITS = "^[0-9]+$"
_FINE_NUMBER = r"^-?(0|[1-9][0-9]{0,99})(\.[0-9]{1,100})?$"
_FINE_LATITUDE = r"^(2[0-9]|3[0-9]|4[0-5])(\.[0-9]{1,100})?$"
_FINE_LONGITUDE = r"^(12[2-9]|1[34][0-9]|15[0-3])(\.[0-9]{1,100})?$"
_FINE_TIME = r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"
_FINE_DATE = (
    r"^[1-9][0-9]{3}-((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])"
    r"|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)$"
)
# What Japanese is written in, with spaces inside. A question mark may be a lost character.
_WORDS = r"!->@-~、。「-』・（）～ぁ-ゖァ-ヺー々〇一-鿿０-９Ａ-Ｚａ-ｚ"
_FINE_TEXT = rf"^[{_WORDS}]([{_WORDS} \x{{3000}}]*[{_WORDS}])?$"
_FINE_KANA = r"^[ァ-ヺー・（）０-９Ａ-Ｚ]+$"
_FINE_URL = r"^[!-~]+$"

TYPES = {
    "text": CellType("text", _FINE_TEXT),
    "kana": CellType("text", _FINE_KANA),
    "phone": CellType("text", _FINE_TEXT),
    "url": CellType("text", _FINE_URL, lambda cell: cell.str.strip_chars()),
    "code": CellType("text", _PLAIN, _half_width),
    "localgov_code": CellType("text", "^[0-9]{6}$", _half_width),
    "choaza_id": CellType("text", _FINE_DIGITS, _digits_of(LENGTHS["choaza_id"])),
    "corporate_number": CellType("text", _FINE_DIGITS, _digits_of(LENGTHS["corporate_number"])),
    "care_office_number": CellType("text", _FINE_DIGITS, _digits_of(LENGTHS["care_office_number"])),
    "postal_code": CellType("text", _FINE_DIGITS, _digits_of(LENGTHS["postal_code"])),
    "email": CellType("text", _PLAIN, _half_width),
    "weekdays": CellType("text", _FINE_TEXT),
    "list": CellType("text", _FINE_TEXT),
    "flag": CellType("text", _PLAIN, _half_width),
    "integer": CellType("int8", r"^(0|-?[1-9][0-9]{0,17})$", _integer),
    "number": CellType("numeric", _FINE_NUMBER, _number),
    "latitude": CellType("numeric", _FINE_LATITUDE, _number),
    "longitude": CellType("numeric", _FINE_LONGITUDE, _number),
    "date": CellType("date", _FINE_DATE, _date),
    "time": CellType("text", _FINE_TIME, _time),
}
