"""The changes of the register as an Atom feed (RFC 4287, pages by RFC 5005)."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree as ET

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint

from ckanext.kagaconsent.views import answering, words

blueprint = Blueprint("kagaconsent_feed", __name__)

ON_A_PAGE = 50
LAST_PAGE = 1_000
_ATOM = "http://www.w3.org/2005/Atom"
_UNWRITABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@blueprint.route("/register.atom")
def as_atom() -> Response:
    """Send what became public, suspended or ended, the newest first, 50 on a page."""
    page = min(tk.h.get_page_number(tk.request.args), LAST_PAGE)
    wanted = {"limit": ON_A_PAGE + 1, "offset": (page - 1) * ON_A_PAGE}
    changes = tk.get_action("kagaconsent_change_list")({"user": ""}, wanted)
    standing = tk.get_action("kagaconsent_register_show")({"user": ""}, {})
    told = ET.tostring(
        _feed(changes, page, standing["changed"]), encoding="utf-8", xml_declaration=True
    )
    return answering.single(told, "application/atom+xml; charset=utf-8", standing["changed"])


def _feed(changes: list[dict[str, Any]], page: int, changed: str | None) -> ET.Element:
    site = answering.site()
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "en" if tk.h.lang() == "en" else "ja"})
    here = f"{site}/register.atom"
    _text(feed, "id", here)
    _text(feed, "title", tk._("Changes in the register of data use"))
    _text(feed, "updated", f"{changed or '1970-01-01T00:00:00'}Z")
    pages = {"self": page, "first": 1}
    if page > 1:
        pages["previous"] = page - 1
    if len(changes) > ON_A_PAGE and page < LAST_PAGE:
        pages["next"] = page + 1
    for rel, number in pages.items():
        address = here if number == 1 else f"{here}?page={number}"
        ET.SubElement(feed, "link", {"rel": rel, "href": address, "type": "application/atom+xml"})
    ET.SubElement(feed, "link", {"rel": "alternate", "href": f"{site}/register"})
    for change in changes[:ON_A_PAGE]:
        _entry(feed, change, site)
    return feed


def _entry(feed: ET.Element, change: Mapping[str, Any], site: str) -> None:
    entry = ET.SubElement(feed, "entry")
    # Of the data use and its version alone: it stays when the portal moves.
    number = str(change["number"])
    _text(entry, "id", uuid.uuid5(uuid.UUID(change["data_use_id"]), number).urn)
    title = (tk.h.lang() == "en" and change["title_en"]) or change["title_ja"]
    state = words.states()[change["state"]]
    version = tk._("Version {number}").format(number=number)
    _text(entry, "title", f"{title} ({version}, {state})")
    _text(entry, "updated", f"{change['published']}Z")
    _text(entry, "published", f"{change['published']}Z")
    address = f"{site}/register/{change['slug']}"
    ET.SubElement(entry, "link", {"rel": "alternate", "href": f"{address}/versions/{number}"})
    ET.SubElement(entry, "link", {"rel": "related", "href": address})
    ET.SubElement(entry, "category", {"term": change["state"], "label": state})
    author = ET.SubElement(entry, "author")
    _text(author, "name", change["agency"] or "—")
    _text(entry, "summary", change["reason"])


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = _UNWRITABLE.sub("\ufffd", text)
