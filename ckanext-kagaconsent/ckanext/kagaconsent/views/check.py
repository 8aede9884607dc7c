"""The page before the public one: what is missing, whose turn it is, and who did what."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint, make_response

from ckanext.kagaconsent import ledger, register
from ckanext.kagaconsent.views import words
from ckanext.kagaconsent.views.form import progress, said

blueprint = Blueprint("kagaconsent_check", __name__, url_prefix="/register/<slug>/check")

DEEDS = {
    "review": "kagaconsent_data_use_review",
    "publish": "kagaconsent_data_use_publish",
    "return": "kagaconsent_draft_return",
    "discard": "kagaconsent_draft_discard",
    "suspend": "kagaconsent_data_use_suspend",
    "end": "kagaconsent_data_use_end",
    "opinion": "kagaconsent_opinion_add",
}
_GIVEN = ("content_hash", "reason", "text", "number")


@blueprint.get("")
def check(slug: str) -> Response:
    """Show what the public would see, what keeps it from them, and the next step."""
    return _page(slug, {}, {})


@blueprint.post("/<deed>")
def do(slug: str, deed: str) -> Response:
    """Take a step, or show the page again with what is wrong."""
    if deed not in DEEDS:
        return tk.abort(404, tk._("There is no such page."))
    form = tk.request.form
    given = {name: form[name] for name in _GIVEN if name in form}
    try:
        done = tk.get_action(DEEDS[deed])({}, given | {"id": slug})
    except (tk.ObjectNotFound, tk.NotAuthorized):
        return tk.abort(404, tk._("This data use is not in the register."))
    except tk.ValidationError as error:
        return _page(slug, {f"{deed}-{name}": why for name, why in error.error_dict.items()}, given)
    tk.h.flash_success(_done()[deed])
    if deed == "discard" and not done["left"]:
        return tk.redirect_to("kagaconsent_work.work")
    return tk.redirect_to("kagaconsent_check.check", slug=slug)


def _done() -> dict[str, str]:
    return {
        "review": tk._("The draft was handed on. Another person publishes it."),
        "publish": tk._("It is public now."),
        "return": tk._("The draft was given back."),
        "discard": tk._("The draft was discarded."),
        "suspend": tk._("The register says now that it is suspended."),
        "end": tk._("The register says now that it has ended."),
        "opinion": tk._("The opinion was added."),
    }


def _page(slug: str, errors: dict[str, list[str]], typed: dict[str, str]) -> Response:
    use = _seen(slug)
    number = (use["draft"] or use)["number"]
    shown = tk.get_action("kagaconsent_data_use_version_show")({}, {"id": slug, "number": number})
    missing = register.unready(ledger.read_use(shown["content"])) if use["draft"] else []
    may = {deed: tk.h.check_access(action, {"id": slug}) for deed, action in DEEDS.items()}
    page = {
        "use": shown | {"state": (use["draft"] or use)["state"]},
        "public": use if use["published"] else None,
        "public_state": use["state"],
        "draft": use["draft"],
        "missing": [
            {"field": field, "why": why, "step": ledger.step_of(field)}
            for field, why in said(missing).items()
        ],
        "steps": progress(shown["content"]),
        "may": may,
        "may_write": tk.h.check_access("kagaconsent_data_use_update", {"id": slug}),
        "is_mine": bool(use["draft"]) and use["draft"]["user_id"] == tk.current_user.id,
        "is_business": use["of_business"],
        "history": tk.get_action("kagaconsent_draft_step_list")({}, {"id": slug}),
        "errors": errors,
        "typed": typed,
        "words": words,
    }
    return make_response(tk.render("kagaconsent/check.html", page))


def _seen(slug: str) -> dict[str, Any]:
    """A data use of which the reader sees the drafts, else 404."""
    try:
        use: dict[str, Any] = tk.get_action("kagaconsent_data_use_show")({}, {"id": slug})
    except (tk.ObjectNotFound, tk.NotAuthorized, tk.ValidationError):
        return tk.abort(404, tk._("This data use is not in the register."))
    if "draft" not in use:
        return tk.abort(404, tk._("This data use is not in the register."))
    return use
