"""The rows of a plan, as the steps that write its next version find, check and swap them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

from ckanext.kagakpi.plan.model import Kpi, Measure, Plan
from ckanext.kagakpi.plan.refusal import Refused

_Row = TypeVar("_Row")

KEY = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,98}[a-z0-9])?")
"""What a key looks like: it becomes part of an address for ever."""


def measure(plan: Plan, key: str) -> Measure:
    """Return the measure of a key; raises Refused where there is none."""
    found = next((one for one in plan.measures if one.key == key), None)
    if found is None:
        raise Refused("KP-P007", "measure", value=key)
    return found


def kpi(plan: Plan, key: str) -> Kpi:
    """Return the KPI of a key; raises Refused where there is none."""
    found = plan.kpi(key)
    if found is None:
        raise Refused("KP-P007", "kpi", value=key)
    return found


def said(thing: object, *names: str, prefix: str = "") -> None:
    """Refuse a thing that leaves one of these fields empty."""
    for name in names:
        if not getattr(thing, name):
            raise Refused("KP-P002", f"{prefix}{name}")


def free(field: str, key: str, taken: Iterable[str]) -> None:
    """Refuse a key that is none, or that is taken."""
    if not key:
        raise Refused("KP-P002", field)
    if not KEY.fullmatch(key):
        raise Refused("KP-E006", field, value=key[:100])
    if key in set(taken):
        raise Refused("KP-E005", field, value=key)


def swapped(rows: tuple[_Row, ...], old: _Row, *new: _Row) -> tuple[_Row, ...]:
    """Return the rows with others in the place of one."""
    at = rows.index(old)
    return (*rows[:at], *new, *rows[at + 1 :])
