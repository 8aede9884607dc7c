"""The register's words in the reader's language, for pages and for the spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ckan.plugins.toolkit as tk
from markupsafe import Markup

from ckanext.kaga.common.plain import EASY_JAPANESE, reader_language, with_readings
from ckanext.kagaconsent import ledger
from ckanext.kagaconsent.ledger.named import labels


def kinds() -> dict[str, str]:
    """Return what kind of thing a data use is, by its key."""
    return {
        "office_work": tk._("Office work"),
        "sensor_device": tk._("Sensor or device"),
        "camera": tk._("Camera"),
        "app": tk._("App or website"),
        "ai": tk._("AI"),
        "data_linkage": tk._("Linking of data"),
    }


def identifiabilities() -> dict[str, str]:
    """Return whether people can be told, by its key."""
    return {
        "identifiable": tk._("People can be identified"),
        "de_identified": tk._("Made unidentifiable"),
        "none": tk._("No data about single people"),
    }


def states() -> dict[str, str]:
    """Return where a data use or a version stands, by its key."""
    return {
        "draft": tk._("Draft"),
        "reviewed": tk._("Reviewed draft"),
        "published": tk._("Published"),
        "suspended": tk._("Suspended"),
        "ended": tk._("Ended"),
    }


def statuses() -> dict[str, str]:
    """Return whether a data use happens, by its key."""
    return {
        "planned": tk._("Planned"),
        "in_use": tk._("In use"),
        "suspended": tk._("Suspended"),
        "ended": tk._("Ended"),
    }


def automations() -> dict[str, str]:
    """Return what a machine decides, by its key."""
    return {
        "none": tk._("Nothing is decided by a machine"),
        "supports": tk._("A machine proposes, a person decides"),
        "decides": tk._("A machine decides"),
    }


def sensitivities() -> dict[str, str]:
    """Return whether an item needs special care, by its key."""
    return {
        "none": tk._("No"),
        "law": tk._("Yes (by law)"),
        "ordinance": tk._("Yes (by ordinance)"),
    }


def sources() -> dict[str, str]:
    """Return where an item comes from, by its key."""
    return {
        "subject": tk._("From the person"),
        "other_agency": tk._("From another organisation"),
        "sensor": tk._("From a sensor"),
        "open": tk._("From public sources"),
        "inferred": tk._("Worked out from other data"),
    }


def purposes() -> dict[str, str]:
    """Return the purposes of the vocabulary by term."""
    terms = ledger.dpv().groups["purposes"].terms
    return {term.id: term.en if tk.h.lang() == "en" else term.ja for term in terms}


def label(field: str) -> str:
    """Return the name of a field of a data use for people."""
    name = field.split(".", maxsplit=1)[0].split("[", maxsplit=1)[0]
    place = 1 if tk.h.lang() == "en" else 0
    found = {known: (ja, en) for known, ja, en in labels(ledger.DataUse)}
    return found[name][place] if name in found else field


def title(use: dict[str, Any]) -> str | Markup:
    """Return the title for the reader; readings of easy Japanese are ruby."""
    language = reader_language(tk.h.lang())
    if language == EASY_JAPANESE and use.get("title_easy_ja"):
        return with_readings(use["title_easy_ja"])
    chosen: str = (use.get("title_en") if language == "en" else "") or use.get("title_ja", "")
    return chosen


def is_foreign(use: dict[str, Any]) -> bool:
    """Tell whether the title of a data use is Japanese on a page that is not."""
    return bool(tk.h.lang() == "en" and not use.get("title_en"))


def flat(value: Any) -> str:
    """Return any value of a content in one line, for the table of what changed."""
    if value is None or value == "":
        return tk._("(nothing)")
    if isinstance(value, dict | list):
        return "、".join(_leaves(value))
    if isinstance(value, bool):
        return tk._("Yes") if value else tk._("No")
    return str(value)


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for one in value.values():
            yield from _leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one)
    else:
        yield flat(value)


def steps_taken() -> dict[str, str]:
    """Return what somebody did with a draft or a data use, by its key."""
    return {
        "reviewed": tk._("Handed on"),
        "returned": tk._("Given back"),
        "published": tk._("Made public"),
        "suspended": tk._("Suspended"),
        "ended": tk._("Ended"),
        "discarded": tk._("Draft discarded"),
    }


def waits_for() -> dict[str, str]:
    """Return what a draft waits for, by its key."""
    return {
        "write": tk._("To be written and handed on"),
        "publish": tk._("To be published by you"),
        "another": tk._("Waiting for another person to publish it"),
        "opinion": tk._("May be given an opinion"),
    }


def told(ja: str, en: str) -> str:
    """Return a text of the core in the reader's language."""
    return en if tk.h.lang() == "en" else ja
