"""Fiscal years: an integer (2020 is 2020-04-01 to 2021-03-31), its days and its labels."""

from __future__ import annotations

from datetime import date, timedelta

_FIRST_MONTH = 4
_REIWA = 2019
_HEISEI = 1989


def first_day(year: int) -> date:
    """Return 1 April."""
    return date(year, _FIRST_MONTH, 1)


def last_day(year: int) -> date:
    """Return 31 March of the next calendar year."""
    return first_day(year + 1) - timedelta(days=1)


def year_of(day: date) -> int:
    """Return the fiscal year that a day is in."""
    return day.year if day.month >= _FIRST_MONTH else day.year - 1


def ja(year: int, *, first_as_heisei: bool = False) -> str:
    """Return 令和2年度 for 2020.

    2019 is 令和元年度, or 平成31年度 for a city that called it so (``first_as_heisei``): it
    began in April 2019, before the new era. Years before 平成 are given as 1988年度.
    """
    if year >= _REIWA and not (first_as_heisei and year == _REIWA):
        return _label("令和", year - _REIWA + 1)
    if year >= _HEISEI:
        return _label("平成", year - _HEISEI + 1)
    return f"{year}年度"


def en(year: int) -> str:
    """Return FY2020."""
    return f"FY{year}"


def _label(era: str, count: int) -> str:
    return f"{era}{'元' if count == 1 else count}年度"
