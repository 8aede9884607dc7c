"""The types of cells: how each is spelt in the open data and how it is stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from ckanext.kaga.standards import Column

# A number of more digits than this does not fit PostgreSQL's int8.
_INT8_DIGITS = 18
_MINUS = "[−‐‑–]"
_THOUSANDS = r"^[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$"
_INTEGER = rf"^-?[0-9]{{1,{_INT8_DIGITS}}}$"
_NUMBER = r"^-?[0-9]{1,100}(\.[0-9]{1,100})?$"
_DATE = r"^([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?( 0?0:00(:00)?)?$"
_TIME = r"^((?:[01]?[0-9]|2[0-3]):[0-5][0-9]|24:00)(?::00)?$"


@dataclass(frozen=True)
class CellType:
    """A type of cell.

    ``storage`` is the PostgreSQL type. ``fine`` is a pattern of cells that are in the
    canonical spelling for certain, None where every cell is. ``canonical`` turns the
    rest into the one spelling in which a value leaves the system, null where a cell is
    no value of the type. It changes the writing only, never the value: width of the
    characters, spaces around, thousands separators, padding.
    """

    storage: str
    fine: str | None = None
    canonical: Callable[[pl.Expr], pl.Expr] = lambda cell: cell


def canonical(column: Column, cells: pl.Series) -> pl.Series:
    """The canonical spelling of the cells of a column, null where blank or no value.

    ``cells`` is null where blank. Levelling the width of characters is slow, so only
    the cells that may need it are put through it.
    """
    kind = TYPES[column.type]
    if kind.fine is None:
        return cells
    odd = (~cells.str.contains(kind.fine)).fill_null(value=False)
    if not odd.any():
        return cells
    mended = pl.select(kind.canonical(pl.lit(cells.filter(odd)))).to_series()
    return cells.clone().scatter(odd.arg_true(), mended)


def has_spelling(column: Column) -> bool:
    """Whether cells of the column can be written in more than one way."""
    return TYPES[column.type].fine is not None


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


def _without_hyphens(cell: pl.Expr) -> pl.Expr:
    """Identifiers are written with hyphens, or 〒, for the eye only."""
    half = _half_width(cell).str.replace_all("[‐‑–−ー-]", "-")
    bare = half.str.replace("^〒 ?", "").str.replace_all("-", "", literal=True)
    return pl.when(bare.str.contains(_FINE_DIGITS)).then(bare).otherwise(half)


def _digits(cell: pl.Expr) -> pl.Expr:
    number = _half_width(cell).str.replace(_MINUS, "-")
    number = (
        pl.when(number.str.contains(_THOUSANDS))
        .then(number.str.replace_all(",", "", literal=True))
        .otherwise(number)
    )
    return number.str.replace(r"^\+", "").str.replace(r"^(-?)0+([0-9])", "${1}${2}")


def _matching(cell: pl.Expr, pattern: str) -> pl.Expr:
    return pl.when(cell.str.contains(pattern)).then(cell)


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
_FINE_TIME = r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"
_FINE_DATE = r"^[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$"

TYPES = {
    "text": CellType("text"),
    "kana": CellType("text"),
    "phone": CellType("text"),
    "url": CellType("text", r"^\S+$", lambda cell: cell.str.strip_chars()),
    "code": CellType("text", _PLAIN, _half_width),
    "localgov_code": CellType("text", _PLAIN, _half_width),
    "choaza_id": CellType("text", _FINE_DIGITS, _without_hyphens),
    "corporate_number": CellType("text", _FINE_DIGITS, _without_hyphens),
    "care_office_number": CellType("text", _FINE_DIGITS, _without_hyphens),
    "postal_code": CellType("text", _FINE_DIGITS, _without_hyphens),
    "email": CellType("text", _PLAIN, _half_width),
    "weekdays": CellType("text"),
    "list": CellType("text"),
    "flag": CellType("text", _PLAIN, _half_width),
    "integer": CellType("int8", r"^(0|-?[1-9][0-9]{0,17})$", _integer),
    "number": CellType("numeric", _FINE_NUMBER, _number),
    "latitude": CellType("numeric", _FINE_NUMBER, _number),
    "longitude": CellType("numeric", _FINE_NUMBER, _number),
    "date": CellType("date", _FINE_DATE, _date),
    "time": CellType("text", _FINE_TIME, _time),
}
