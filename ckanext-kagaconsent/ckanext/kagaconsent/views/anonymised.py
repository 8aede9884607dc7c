"""The page of calls for proposals about anonymised information (匿名加工情報の提案の募集)."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint, make_response

from ckanext.kagaconsent.views.file_ledger import organizations

blueprint = Blueprint("kagaconsent_anonymised", __name__)

FIELDS = ("owner_org", "opens", "closes", "desk", "summary")
FILES = 200
"""So many files of the ledger are offered to choose from."""


@blueprint.get("/anonymised")
def index() -> str:
    """Show every call with its period, its files and its desk."""
    shown = {
        "calls": tk.get_action("kagaconsent_anonymised_call_list")({}, {}),
        "states": {"coming": tk._("Not yet open"), "open": tk._("Open"), "over": tk._("Closed")},
        "may_announce": bool(_announcing()),
        "may_change": lambda call: tk.h.check_access(
            "kagaconsent_anonymised_call_update", {"id": call["id"]}
        ),
    }
    return tk.render("kagaconsent/anonymised/index.html", shown)


@blueprint.get("/anonymised/new")
def new() -> Response:
    """Ask for a new call."""
    return _form(None, {"files": []}, {})


@blueprint.post("/anonymised/new")
def create() -> Response:
    """Announce a call, or show it again as typed, with what is wrong at its field."""
    return _keep(None)


@blueprint.get("/anonymised/<call>/edit")
def edit(call: str) -> Response:
    """Show what a call says, to be changed."""
    told = _mine(call)
    return _form(told, told | {"files": [file["slug"] for file in told["files"]]}, {})


@blueprint.post("/anonymised/<call>/edit")
def update(call: str) -> Response:
    """Write a call anew."""
    return _keep(_mine(call))


def _keep(call: dict[str, Any] | None) -> Response:
    form = tk.request.form
    typed: dict[str, Any] = {name: form.get(name, "").strip() for name in FIELDS}
    typed["files"] = form.getlist("files")
    action = f"kagaconsent_anonymised_call_{'update' if call else 'create'}"
    try:
        tk.get_action(action)({}, typed | ({"id": call["id"]} if call else {}))
    except tk.ValidationError as error:
        return _form(call, typed, error.error_dict)
    except (tk.NotAuthorized, tk.ObjectNotFound):
        return tk.abort(403, tk._("An administrator of the organisation does this."))
    tk.h.flash_success(tk._("The call is on this page."))
    return tk.redirect_to("kagaconsent_anonymised.index")


def _form(
    call: dict[str, Any] | None, typed: dict[str, Any], errors: dict[str, list[str]]
) -> Response:
    mine = _announcing()
    if not mine:
        return tk.abort(403, tk._("An administrator of the organisation does this."))
    public = tk.get_action("kagaconsent_file_ledger_list")({}, {"limit": FILES})["results"]
    page = {
        "call": call,
        "typed": typed,
        "errors": errors,
        "labels": {
            "owner_org": tk._("Organization"),
            "opens": tk._("First day"),
            "closes": tk._("Last day"),
            "files": tk._("Files that are open to proposals"),
            "desk": tk._("Where proposals go"),
            "summary": tk._("What the call is about"),
        },
        "organizations": mine,
        "files": public,
    }
    return make_response(tk.render("kagaconsent/anonymised/form.html", page))


def _announcing() -> list[tuple[str, str]]:
    """Names and titles of the organisations that the reader announces calls for."""
    action = "kagaconsent_anonymised_call_create"
    return [one for one in organizations() if tk.h.check_access(action, {"owner_org": one[0]})]


def _mine(id_: str) -> dict[str, Any]:
    """A call that the reader may change; stops with 404 or 403."""
    calls = tk.get_action("kagaconsent_anonymised_call_list")({}, {})
    call: dict[str, Any] | None = next((one for one in calls if one["id"] == id_), None)
    if call is None:
        return tk.abort(404, tk._("There is no such call."))
    if not tk.h.check_access("kagaconsent_anonymised_call_update", {"id": id_}):
        return tk.abort(403, tk._("An administrator of the organisation does this."))
    return call
