"""The page 公開する: several files at once, and what became of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint, make_response
from werkzeug.datastructures import FileStorage

from ckanext.kaga import config, tabular, uploads
from ckanext.kaga.shared.errors import sentences
from ckanext.kaga.views.prefilled import DATED, form_fields, prefilled
from ckanext.kaga.views.report import in_language, renews

blueprint = Blueprint("kaga_publish", __name__, url_prefix="/publish")

SHOWN = 100
"""So many things to do are listed; who has more begins with these."""


@blueprint.get("")
def form() -> Response:
    """Ask for files; who is not logged in is shown the way."""
    if tk.current_user.is_anonymous:
        return tk.redirect_to("user.login", came_from=tk.url_for("kaga_publish.form"))
    page = {
        "organizations": _organizations(),
        "work": tk.get_action("kaga_work_list")({}, {}),
        "todo": _todo(),
        "shown": SHOWN,
    }
    return make_response(tk.render("kaga/publish/form.html", page))


@blueprint.post("")
def receive() -> Response:
    """Take each file, then show what becomes of them; what is refused is said and loses nothing."""
    given = {name: tk.request.form.get(name, "") for name in ("owner_org", "known")}
    files = [file for file in tk.request.files.getlist("upload") if file.filename]
    if not files:
        tk.h.flash_error(tk._("Choose at least one file."))
        return tk.redirect_to("kaga_publish.form")
    taken: list[str] = []
    for one in _singly(files):
        if resource_id := _take(one, given, taken):
            taken.append(resource_id)
    if not taken:
        return tk.redirect_to("kaga_publish.form")
    return _to_results(taken)


@blueprint.get("/results")
def results() -> Response:
    """Show the files of one go in one table; it renews itself while any of them is on its way."""
    files = list(_files(tk.request.args.getlist("file")))
    running = any(not file["check"]["finished"] for file in files)
    if not running:
        files = [_dated(file) for file in files]
    page = {
        "files": files,
        "running": running,
        "live": renews(running),
        "repairable": [file for file in files if _repairs(file)],
        "ready": [file for file in files if _is_ready(file)],
        "behind": [file for file in files if _is_behind(file)],
        "needs_approval": config.approval_needed(),
        "fields": form_fields(),
        "in_language": in_language,
    }
    return make_response(tk.render("kaga/publish/results.html", page))


@blueprint.post("/results/repair")
def repair() -> Response:
    """Make every certain repair in all files of the table that wait for one."""
    chosen = tk.request.form.getlist("file")
    for file in _files(chosen):
        if _repairs(file):
            given = {"resource_id": file["resource"]["id"], "accept": "safe"}
            tk.get_action("kaga_check_run")({}, given)
    return _to_results(chosen)


@blueprint.post("/results/public")
def make_public() -> Response:
    """Show every dataset of the table whose table is ready to everybody, with its new period."""
    return _each(_is_ready, lambda file: _patch(file, private=False))


@blueprint.post("/results/ask")
def ask() -> Response:
    """Ask a second person to approve every dataset of the table whose table is ready."""
    return _each(_is_ready, _ask)


@blueprint.post("/results/describe")
def describe() -> Response:
    """Let every public dataset of the table say the period that its new file says."""
    return _each(_is_behind, _patch)


def _each(
    wanted: Callable[[dict[str, Any]], bool], act: Callable[[dict[str, Any]], None]
) -> Response:
    chosen = tk.request.form.getlist("file")
    for file in map(_dated, _files(chosen)):
        if wanted(file):
            try:
                act(file)
            except tk.NotAuthorized as error:
                tk.h.flash_error(f"{file['package']['title']}: {error}")
            except tk.ValidationError as error:
                tk.h.flash_error(f"{file['package']['title']}: {sentences(error)}")
    return _to_results(chosen)


def _ask(file: dict[str, Any]) -> None:
    if file["offered"]:
        _patch(file)
    tk.get_action("kaga_review_ask")({}, {"package_id": file["package"]["id"]})


def _patch(file: dict[str, Any], **more: Any) -> None:
    given = {"id": file["package"]["id"], **file["offered"], **more}
    tk.get_action("package_patch")({}, given)


def _todo() -> dict[str, tuple[str, str]]:
    """Return for each kind of work the shape that goes with it, and the words."""
    return {
        "review": ("warning", tk._("Your approval is asked for")),
        "release": ("warning", tk._("Your decision on personal data is asked for")),
        "returned": ("error", tk._("Returned to you")),
        "replaced": ("warning", tk._("Your waiting file was replaced")),
        "decide": ("warning", tk._("Decision needed")),
        "correct": ("error", tk._("Must fix")),
        "overdue": ("warning", tk._("Update is due")),
        "make-public": ("info", tk._("Ready, not public")),
        "look": ("neutral", tk._("Please check")),
        "standard": ("neutral", tk._("No standard chosen")),
    }


def _organizations() -> list[tuple[str, str]]:
    """Names and titles of the organisations that the reader may publish for."""
    given = {"permission": "create_dataset"}
    found = tk.get_action("organization_list_for_user")({}, given)
    return [(organization["name"], organization["display_name"]) for organization in found]


def _singly(files: list[FileStorage]) -> Iterator[FileStorage]:
    """Each file, or each table of a zip that holds several; say what is one too many."""
    room = uploads.MOST
    for file in files:
        if not room:
            said = tk._("{limit} files are taken at once; hand in the rest after these.")
            tk.h.flash_error(f"{file.filename}: {said.format(limit=uploads.MOST)}")
            continue
        try:
            for one in uploads.unpacked(file, tabular.Limits(members=room)):
                room -= 1
                yield one
        except tk.ValidationError as error:
            tk.h.flash_error(f"{file.filename}: {sentences(error)}")


def _take(file: FileStorage, given: dict[str, str], before: list[str]) -> str | None:
    """Hand one file in after others; return its resource, or say why it was refused."""
    try:
        taken = tk.get_action("kaga_publish")({}, {"upload": file, "taken": before, **given})
    except tk.NotAuthorized:
        return tk.abort(403, tk._("You may not publish for this organisation."))
    except tk.ObjectNotFound:
        return tk.abort(404, tk._("There is no such organisation."))
    except tk.ValidationError as error:
        tk.h.flash_error(f"{file.filename}: {sentences(error)}")
        return None
    return taken["resource_id"]


def _files(resource_ids: list[str]) -> Iterator[dict[str, Any]]:
    """The files that the reader may change, each with its dataset and its newest check.

    ``offered``, ``origins`` and ``doubtful`` are filled by ``_dated``.
    """
    for resource_id in resource_ids:
        given = {"resource_id": resource_id}
        try:
            check = tk.get_action("kaga_check_show")({}, given)
            resource = tk.get_action("resource_show")({}, {"id": resource_id})
            package = tk.get_action("package_show")({}, {"id": resource["package_id"]})
        except (tk.ObjectNotFound, tk.NotAuthorized, tk.ValidationError):
            continue
        undated: dict[str, Any] = {"offered": {}, "origins": {}, "doubtful": False}
        yield {"check": check, "resource": resource, "package": package, **undated}


def _dated(file: dict[str, Any]) -> dict[str, Any]:
    """The file with what its table says of the time of its data, once that is the dataset's table.

    ``offered`` is what the short form would hold in place of what is saved, ``origins`` where each
    field came from, and ``doubtful`` tells whether somebody should look at the period first.
    """
    package = file["package"]
    proposals = tk.get_action("kaga_proposal_show")({}, {"package_id": package["id"]})
    own = proposals["resource_id"] == file["resource"]["id"]
    if not own or file["check"]["state"] != "published":
        return file
    offered, origins = prefilled(package, form_fields(), proposals)
    doubtful = any(name in origins and origins[name].kind in {"differs", "kept"} for name in DATED)
    doubtful = doubtful and proposals["before"] is not None
    return file | {"offered": offered, "origins": origins, "doubtful": doubtful}


def _repairs(file: dict[str, Any]) -> int:
    """How many certain repairs wait to be accepted."""
    check = file["check"]
    if not check["finished"] or not check["report"]:
        return 0
    safe: int = check["report"]["repairs"].get("safe", 0)
    return safe


def _is_ready(file: dict[str, Any]) -> bool:
    return file["check"]["state"] == "published" and file["package"]["private"]


def _is_behind(file: dict[str, Any]) -> bool:
    """Tell whether the table is public, and what is said of its time is still the last one's."""
    return bool(file["offered"]) and not file["package"]["private"]


def _to_results(resource_ids: list[str]) -> Response:
    query = urlencode([("file", resource_id) for resource_id in resource_ids])
    return tk.redirect_to(f"{tk.url_for('kaga_publish.results')}?{query}")
