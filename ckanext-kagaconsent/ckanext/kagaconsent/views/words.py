"""The register's words in the reader's language, for pages and for the spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from flask import current_app
from markupsafe import Markup

from ckanext.kaga.common.plain import EASY_JAPANESE, reader_language, with_readings
from ckanext.kagaconsent import ledger
from ckanext.kagaconsent.ledger.flow import FlowWords, picture
from ckanext.kagaconsent.ledger.flow import flow as way
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


def fields() -> dict[str, str]:
    """Return what the five questions ask about, by the field of the register."""
    return {
        "kind": tk._("What it is"),
        "place": tk._("Place"),
        "department": tk._("Department"),
        "data": tk._("Kind of data"),
    }


def affected() -> dict[str, str]:
    """Return the five questions, by name; readings of easy Japanese are ruby."""
    return {
        "use": plain("Do you use any of these of the city?"),
        "pass": plain("Do you pass any of these places?"),
        "around": plain("Are you in town while these are at work?"),
        "deal": plain("Do you deal with any of these departments?"),
        "concern": plain("Which of these data do you want to know about?"),
    }


def question(key: str) -> str | Markup:
    """Return one of the eight questions for the reader; readings of easy Japanese are ruby."""
    asked = ledger.Question[key.upper()]
    language = reader_language(tk.h.lang())
    if language == EASY_JAPANESE:
        return with_readings(asked.easy)
    return asked.en if language == "en" else asked.ja


def plain(msgid: str) -> str:
    """Return the text in the reader's language, easy Japanese included."""
    said: str = current_app.jinja_env.globals["plain"](msgid)
    return said


def is_data(field: str) -> bool:
    """Tell whether the values of a field are the city's own words, in Japanese."""
    return field in {"place", "department"}


def value(field: str, told: str) -> str:
    """Return a value of a field of the register for people."""
    if field == "data":
        return data_term(told) or told
    known = {"kind": kinds, "identifiability": identifiabilities}
    return known[field]().get(told, told) if field in known else told


def explained(field: str, told: str) -> str:
    """Return what a value of a field means in a Japanese sentence; empty where nothing does."""
    known = ledger.dpv().term("personal_data", told) if field == "data" else None
    return known.explanation_ja if known and tk.h.lang() != "en" else ""


def beside(question: str, content: Mapping[str, Any]) -> list[str]:
    """Return what the register has in the reader's words beside the answer to a question.

    The purposes of the vocabulary; in English the English names of those who act as well.
    """
    if question == "why":
        known = purposes()
        return [known[term] for term in content.get("purpose_terms", []) if term in known]
    if tk.h.lang() != "en":
        return []
    if question == "how_long":
        return [said for storage in content.get("storages", []) if (said := _period(storage))]
    parties = {
        "who": [content.get("controller"), *content.get("processors", [])],
        "to_whom": [one.get("recipient") for one in content.get("provisions", [])],
        "complain": [content.get("complaint_desk")],
    }.get(question, [])
    return [party["name_en"] for party in parties if party and party.get("name_en")]


def _period(storage: Mapping[str, Any]) -> str:
    """How long something is kept, where that is a number."""
    number = storage.get("period_value")
    if number is None:
        return ""
    said = {
        "day": tk.ungettext("%(num)d day", "%(num)d days", number),
        "month": tk.ungettext("%(num)d month", "%(num)d months", number),
        "year": tk.ungettext("%(num)d year", "%(num)d years", number),
    }
    text: str = said.get(storage.get("period_unit", ""), "")
    return text and text % {"num": number}


def data_term(term: str) -> str:
    """Return what kind of personal data an item is, in the reader's language, or nothing."""
    known = ledger.dpv().term("personal_data", term) if term else None
    if known is None:
        return ""
    return known.en if tk.h.lang() == "en" else known.ja


def stages() -> dict[str, str]:
    """Return the stations of the way of the data, by their key, in their order."""
    return {
        "source": tk._("Where it comes from"),
        "processing": tk._("What is done with it"),
        "storage": tk._("Where it is kept"),
        "recipient": tk._("Who gets it"),
    }


def flow(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return the way of the data in the reader's words: its steps, and the picture of them."""
    said = FlowWords(
        sources=sources(),
        processor=tk._("Works on behalf of the agency"),
        in_city=tk._("In the city"),
        outside=tk._("Outside the city"),
        not_stated=tk._("Not stated"),
        in_english=tk.h.lang() == "en",
    )
    steps = way(ledger.read_use(content), said)
    return {"steps": steps, "headings": stages(), "picture": picture(steps, stages())}


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
