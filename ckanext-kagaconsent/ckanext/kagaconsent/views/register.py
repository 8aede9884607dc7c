"""The public pages of the register of data use: the list, one data use, one version."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint, make_response

from ckanext.kaga.common import headers
from ckanext.kaga.common.neighbours import DATASET
from ckanext.kaga.common.point_map import Place, PointMap, point_map
from ckanext.kaga.shared import linked
from ckanext.kagaconsent import roles
from ckanext.kagaconsent.views import words
from ckanext.kagaconsent.views.staff import organizations

blueprint = Blueprint("kagaconsent", __name__)

FILTERS = ("q", "kind", "party", "department", "identifiability", "purpose")
ON_A_PAGE = 20
DATASETS = 50
"""So many datasets of one data use are named at most."""


@blueprint.route("/register")
def register() -> Response:
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
        found = everything | {"count": 0, "has_more": False, "results": []}

    places = tk.get_action("kagaconsent_place_list")({}, asked) if found["results"] else []

    def address(number: int) -> str:
        there: str = tk.h.url_for("kagaconsent.register", page=number, **asked)
        return there

    shown = {
        "uses": found["results"],
        "count": found["count"],
        "has_more": found["has_more"],
        "places": places,
        "map": _map(places),
        "departments": found["departments"],
        "asked": asked,
        "page": page,
        "pages": -(-found["count"] // ON_A_PAGE),
        "address": address,
        "works": _works(),
        "words": words,
    }
    response = make_response(tk.render("kagaconsent/register.html", shown))
    # The device may tell this page, and no other, where it is; the page sends it to nobody.
    response.headers["Permissions-Policy"] = headers.POSITION_POLICY
    return response


@blueprint.route("/register/<slug>")
def show(slug: str) -> str:
    """Show what is public of one data use: the eight answers first."""
    use = _found("kagaconsent_data_use_show", id=slug)
    if not use["published"]:
        # Its editors find the draft at the address of its version.
        return tk.redirect_to("kagaconsent.version", slug=use["slug"], number=use["number"])
    versions = _found("kagaconsent_data_use_version_list", id=slug)
    public = [version for version in versions if version["published"]]
    datasets = _datasets(use["content"].get("source_dataset_ids", []))
    files = tk.get_action("kagaconsent_file_ledger_list")({}, {"data_use": use["id"]})["results"]
    page = {"use": use, "versions": public, "datasets": datasets, "files": files, "words": words}
    page |= linked.shown(f"data-use:{slug}") | {"leave": DATASET}
    return tk.render("kagaconsent/use/show.html", page)


@blueprint.route("/register/<slug>/versions/<int:number>")
def version(slug: str, number: int) -> str:
    """Show one version as it was and stays, and what changed."""
    use = _found("kagaconsent_data_use_version_show", id=slug, number=number)
    return tk.render("kagaconsent/use/version.html", {"use": use, "words": words})


def _works() -> bool:
    """Tell whether the reader writes entries, approves them or gives opinions on them."""
    name = getattr(tk.current_user, "name", "")
    return bool(name and (organizations() or roles.body_of(name)))


def _map(places: list[dict[str, Any]]) -> PointMap | None:
    return point_map(
        Place(place["latitude"], place["longitude"], place["description_ja"])
        for place in places
        if place["latitude"] is not None
    )


def _datasets(ids: list[str]) -> list[dict[str, Any]]:
    """The datasets of these ids that the reader may see."""
    found = []
    for one in ids[:DATASETS]:
        try:
            dataset = tk.get_action("package_show")({}, {"id": one})
        except (tk.ObjectNotFound, tk.NotAuthorized, tk.ValidationError):
            continue
        title = tk.h.get_translated(dataset, "title") or dataset["name"]
        is_english = title != dataset.get("title")
        found.append({"name": dataset["name"], "title": title, "is_english": is_english})
    return found


def _found(action: str, **given: Any) -> Any:
    """Ask an action; what is not there, and what is not for the reader, is not there."""
    try:
        return tk.get_action(action)({}, given)
    except (tk.ObjectNotFound, tk.NotAuthorized, tk.ValidationError):
        return tk.abort(404, tk._("This data use is not in the register."))
