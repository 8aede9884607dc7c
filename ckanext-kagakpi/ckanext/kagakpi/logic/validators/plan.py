"""Validators of what a plan says, of years, and of the length of a list."""

from __future__ import annotations

import json
import re
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.kagakpi import plan as core

Key = tuple[Any, ...]

LONGEST_PAGE = 200
_LONGEST_TEXT = 2_000
_LONGEST_PLAN = 2_000_000
_BROKEN = re.compile("[\x00\ud800-\udfff]")
_MOST = 1_000_000
_FIRST_YEAR, _LAST_YEAR = 1950, 2200


def kagakpi_plan(
    key: Key, data: dict[Key, Any], errors: dict[Key, list[str]], context: dict[str, Any]
) -> None:
    """Turn JSON into a ``plan.Plan``, or say why it cannot be read."""
    told = data[key]
    if isinstance(told, core.Plan):
        return
    if isinstance(told, str) and len(told) > _LONGEST_PLAN:
        errors[key].append(tk._("The plan is not written as JSON."))
        return
    try:
        told = json.loads(told) if isinstance(told, str) else told
        data[key] = core.record.read(told)
    except core.Refused as refused:
        place = f"{refused.field}：" if refused.field else ""
        errors[key].append(f"{place}{refused.message} / {refused.message_en}")
    except (ValueError, RecursionError):
        errors[key].append(tk._("The plan is not written as JSON."))


def kagakpi_year(value: Any) -> int:
    """Let only a fiscal year pass."""
    text = str(value)
    if re.fullmatch(r"[0-9]{4}", text) and _FIRST_YEAR <= int(text) <= _LAST_YEAR:
        return int(text)
    raise tk.Invalid(tk._("Write a fiscal year as four digits, such as 2020."))


def kagakpi_page(value: int) -> int:
    """Let only a number of entries pass that one answer can hold."""
    if value <= LONGEST_PAGE:
        return value
    raise tk.Invalid(tk._("At most {most} at a time.").format(most=LONGEST_PAGE))


def kagakpi_count(value: int) -> int:
    """Let only a number pass that the database can count to."""
    if value <= _MOST:
        return value
    raise tk.Invalid(tk._("At most {most}.").format(most=_MOST))


def kagakpi_text(value: Any) -> str:
    """Let only text pass that the database takes: no NUL, no half characters, not too long."""
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT or _BROKEN.search(value):
        raise tk.Invalid(
            tk._("This is not readable, or longer than {most} characters.").format(
                most=_LONGEST_TEXT
            )
        )
    return value
