"""The changes of the register as an Atom feed (RFC 4287, pages by RFC 5005)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree as ET

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint

from ckanext.kaga.common import atom
from ckanext.kagaconsent.views import answering, words

blueprint = Blueprint("kagaconsent_feed", __name__)

ON_A_PAGE = 50
LAST_PAGE = 1_000


@blueprint.route("/register.atom")
def as_atom() -> Response:
    """Send what became public, suspended or ended, the newest first, 50 on a page."""
    page = min(tk.h.get_page_number(tk.request.args), LAST_PAGE)
    wanted = {"limit": ON_A_PAGE + 1, "offset": (page - 1) * ON_A_PAGE}
    changes = tk.get_action("kagaconsent_change_list")({"user": ""}, wanted)
    standing = tk.get_action("kagaconsent_register_show")({"user": ""}, {})
    told = atom.written(_feed(changes, page, standing["changed"]))
    return answering.single(told, atom.MEDIA_TYPE, standing["changed"])


def _feed(changes: list[dict[str, Any]], page: int, changed: str | None) -> ET.Element:
    site = answering.site()
    feed = atom.feed("en" if tk.h.lang() == "en" else "ja")
    here = f"{site}/register.atom"
    atom.say(feed, "id", here)
    atom.say(feed, "title", tk._("Changes in the register of data use"))
    atom.say(feed, "updated", f"{changed}Z" if changed else atom.NEVER)
    pages = {"self": page, "first": 1}
    if page > 1:
        pages["previous"] = page - 1
    if len(changes) > ON_A_PAGE and page < LAST_PAGE:
        pages["next"] = page + 1
    for rel, number in pages.items():
        address = here if number == 1 else f"{here}?page={number}"
        atom.link(feed, rel, address, "application/atom+xml")
    atom.link(feed, "alternate", f"{site}/register")
    for change in changes[:ON_A_PAGE]:
        _entry(feed, change, site)
    return feed


def _entry(feed: ET.Element, change: Mapping[str, Any], site: str) -> None:
    entry = ET.SubElement(feed, "entry")
    # Of the data use and its version alone: it stays when the portal moves.
    number = str(change["number"])
    atom.say(entry, "id", uuid.uuid5(uuid.UUID(change["data_use_id"]), number).urn)
    title = (tk.h.lang() == "en" and change["title_en"]) or change["title_ja"]
    state = words.states()[change["state"]]
    version = tk._("Version {number}").format(number=number)
    atom.say(entry, "title", f"{title} ({version}, {state})")
    atom.say(entry, "updated", f"{change['published']}Z")
    atom.say(entry, "published", f"{change['published']}Z")
    address = f"{site}/register/{change['slug']}"
    atom.link(entry, "alternate", f"{address}/versions/{number}")
    atom.link(entry, "related", address)
    ET.SubElement(entry, "category", {"term": change["state"], "label": state})
    atom.author(entry, change["agency"] or "—")
    atom.say(entry, "summary", change["reason"])
