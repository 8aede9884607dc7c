"""A date as the sentences of the explanation spell it."""

from __future__ import annotations

from datetime import date

_WEEKDAYS = "月火水木金土日"


def ja(day: date) -> str:
    """Return 2026年4月1日（水）."""
    return f"{day.year}年{day.month}月{day.day}日（{_WEEKDAYS[day.weekday()]}）"


def en(day: date) -> str:
    """Return 2026-04-01 (Wed)."""
    return f"{day.isoformat()} ({day:%a})"
