"""Validators of what people and the desk write about a case."""

from __future__ import annotations

import datetime as dt
from typing import Any

import ckan.plugins.toolkit as tk
from werkzeug.datastructures import FileStorage

from ckanext.kaga.common import times
from ckanext.kagaconsent import attachments, desk_settings
from ckanext.kagaconsent.reference import read_reference

Key = tuple[Any, ...]

LONGEST = 10_000
"""Characters of a text that somebody writes."""
_BROKEN = frozenset(chr(code) for code in range(32)) - set("\t\r\n")


def kagaconsent_long_text(value: Any) -> str:
    """Let only text pass that a person can have typed, of 10,000 characters at most."""
    if isinstance(value, str):
        text = value.replace("\r\n", "\n").strip()
        is_broken = any(sign in _BROKEN or "\ud800" <= sign <= "\udfff" for sign in text)
        if len(text) <= LONGEST and not is_broken:
            return text
    raise tk.Invalid(
        tk._("This is not readable, or longer than {most} characters.").format(most=LONGEST)
    )


def kagaconsent_reference(value: Any) -> str:
    """Turn what was typed into the number of a case that was meant."""
    found = read_reference(value) if isinstance(value, str) else None
    if found is None:
        raise tk.Invalid(tk._("This is no number of a case. It looks like 4F7K-2M9X."))
    return found


def kagaconsent_day(value: Any) -> dt.date:
    """Turn ISO 8601 into a day of the calendar."""
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError as error:
        raise tk.Invalid(tk._("Write the day as 2026-04-01.")) from error


def kagaconsent_past_day(value: dt.date) -> dt.date:
    """Let only a day pass that has come."""
    if value > times.today():
        raise tk.Invalid(tk._("This day has not come yet."))
    return value


def kagaconsent_attachments(
    key: Key, data: dict[Key, Any], errors: dict[Key, list[str]], context: dict[str, Any]
) -> None:
    """Turn one upload or several into a list, and say of each that cannot be taken why."""
    given = data.get(key)
    uploads = given if isinstance(given, list) else [given]
    found = [one for one in uploads if isinstance(one, FileStorage) and one.filename]
    if len(found) > desk_settings.attachments_per_case():
        most = desk_settings.attachments_per_case()
        errors[key].append(tk._("At most {most} files.").format(most=most))
    else:
        errors[key].extend(attachments.refusals(found))
    data[key] = found
