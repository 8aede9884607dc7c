"""The public pages of the file ledger (個人情報ファイル簿): the list, one file, what changed."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint

from ckanext.kagaconsent.views import staff, words

blueprint = Blueprint("kagaconsent_file_ledger", __name__)

FILTERS = ("q", "agency")
ON_A_PAGE = 20


@blueprint.route("/file-ledger")
def index() -> str:
    """List the files that the ledger shows, narrowed by what was asked."""
    asked = {name: tk.request.args.get(name, "").strip() for name in FILTERS}
    asked = {name: value for name, value in asked.items() if value}
    page = tk.h.get_page_number(tk.request.args)
    wanted = asked | {"limit": ON_A_PAGE, "offset": (page - 1) * ON_A_PAGE}
    try:
        found = tk.get_action("kagaconsent_file_ledger_list")({}, wanted)
    except tk.ValidationError:
        everything = tk.get_action("kagaconsent_file_ledger_list")({}, {"limit": 1})
        found = everything | {"count": 0, "results": []}

    def address(number: int) -> str:
        there: str = tk.h.url_for("kagaconsent_file_ledger.index", page=number, **asked)
        return there

    shown = {
        "files": found["results"],
        "count": found["count"],
        "agencies": found["agencies"],
        "asked": asked,
        "page": page,
        "pages": -(-found["count"] // ON_A_PAGE),
        "address": address,
        "writes": bool(organizations()),
    }
    return tk.render("kagaconsent/file_ledger/index.html", shown)


@blueprint.route("/file-ledger/<slug>")
def show(slug: str) -> str:
    """Show the printed form of one file: the statutory items in their order."""
    file = found(slug)
    versions = tk.get_action("kagaconsent_file_ledger_version_list")({}, {"id": slug})
    page = {
        "file": file,
        "versions": [version for version in versions if version["published"]],
        "uses": file["uses"],
        "words": words,
        "writes": may_write(file),
    }
    return tk.render("kagaconsent/file_ledger/show.html", page)


def found(slug: str, context: dict[str, Any] | None = None) -> dict[str, Any]:
    """Ask for a file; what is not there, and what is not for the reader, is not there."""
    try:
        file: dict[str, Any] = tk.get_action("kagaconsent_file_ledger_show")(
            context or {}, {"id": slug}
        )
    except (tk.ObjectNotFound, tk.NotAuthorized, tk.ValidationError):
        tk.abort(404, tk._("This file is not in the ledger."))
    return file


def may_write(file: dict[str, Any]) -> bool:
    """Tell whether the reader edits this file."""
    return "draft" in file


def organizations() -> list[tuple[str, str]]:
    """Names and titles of the organisations that the reader writes the ledger for."""
    return [(one["name"], one["display_name"]) for one in staff.organizations()]
