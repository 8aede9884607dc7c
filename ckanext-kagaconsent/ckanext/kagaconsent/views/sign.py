"""The pages of signs: the short address, the signs of a data use, and printing many at once."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint, make_response

from ckanext.kaga.shared.answers import known, sent
from ckanext.kagaconsent import ledger, paper, signposts, signs
from ckanext.kagaconsent.views import words
from ckanext.kagaconsent.views.file_ledger import organizations

blueprint = Blueprint("kagaconsent_sign", __name__)

AT_ONCE = 100
"""So many signs are printed into one file."""

OF_ONE = 200
"""So many places a data use has at most."""

DRAWN = 2
"""Counts up whenever signs are drawn otherwise, so that nobody keeps an old one."""


@blueprint.route("/s/<code>")
def short(code: str) -> Response:
    """Lead from a sign to its data use in the reader's language, or say that it is gone."""
    try:
        sign = tk.get_action("kagaconsent_sign_show")({}, {"code": code})
    except (tk.NotAuthorized, tk.ObjectNotFound, tk.ValidationError):
        return tk.abort(404, tk._("There is no sign with this code."))
    if not sign["standing"]:
        page = tk.render("kagaconsent/sign/ended.html", {"sign": sign, "words": words})
        return make_response(page, 410)
    there = tk.h.url_for("kagaconsent.show", slug=sign["slug"], **_language())
    response: Response = tk.redirect_to(there)
    response.headers["Vary"] = "Accept-Language"
    return response


@blueprint.route("/register/<slug>/signs")
def index(slug: str) -> str:
    """Show the signs of a data use in a size to choose, to be downloaded."""
    use = _use(slug)
    found = tk.get_action("kagaconsent_sign_list")({}, {"data_use": slug, "limit": OF_ONE})
    size = tk.request.args.get("size", "a4")
    page = {
        "use": use,
        "signs": found["results"],
        "size": size if size in signs.SIZES else "a4",
        "sizes": _sizes(),
        "words": words,
    }
    return tk.render("kagaconsent/sign/index.html", page)


@blueprint.route("/register/<slug>/signs/<code>-<size>.svg")
def as_svg(slug: str, code: str, size: str) -> Response:
    """Send one sign as SVG."""
    found = _sign(slug, code, size)
    return _sent(found, size, "svg", lambda: signs.svg_text(_drawable(found), signs.SIZES[size]))


@blueprint.route("/register/<slug>/signs/<code>-<size>.pdf")
def as_pdf(slug: str, code: str, size: str) -> Response:
    """Send one sign as PDF."""
    found = _sign(slug, code, size)
    return _sent(found, size, "pdf", lambda: _pdf([found], size))


@blueprint.route("/signs")
def many() -> str:
    """Ask staff which signs to print at once."""
    found = _chosen()
    page = {
        "asked": tk.request.args,
        "found": found,
        "offsets": range(0, found["count"], AT_ONCE),
        "at_once": AT_ONCE,
        "organizations": organizations(),
        "sizes": _sizes(),
        "words": words,
    }
    return tk.render("kagaconsent/sign/many.html", page)


@blueprint.route("/signs.pdf")
def many_as_pdf() -> Response:
    """Send up to a hundred signs as one PDF, to staff."""
    found = _chosen()
    size = tk.request.args.get("size", "a4")
    if size not in signs.SIZES or not found["results"]:
        return tk.abort(404, tk._("No sign stands for this choice."))
    response = make_response(_pdf(found["results"], size))
    response.content_type = "application/pdf"
    response.headers.set("Content-Disposition", "attachment", filename=f"signs-{size}.pdf")
    return response


def _chosen() -> dict[str, Any]:
    """The signs that staff chose: of one of their organisations, and of a kind."""
    mine = [name for name, _ in organizations()]
    if not mine:
        tk.abort(403, tk._("Editors of an organisation print its signs."))
    asked = tk.request.args
    wanted = {
        "owner_org": asked.get("organization") if asked.get("organization") in mine else mine[0],
        "kind": asked.get("kind", ""),
        "offset": asked.get("offset", "0"),
        "limit": AT_ONCE,
        "include_content": True,
    }
    try:
        found: dict[str, Any] = tk.get_action("kagaconsent_sign_list")({}, wanted)
    except tk.ValidationError:
        return {"count": 0, "results": []}
    return found


def _use(slug: str) -> dict[str, Any]:
    try:
        use: dict[str, Any] = tk.get_action("kagaconsent_data_use_show")({"user": ""}, {"id": slug})
    except (tk.ObjectNotFound, tk.NotAuthorized, tk.ValidationError):
        tk.abort(404, tk._("This data use is not in the register."))
    return use


def _sign(slug: str, code: str, size: str) -> dict[str, Any]:
    """A sign that stands, with what its data use says."""
    wanted = {"data_use": slug, "limit": OF_ONE, "include_content": True}
    try:
        found = tk.get_action("kagaconsent_sign_list")({"user": ""}, wanted)["results"]
    except tk.ValidationError:
        found = []
    for sign in found:
        if sign["code"] == code and size in signs.SIZES:
            known: dict[str, Any] = sign
            return known
    tk.abort(404, tk._("There is no sign with this code."))
    raise AssertionError  # abort does not return


def _drawable(found: dict[str, Any]) -> signs.Sign:
    content = ledger.read_use(found["content"])
    place = signposts.places(content)[found["place"]]
    return signs.sign_of(content, place, found["code"], found["address"])


def _pdf(found: list[dict[str, Any]], size: str) -> bytes:
    font = paper.font()
    since = dt.datetime.fromisoformat(max(one["published"] for one in found) + "+00:00")
    return signs.pdf_bytes([_drawable(one) for one in found], signs.SIZES[size], font, since)


def _sent(found: dict[str, Any], size: str, kind: str, draw: Any) -> Response:
    """Answer with a file that is drawn only where the reader does not have it."""
    told = (found["content_hash"], found["address"], found["place"], size, kind, DRAWN)
    tag = hashlib.sha256(repr(told).encode()).hexdigest()
    if answer := known(tag):
        return answer
    types = {"svg": "image/svg+xml; charset=utf-8", "pdf": "application/pdf"}
    return sent(draw(), types[kind], f"sign-{found['code']}-{size}.{kind}", tag=tag, inline=True)


def _language() -> dict[str, str]:
    """The locale of the page behind a sign: as the address says, else as the device asks."""
    if tk.h.lang() != "ja":
        return {}
    asked = tk.request.accept_languages
    best = asked.best_match(["ja", "en"]) if asked else "ja"
    return {"locale": "default" if best == "ja" else "en"}


def _sizes() -> list[tuple[str, str]]:
    english = tk.h.lang() == "en"
    return [(key, size.en if english else size.ja) for key, size in signs.SIZES.items()]
