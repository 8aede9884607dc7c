"""Validators of when, and whether, a dataset becomes public."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import ckan.plugins.toolkit as tk
from ckan.types import Context

from ckanext.kaga import reviews

Key = tuple[Any, ...]

LONGEST = dt.timedelta(days=366)


def kaga_coming_time(value: Any) -> dt.datetime:
    """Let only a time to come pass, at most a year ahead; without a zone it is the portal's."""
    try:
        time = value if isinstance(value, dt.datetime) else dt.datetime.fromisoformat(str(value))
    except ValueError as error:
        raise tk.Invalid(tk._("Write the time as 2026-04-01T09:00.")) from error
    if time.tzinfo is None:
        # CKAN's is pytz's, which as tzinfo would mean the local time before there were zones.
        time = time.replace(tzinfo=ZoneInfo(str(tk.h.get_display_timezone())))
    now = dt.datetime.now(dt.UTC)
    if not now < time <= now + LONGEST:
        raise tk.Invalid(tk._("Choose a time to come, at most a year ahead."))
    return time


def kaga_approved(
    key: Key, data: dict[Key, Any], errors: dict[Key, list[str]], context: Context
) -> None:
    """Keep a dataset private until it is approved, where the portal asks for two people.

    A validator of ``private``, before CKAN makes an absent value false.
    """
    package = context.get("package")
    if (package is not None and not package.private) or not reviews.asks_two_people(context):
        return
    try:
        private = tk.asbool(data.get(key) or False)
    except ValueError:
        private = False
    if not private:
        errors[key].append(
            tk._(
                "A second person approves what becomes public here. Save it as private first, "
                "then ask for approval on the page “Get ready to publish”."
            )
        )
