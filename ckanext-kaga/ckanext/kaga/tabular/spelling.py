"""The cells of a workbook as text: as the spreadsheet shows them without a format."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

# A spreadsheet shows and stores at most 15 digits; a float has some more, which are noise.
_DIGITS = 15
# From here on it shows an exponent; nothing that a city counts is so large or so small.
_LARGE, _SMALL = 1e21, 1e-9
_MINUTE, _HOUR = 60, 3600


def spelt(cell: Any) -> str:
    """Return the text of a cell as calamine gives it.

    A number has no more digits than the spreadsheet shows (0.1 + 0.2 is 0.3) and no
    ``.0``; a date is YYYY-MM-DD, a time HH:MM with seconds only where there are some, a
    moment both; a duration HH:MM counts on beyond 24 hours; a truth value TRUE or FALSE.
    """
    return cell if type(cell) is str else _SPELLINGS[type(cell)](cell)


def _number(cell: float) -> str:
    if cell.is_integer() and abs(cell) < 10**_DIGITS:
        return str(int(cell))
    text = f"{cell:.{_DIGITS}g}"
    return f"{Decimal(text):f}" if "e" in text and _SMALL <= abs(cell) < _LARGE else text


def _moment(cell: dt.datetime) -> str:
    day = cell.date().isoformat()
    return day if cell.time() == dt.time() else f"{day} {_time(cell.time())}"


def _time(cell: dt.time) -> str:
    return cell.isoformat("seconds" if cell.second else "minutes")


def _duration(cell: dt.timedelta) -> str:
    seconds = round(cell.total_seconds())
    sign, seconds = "-" * (seconds < 0), abs(seconds)
    text = f"{sign}{seconds // _HOUR:02}:{seconds % _HOUR // _MINUTE:02}"
    return f"{text}:{seconds % _MINUTE:02}" if seconds % _MINUTE else text


_SPELLINGS: dict[type, Callable[[Any], str]] = {
    float: _number,
    int: str,
    bool: lambda cell: "TRUE" if cell else "FALSE",
    dt.datetime: _moment,
    dt.date: dt.date.isoformat,
    dt.time: _time,
    dt.timedelta: _duration,
}
