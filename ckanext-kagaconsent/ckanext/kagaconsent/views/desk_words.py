"""The desk's words in the reader's language, for the pages of residents and of staff."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.kaga.common.named import Named
from ckanext.kagaconsent import casework
from ckanext.kagaconsent.deadlines import GROUNDS, Kind


def kind(value: str) -> str:
    """Return the name of a kind of case."""
    return casework.KINDS[Kind(value)][1 if _is_english() else 0]


def kinds() -> dict[str, str]:
    """Return the names of all kinds, by their value."""
    return {one.value: kind(one) for one in casework.KINDS}


def article(value: str) -> str:
    """Return the article that a request of this kind stands on."""
    ground = GROUNDS[value]
    return f"{ground.law_en}, {ground.article_en}" if _is_english() else ground.article_ja


def event(value: str) -> str:
    """Return the name of what happened."""
    return _named(casework.Event(value))


def outcome(value: str) -> str:
    """Return how a case ended."""
    return _named(casework.Outcome(value))


def outcomes(value: str) -> list[tuple[str, str]]:
    """Return how a case of this kind can be decided, as options of a form."""
    return [(one.value, _named(one)) for one in casework.OUTCOMES[Kind(value)]]


def stands(value: str) -> str:
    """Return where a case stands."""
    return _named(casework.Stands(value))


def which() -> dict[str, str]:
    """Return the parts of the work list."""
    return {
        "open": tk._("All that is not closed"),
        "unread": tk._("The person wrote last"),
        "overdue": tk._("Overdue"),
        "soon": tk._("Due soon"),
        "waiting": stands("waiting"),
        "decided": stands("decided"),
        "transferred": stands("transferred"),
        "withdrawn": stands("withdrawn"),
        "closed": stands("closed"),
    }


def field(name: str) -> str:
    """Return the label of a field of a case or of an event."""
    return {
        "on": tk._("Day"),
        "reason": tk._("Reason"),
        "days": tk._("Number of days"),
        "due_on": tk._("New due date"),
        "notified_on": tk._("Day of the notice"),
        "disclosure_received_on": tk._("Day on which the disclosure was received"),
        "to": tk._("The agency that it goes to"),
        "how": tk._("How it was checked"),
        "outcome": tk._("Outcome"),
        "of": tk._("Entry"),
        "owner_org": tk._("Department"),
        "text": tk._("What was written"),
        "person_name": tk._("Name of the person"),
        "person_contact": tk._("Address and telephone number"),
        "received_on": tk._("Day of receipt"),
        "upload": tk._("Attached files"),
        "reference": tk._("Case number"),
        "secret": tk._("Passphrase"),
        "about": tk._("Use of data"),
        "limit": tk._("Connection"),
        "event": tk._("What happened to it"),
    }.get(name, name)


def value(name: str, told: Any, entries: list[dict[str, Any]]) -> str:
    """Return a detail of an event for people; ``entries`` are those of the case."""
    if name == "outcome":
        return outcome(told)
    if name == "of":
        struck = next((one for one in entries if one["number"] == told), None)
        return f"{told} {event(struck['event'])}" if struck else str(told)
    return str(told)


def deadline(told: Mapping[str, Any]) -> str:
    """Return the name of a date."""
    return told["label_en"] if _is_english() else told["label"]


def step(told: Mapping[str, Any]) -> tuple[str, str]:
    """Return a step of the way to a date, and the article that it stands on."""
    if _is_english():
        return told["text_en"], told["ground_en"]
    return told["text"], told["ground"]


def sentence(case: Mapping[str, Any]) -> str:
    """Return where a case stands today."""
    return case["sentence_en"] if _is_english() else case["sentence"]


def _named(one: Named) -> str:
    return one.en if _is_english() else one.ja


def _is_english() -> bool:
    return tk.h.lang() == "en"
