"""Days on which a city's offices are closed, and counting around them."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import jpholiday

_DAY = timedelta(days=1)
_SATURDAY = 5
_NEW_YEAR = {(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)}
"""年末年始, 地方自治法4条の2第2項3号."""


def is_closed(day: date) -> bool:
    """Tell whether offices are closed: Saturday, Sunday, national holiday, 12-29 to 01-03."""
    return day.weekday() >= _SATURDAY or (day.month, day.day) in _NEW_YEAR or _is_holiday(day)


def next_open(day: date) -> date:
    """Return ``day`` if the office is open then, else the next day on which it is."""
    while is_closed(day):
        day += _DAY
    return day


def forward(day: date, days: int, *, calendar: bool) -> date:
    """Return the last of so many days when the day after ``day`` is the first (初日不算入).

    Not ``calendar``: only days on which the office is open are counted.
    """
    if calendar:
        return day + timedelta(days=days)
    while days:
        day = next_open(day + _DAY)
        days -= 1
    return day


def between(start: date, end: date, *, calendar: bool) -> int:
    """Return how many days are counted from the day after ``start`` up to ``end``."""
    if calendar:
        return (end - start).days
    days = 0
    while start < end:
        start += _DAY
        days += not is_closed(start)
    return days


@lru_cache(maxsize=4096)
def _is_holiday(day: date) -> bool:
    """国民の祝日 and 休日; a question to jpholiday costs 0.3 ms, a whole year 100."""
    return bool(jpholiday.is_holiday(day))
