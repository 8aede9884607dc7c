"""The public pages of the register of data use: the list, one data use, one version."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint

from ckanext.kagaconsent.views import words

blueprint = Blueprint("kagaconsent", __name__)

FILTERS = ("q", "kind", "department", "identifiability", "purpose")
ON_A_PAGE = 20


@blueprint.route("/register")
def register() -> str:
    """List what is published, narrowed by what was asked."""
    asked = {name: tk.request.args.get(name, "").strip() for name in FILTERS}
    asked = {name: value for name, value in asked.items() if value}
    page = tk.h.get_page_number(tk.request.args)
    wanted = asked | {"limit": ON_A_PAGE, "offset": (page - 1) * ON_A_PAGE}
    try:
        found = tk.get_action("kagaconsent_data_use_list")({}, wanted)
    except tk.ValidationError:
        # A filter that is none, such as in an old link, finds nothing.
        everything = tk.get_action("kagaconsent_data_use_list")({}, {"limit": 1})
        found = everything | {"count": 0, "results": []}

    def address(number: int) -> str:
        there: str = tk.h.url_for("kagaconsent.register", page=number, **asked)
        return there

    shown = {
        "uses": found["results"],
        "count": found["count"],
        "departments": found["departments"],
        "asked": asked,
        "page": page,
        "pages": -(-found["count"] // ON_A_PAGE),
        "address": address,
        "words": words,
    }
    return tk.render("kagaconsent/register.html", shown)


@blueprint.route("/register/<slug>")
def show(slug: str) -> str:
    """Show what is public of one data use: the eight answers first."""
    use = _found("kagaconsent_data_use_show", id=slug)
    if not use["published"]:
        # Its editors find the draft at the address of its version.
        return tk.redirect_to("kagaconsent.version", slug=use["slug"], number=use["number"])
    versions = _found("kagaconsent_data_use_version_list", id=slug)
    public = [version for version in versions if version["published"]]
    linked = tk.get_action("kagaconsent_file_ledger_list")({}, {"data_use": use["id"]})
    page = {"use": use, "versions": public, "files": linked["results"], "words": words}
    return tk.render("kagaconsent/use/show.html", page)


@blueprint.route("/register/<slug>/versions/<int:number>")
def version(slug: str, number: int) -> str:
    """Show one version as it was and stays, and what changed."""
    use = _found("kagaconsent_data_use_version_show", id=slug, number=number)
    return tk.render("kagaconsent/use/version.html", {"use": use, "words": words})


def _found(action: str, **given: Any) -> Any:
    """Ask an action; what is not there, and what is not for the reader, is not there."""
    try:
        return tk.get_action(action)({}, given)
    except (tk.ObjectNotFound, tk.NotAuthorized, tk.ValidationError):
        return tk.abort(404, tk._("This data use is not in the register."))
