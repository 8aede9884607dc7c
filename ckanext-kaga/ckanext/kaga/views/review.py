"""The page 公開の準備: the metadata, the tables as anybody will see them, the way to the public."""

from __future__ import annotations

import re
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint, make_response

from ckanext.kaga.digest import digest
from ckanext.kaga.shared.errors import sentences
from ckanext.kaga.views.download import file_name
from ckanext.kaga.views.prefilled import FIELDS, form_fields, prefilled
from ckanext.kaga.views.report import in_language, renews

blueprint = Blueprint("kaga_review", __name__, url_prefix="/dataset/<dataset_id>/publish")

SAID = ("comment", "ask_at", "schedule_at")
"""What a step is taken with; it is shown again where the step was refused."""

STEPS = ("ask", "schedule", "withdraw", "comment", "decide")


@blueprint.get("")
def show(dataset_id: str) -> Response:
    """Show what there is to do before the dataset is public, and who did what."""
    return _page(dataset_id, {}, {})


@blueprint.post("/describe")
def describe(dataset_id: str) -> Response:
    """Keep the metadata, or show it again as typed, with what is wrong beside each field."""
    return _saved(dataset_id) or _back(dataset_id)


@blueprint.post("/public")
def make_public(dataset_id: str) -> Response:
    """Show the dataset to everybody now, with the description where it was sent along."""
    if "title" in tk.request.form:
        return _saved(dataset_id, private=False) or _back(dataset_id)
    return _act(dataset_id, "package_patch", id=dataset_id, private=False)


@blueprint.post("/<step>")
def take(dataset_id: str, step: str) -> Response:
    """Take a step on the way to the public, with the description where it was sent along."""
    if step not in STEPS:
        return tk.abort(404, tk._("There is no such page."))
    if "title" in tk.request.form and (refused := _saved(dataset_id)):
        return refused
    fields = {"comment": "comment", "publish_at": f"{step}_at", "decision": "decision"}
    form = tk.request.form
    given = {name: form[field] for name, field in fields.items() if field in form}
    return _act(dataset_id, f"kaga_review_{step}", package_id=dataset_id, **given)


def _saved(dataset_id: str, **more: Any) -> Response | None:
    """Keep the metadata and ``more`` of the dataset, unless somebody else changed it meanwhile.

    Returns the page with what was typed where it was not kept, else None.
    """
    typed = {name: tk.request.form.get(name, "") for name in (*FIELDS, "tags")}
    tags = [tag.strip() for tag in re.split("[,、，]", typed["tags"]) if tag.strip()]
    given = typed | {"id": dataset_id, "tags": [{"name": tag} for tag in tags]} | more
    try:
        package = tk.get_action("package_show")({}, {"id": dataset_id})
        if tk.request.form.get("seen", _content(package)) != _content(package):
            tk.h.flash_error(
                tk._(
                    "Somebody else changed the description after you opened this page. What you "
                    "typed stands below and is not saved. If you save it now, yours counts."
                )
            )
            return _page(dataset_id, typed, {})
        if not more and _content(given) == _content(package):
            return None
        tk.get_action("package_patch")({}, given)
    except tk.ValidationError as error:
        return _page(dataset_id, typed, error.error_dict)
    except tk.NotAuthorized:
        return tk.abort(403, tk._("You may not change this dataset."))
    except tk.ObjectNotFound:
        return tk.abort(404, tk._("Dataset not found"))
    tk.h.flash_success(tk._("The description was saved."))
    return None


def _act(dataset_id: str, action: str, **given: Any) -> Response:
    try:
        tk.get_action(action)({}, given)
    except tk.NotAuthorized:
        return tk.abort(403, tk._("You may not do this with the dataset."))
    except tk.ObjectNotFound:
        return tk.abort(404, tk._("Dataset not found"))
    except tk.ValidationError as error:
        tk.h.flash_error(sentences(error))
        return _page(dataset_id, {}, {})
    return _back(dataset_id)


def _back(dataset_id: str) -> Response:
    return tk.redirect_to("kaga_review.show", dataset_id=dataset_id)


def _content(package: dict[str, Any]) -> str:
    """Name what the short form shows of a dataset."""
    # A browser sends the end of a line as two characters.
    kept = {name: (package.get(name) or "").replace("\r\n", "\n") for name in FIELDS}
    return digest(kept | {"tags": sorted(tag["name"] for tag in package["tags"])})


def _page(
    dataset_id: str,
    typed: dict[str, str],
    errors: dict[str, list[str]],
) -> Response:
    """Show the page, with what was typed and what is wrong with it in place of what is kept."""
    try:
        package = tk.get_action("package_show")({}, {"id": dataset_id})
        review = tk.get_action("kaga_review_show")({}, {"package_id": dataset_id})
    except tk.ObjectNotFound:
        return tk.abort(404, tk._("Dataset not found"))
    except tk.NotAuthorized:
        return tk.abort(403, tk._("Only the people in charge of this dataset see this page."))
    proposals = tk.get_action("kaga_proposal_show")({}, {"package_id": dataset_id})
    fields = form_fields()
    offered, origins = prefilled(package, fields, proposals)
    files = [_file(resource) for resource in package["resources"]]
    running = any(file["check"] and not file["check"]["finished"] for file in files)
    page = {
        "pkg_dict": package,
        "dataset_type": package["type"],
        "review": review,
        "files": files,
        "running": running,
        "live": renews(running),
        "fields": fields,
        "tags": typed.get("tags", "、".join(tag["display_name"] for tag in package["tags"])),
        "values": package | offered | typed,
        "origins": {} if typed else origins,
        "errors": errors,
        "seen": _content(package),
        "said": {name: tk.request.form.get(name, "") for name in SAID},
        "may_change": tk.h.check_access("package_update", {"id": package["id"]}),
        "in_language": in_language,
    }
    return make_response(tk.render("kaga/review/show.html", page))


def _file(resource: dict[str, Any]) -> dict[str, Any]:
    """Return a file with its newest check, the first rows of its table, and where places lie.

    ``named`` is what the table is called when somebody downloads it; None where there is none.
    """
    preview = tk.h.kaga_preview(resource["id"])
    version = tk.h.kaga_published(resource["id"])
    return {
        "named": f"{file_name(version)}.csv" if version else None,
        "resource": resource,
        "check": tk.h.kaga_check(resource["id"]),
        "preview": preview,
        "map": tk.h.kaga_map(resource["id"], preview["fields"]) if preview else None,
    }
