"""Validators of what is reported: numbers, days, words of the core, links."""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from decimal import Decimal
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.kagakpi import plan as core

_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,10})?")
_MOST_EVIDENCE = 1_000
_LONGEST_LINK = 2_000
_JUDGEMENTS = {"": None, "none": None, "true": True, "false": False}


def kagakpi_number(value: Any) -> Decimal | None:
    """Read a number as staff write it: any width, with or without separators; 80% is 0.8."""
    if value is None or isinstance(value, Decimal):
        return value
    text = unicodedata.normalize("NFKC", str(value)).replace(",", "").strip()
    if not text:
        return None
    share, digits = text.endswith("%"), text.removesuffix("%").strip()
    if not _NUMBER.fullmatch(digits):
        raise tk.Invalid(tk._("“{value}” is no number.").format(value=text[:50]))
    return Decimal(digits) / 100 if share else Decimal(digits)


def kagakpi_day(value: Any) -> dt.date:
    """Let only a day pass, written 2021-03-31."""
    try:
        return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))
    except ValueError as error:
        raise tk.Invalid(tk._("Write a day such as 2021-03-31.")) from error


def kagakpi_judgement(value: Any) -> bool | None:
    """Read whether somebody judges a target as met: true, false, or not yet."""
    text = str(value).lower()
    if text not in _JUDGEMENTS:
        raise tk.Invalid(tk._("Choose one of the answers."))
    return _JUDGEMENTS[text]


def kagakpi_standing(value: Any) -> str:
    """Let only a word pass that says how firm a report is."""
    return _word(core.Standing, value)


def kagakpi_next(value: Any) -> str:
    """Let only a word pass that says what happens next."""
    return _word(core.NextAction, value)


def kagakpi_evidence(value: Any) -> list[dict[str, str]]:
    """Let only links with their labels pass: ``[{"label", "url"}]``, https or http."""
    try:
        rows = json.loads(value) if isinstance(value, str) else value
    except ValueError as error:
        raise tk.Invalid(tk._("The evidence is a list of links.")) from error
    if not isinstance(rows, list) or len(rows) > _MOST_EVIDENCE:
        raise tk.Invalid(tk._("The evidence is a list of links."))
    return [_link(row) for row in rows]


def _link(row: Any) -> dict[str, str]:
    text = tk.get_validator("kagakpi_text")
    if not isinstance(row, dict):
        raise tk.Invalid(tk._("The evidence is a list of links."))
    label, url = text(row.get("label", "")), text(row.get("url", ""))
    if len(url) > _LONGEST_LINK or not url.startswith(("https://", "http://", "/")):
        raise tk.Invalid(tk._("A link begins with https:// or with / on this portal."))
    if url.startswith(("//", "/\\")):
        raise tk.Invalid(tk._("A link begins with https:// or with / on this portal."))
    return {"label": label or url, "url": url}


def _word(words: Any, value: Any) -> str:
    try:
        return str(words(str(value)).value)
    except ValueError as error:
        raise tk.Invalid(tk._("Choose one of the answers.")) from error


def kagakpi_assignments(value: Any) -> dict[str, str]:
    """Let only ``{key of a KPI: id or name of an organisation}`` pass."""
    try:
        told = json.loads(value) if isinstance(value, str) else value
    except ValueError as error:
        raise tk.Invalid(tk._("Say which organisation reports which KPI.")) from error
    if not isinstance(told, dict) or len(told) > _MOST_EVIDENCE:
        raise tk.Invalid(tk._("Say which organisation reports which KPI."))
    text = tk.get_validator("kagakpi_text")
    return {text(kpi): text(organization) for kpi, organization in told.items()}
