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

    ``storage`` is the PostgreSQL type. ``canonical`` gives the one spelling in which a
    value leaves the system, as text: null where the cell is no value of the type, and
    null where the cell is null. It changes the writing only, never the value: width of
    the characters, spaces around, thousands separators, padding.
    """

    storage: str
    canonical: Callable[[pl.Expr], pl.Expr]


def canonical(column: Column, cell: pl.Expr) -> pl.Expr:
    """The canonical spelling of the cells of a column; ``cell`` is null where blank."""
    return TYPES[column.type].canonical(cell)


def storage(column: Column) -> str:
    """The PostgreSQL type of a column: ``text``, ``int8``, ``numeric`` or ``date``."""
    return TYPES[column.type].storage


def stored(column: Column, cell: pl.Expr) -> pl.Expr:
    """The canonical cells in the polars type that is loaded.

    Numbers with a fraction stay text, which ``COPY`` turns into ``numeric`` exactly: a
    float would change the last digits of a coordinate, and a polars decimal would need
    one scale for the whole column. Times and codes are text by the standard.
    """
    value = canonical(column, cell)
    match storage(column):
        case "int8":
            return value.cast(pl.Int64)
        case "date":
            return value.str.to_date("%Y-%m-%d")
        case _:
            return value


def _half_width(cell: pl.Expr) -> pl.Expr:
    return cell.str.normalize("NFKC").str.strip_chars()


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


def _as_written(cell: pl.Expr) -> pl.Expr:
    return cell


TYPES = {
    "text": CellType("text", _as_written),
    "kana": CellType("text", _as_written),
    "phone": CellType("text", _as_written),
    "url": CellType("text", lambda cell: cell.str.strip_chars()),
    "code": CellType("text", _half_width),
    "localgov_code": CellType("text", _half_width),
    "flag": CellType("text", _half_width),
    "integer": CellType("int8", _integer),
    "number": CellType("numeric", _number),
    "latitude": CellType("numeric", _number),
    "longitude": CellType("numeric", _number),
    "date": CellType("date", _date),
    "time": CellType("text", _time),
}
