"""A plan as JSON and back, the hash that names a version, and what changed between two."""

from __future__ import annotations

import hashlib
import re
import types
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

import rfc8785

from ckanext.kagakpi.plan.load import scheme_of
from ckanext.kagakpi.plan.model import Plan
from ckanext.kagakpi.plan.refusal import Refused
from ckanext.kagakpi.plan.rows import KEY

_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,10})?")
_UNREADABLE = re.compile("[\x00\ud800-\udfff]")
_LONGEST = 20_000
_MOST = 10_000
_YEARS = 10_000


def as_json(plan: Plan) -> dict[str, Any]:
    """Return a plan as JSON has it: dates as ISO 8601, enums by value, numbers as text.

    What has its default is left out, so that a field that plans get later does not change the
    hash of what was published before.
    """
    told: dict[str, Any] = _plain(plan)
    return told


def content_hash(plan: Plan) -> str:
    """Return the SHA-256 of the RFC 8785 bytes of ``as_json``, in hexadecimal."""
    return hashlib.sha256(rfc8785.dumps(as_json(plan))).hexdigest()


def read(told: Any) -> Plan:
    """Return the plan that JSON holds, as ``as_json`` writes it; raises Refused."""
    plan: Plan = _record(Plan, told, "")
    scheme_of(plan)
    return plan


@dataclass(frozen=True, slots=True)
class Change:
    """What differs at one place: ``kpis.open-data.targets.2020.low``.

    ``old`` and ``new`` are as ``as_json`` has them; None where it is not there.
    """

    path: str
    old: Any
    new: Any


def difference(old: Plan, new: Plan) -> list[Change]:
    """Return what changed, in the order of the old; empty where the hashes are equal."""
    return list(_compared(as_json(old), as_json(new), ""))


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {
            one.name: _plain(getattr(value, one.name))
            for one in fields(value)
            if getattr(value, one.name) != one.default
        }
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _record(kind: Any, told: Any, path: str) -> Any:
    if not isinstance(told, dict):
        raise Refused("KP-P009", path, expected="{…}")
    known = {one.name: one for one in fields(kind)}
    for name in told:
        if name not in known:
            raise Refused("KP-P003", f"{path}{name}")
    values = {}
    for name, one in known.items():
        if name in told:
            values[name] = _value(_hints(kind)[name], told[name], f"{path}{name}")
        elif one.default is MISSING:
            raise Refused("KP-P002", f"{path}{name}")
    if "key" in values and not KEY.fullmatch(values["key"]):
        raise Refused("KP-P005", f"{path}key", value=values["key"], expected="a-z, 0-9, -")
    try:
        return kind(**values)
    except Refused as wrong:
        raise Refused(wrong.rule, f"{path}{wrong.field}", wrong.place, **wrong.words) from wrong


def _value(kind: Any, told: Any, path: str) -> Any:
    if get_origin(kind) in {Union, types.UnionType}:
        return None if told is None else _value(get_args(kind)[0], told, path)
    if get_origin(kind) is tuple:
        if not isinstance(told, list) or len(told) > _MOST:
            raise Refused("KP-P009", path, expected="[…]")
        return tuple(_value(get_args(kind)[0], one, f"{path}[{at}]") for at, one in enumerate(told))
    if is_dataclass(kind):
        return _record(kind, told, f"{path}.")
    return _scalar(kind, told, path)


def _scalar(kind: Any, told: Any, path: str) -> Any:
    if kind is bool:
        return _checked(isinstance(told, bool), told, path, "true, false")
    if kind is int:
        whole = isinstance(told, int) and not isinstance(told, bool) and abs(told) < _YEARS
        return _checked(whole, told, path, "1, 2, 3 …")
    _checked(isinstance(told, str), told, path, "text")
    if kind is Decimal:
        return Decimal(_checked(bool(_NUMBER.fullmatch(told)), told, path, '"12.5"'))
    if kind is str:
        fine = len(told) <= _LONGEST and not _UNREADABLE.search(told)
        return _checked(fine, told, path, f"text (≤ {_LONGEST})")
    try:
        return date.fromisoformat(told) if kind is date else kind(told)
    except ValueError as wrong:
        expected = "2020-03-30" if kind is date else ", ".join(kind)
        raise Refused("KP-P005", path, value=told[:100], expected=expected) from wrong


def _checked(fine: bool, told: Any, path: str, expected: str) -> Any:
    if not fine:
        raise Refused("KP-P009", path, expected=expected)
    return told


def _compared(old: Any, new: Any, path: str) -> Iterator[Change]:
    if isinstance(old, list) and isinstance(new, list):
        old, new = _by_name(old), _by_name(new)
    if isinstance(old, dict) and isinstance(new, dict):
        for name in (*old, *(name for name in new if name not in old)):
            inner = f"{path}.{name}" if path else str(name)
            yield from _compared(old.get(name), new.get(name), inner)
    elif old != new:
        yield Change(path, old, new)


def _by_name(rows: list[Any]) -> dict[str, Any]:
    """The rows of a list by what names them: a key, a place's number, a target's year."""
    named: dict[str, Any] = {}
    for at, row in enumerate(rows):
        name = str(at)
        if isinstance(row, dict):
            name = str(row.get("key") or row.get("number") or row.get("year") or at)
        named[name if name not in named else f"{name}#{at}"] = row
    return named
