"""What the actions about cases take."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import Schema

from ckanext.kagaconsent.casework import APART, KINDS, Event, Outcome, Stands

WHICH = ("open", "unread", "overdue", "soon", *(one.value for one in Stands if one != "open"))
"""The parts of the work list."""


def _v(*names: str) -> list:
    return [tk.get_validator(name) for name in names]


def _one() -> Schema:
    return {"reference": _v("not_empty", "kagaconsent_reference")}


def one() -> Schema:
    """One case, by its number; of it one attachment, to be opened (optional)."""
    return _one() | {"attachment": _v("ignore_missing", "is_positive_integer")}


def followed() -> Schema:
    """One case, by its number and the passphrase of its person."""
    return one() | {"secret": _v("not_empty", "kagaconsent_text")}


def create() -> Schema:
    """What a person asks for, or what staff write down for them."""
    default = tk.get_validator("default")
    return {
        "kind": [*_v("not_empty"), tk.get_validator("one_of")(list(KINDS))],
        "text": _v("not_empty", "kagaconsent_long_text"),
        "owner_org": _v("ignore_empty", "kagaconsent_text"),
        "about": _v("ignore_empty", "kagaconsent_text"),
        "person_name": [default(""), *_v("kagaconsent_text")],
        "person_contact": [default(""), *_v("kagaconsent_long_text")],
        "by_agent": [default(False), *_v("boolean_validator")],
        "disclosure_received_on": _v("ignore_empty", "kagaconsent_day", "kagaconsent_past_day"),
        "received_on": _v("ignore_empty", "kagaconsent_day", "kagaconsent_past_day"),
        "at_counter": [default(False), *_v("boolean_validator")],
        "once": _v("ignore_empty", "kagaconsent_text"),
        "upload": _v("kagaconsent_attachments"),
    }


def message() -> Schema:
    """What the person (with the passphrase) or the desk writes."""
    return _one() | {
        "text": _v("not_empty", "kagaconsent_long_text"),
        "secret": _v("ignore_empty", "kagaconsent_text"),
        "once": _v("ignore_empty", "kagaconsent_text"),
        "upload": _v("kagaconsent_attachments"),
    }


def event() -> Schema:
    """What happened to a case, when, and what has to be said of it."""
    one_of = tk.get_validator("one_of")
    entered = [one.value for one in Event if one not in APART]
    day = _v("ignore_empty", "kagaconsent_day")
    return _one() | {
        "event": [*_v("not_empty"), one_of(entered)],
        "on": [*day, *_v("kagaconsent_past_day")],
        "reason": [tk.get_validator("default")(""), *_v("kagaconsent_long_text")],
        "days": _v("ignore_empty", "is_positive_integer"),
        "due_on": day,
        "notified_on": [*day, *_v("kagaconsent_past_day")],
        "disclosure_received_on": [*day, *_v("kagaconsent_past_day")],
        "to": _v("ignore_empty", "kagaconsent_text"),
        "how": _v("ignore_empty", "kagaconsent_text"),
        "outcome": [*_v("ignore_empty"), one_of([one.value for one in Outcome])],
        "of": _v("ignore_empty", "is_positive_integer"),
    }


def assign() -> Schema:
    """One case, whose it becomes, and why."""
    return _one() | {
        "owner_org": _v("not_empty", "kagaconsent_text"),
        "reason": _v("not_empty", "kagaconsent_long_text"),
    }


def renew() -> Schema:
    """One case, and how the person was recognised who gets a new passphrase."""
    return _one() | {"how": _v("not_empty", "kagaconsent_long_text")}


def listing() -> Schema:
    """Whose cases, which of them, and which part of the list."""
    default, one_of = tk.get_validator("default"), tk.get_validator("one_of")
    return {
        "owner_org": _v("ignore_empty", "kagaconsent_text"),
        "which": [default("open"), one_of(list(WHICH))],
        "kind": [*_v("ignore_empty"), one_of(list(KINDS))],
        "limit": [default(20), *_v("natural_number_validator", "kagaconsent_page")],
        "offset": [default(0), *_v("natural_number_validator", "kagaconsent_count")],
    }


def statistics() -> Schema:
    """Whose cases are counted; nobody named: all of the caller's."""
    return {"owner_org": _v("ignore_empty", "kagaconsent_text")}
