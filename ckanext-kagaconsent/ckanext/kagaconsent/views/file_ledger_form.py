"""The pages with which staff write the file ledger: the form, publishing, an import."""

from __future__ import annotations

import base64
import zlib
from dataclasses import replace
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint, make_response

from ckanext.kagaconsent import ledger
from ckanext.kagaconsent.ledger import cells
from ckanext.kagaconsent.ledger.load import LARGEST
from ckanext.kagaconsent.views import ledger_help
from ckanext.kagaconsent.views.file_ledger import found, organizations

blueprint = Blueprint("kagaconsent_file_ledger_form", __name__, url_prefix="/file-ledger")


@blueprint.get("/new")
def new() -> Response:
    """Ask for a new file of the ledger."""
    return _form(None, {}, {})


@blueprint.post("/new")
def create() -> Response:
    """Keep a new file as a draft, or show it again as typed, with what is wrong at its field."""
    return _keep(None)


@blueprint.get("/<slug>/edit")
def edit(slug: str) -> Response:
    """Show what the entry says, to be changed; the draft where there is one."""
    file = _mine(slug)
    content = (file["draft"] or file)["content"]
    return _form(file, _typed_of(ledger.read_entry(content)), _lint_of(file))


@blueprint.post("/<slug>/edit")
def update(slug: str) -> Response:
    """Keep what was typed as the draft."""
    return _keep(_mine(slug))


@blueprint.post("/<slug>/publish")
def publish(slug: str) -> Response:
    """Publish the draft that the form showed."""
    file = _mine(slug)
    given = {"id": file["id"], "content_hash": tk.request.form.get("content_hash", "")}
    try:
        tk.get_action("kagaconsent_file_ledger_publish")({}, given)
    except tk.NotAuthorized as error:
        return tk.abort(403, str(error))
    except tk.ValidationError as error:
        tk.h.flash_error(sentences(error))
        return tk.redirect_to("kagaconsent_file_ledger_form.edit", slug=slug)
    tk.h.flash_success(tk._("The file ledger shows the new version."))
    return tk.redirect_to("kagaconsent_file_ledger.index")


@blueprint.get("/drafts")
def drafts() -> Response:
    """List the drafts of the reader's organisations."""
    _refuse_strangers()
    wanted = {"drafts": True, "limit": 200}
    rows = tk.get_action("kagaconsent_file_ledger_list")({}, wanted)["results"]
    return make_response(tk.render("kagaconsent/file_ledger/drafts.html", {"files": rows}))


@blueprint.get("/import")
def choose() -> Response:
    """Ask for a file with entries."""
    return _import_page({})


@blueprint.post("/import")
def take_in() -> Response:
    """Show what a file would change, and make the changes once that was confirmed.

    The file travels in the page between the two, packed, so that nothing is kept of what
    nobody confirmed.
    """
    _refuse_strangers()
    form = tk.request.form
    packed = form.get("packed", "")
    content = _unpacked(packed) if packed else _uploaded()
    given = {
        "owner_org": form.get("owner_org", ""),
        "reason": form.get("reason", "").strip(),
        "upload": content,
        "preview": not packed,
    }
    if packed:
        given["seen"] = form.get("seen", "")
    try:
        told = tk.get_action("kagaconsent_file_ledger_import")({}, given)
    except (tk.NotAuthorized, tk.ObjectNotFound) as error:
        return tk.abort(403, str(error))
    except tk.ValidationError as error:
        return _import_page(error.error_dict)
    if packed:
        counts = told["counts"]
        said = tk._("{new} new and {changed} changed entries were kept as drafts.")
        tk.h.flash_success(said.format(**counts))
        return tk.redirect_to("kagaconsent_file_ledger_form.drafts")
    return _import_page({}, told, _packed(content))


def sentences(error: tk.ValidationError) -> str:
    """Return what a refusal says, each field by its name."""
    names = {part.field: part.ja for part in ledger.ledger().parts()}
    return " ".join(
        f"{names[field]}：{' '.join(map(str, said))}"
        if field in names
        else " ".join(map(str, said))
        for field, said in error.error_dict.items()
    )


def _keep(file: dict[str, Any] | None) -> Response:
    _refuse_strangers()
    typed = {name: tk.request.form.get(name, "") for name in ledger_help.names()}
    entry, errors = _read(typed)
    if errors:
        return _form(file, typed, errors)
    given: dict[str, Any] = {"content": ledger.entry_json(entry), "reason": typed["reason"].strip()}
    if file:
        given |= {"id": file["id"], "content_hash": tk.request.form.get("content_hash", "")}
        action = "kagaconsent_file_ledger_update"
    else:
        given |= {"slug": typed["slug"].strip(), "owner_org": typed["owner_org"]}
        action = "kagaconsent_file_ledger_create"
    try:
        kept = tk.get_action(action)({}, given)
    except (tk.NotAuthorized, tk.ObjectNotFound) as error:
        return tk.abort(403, str(error))
    except tk.ValidationError as error:
        return _form(file, typed, error.error_dict)
    tk.h.flash_success(tk._("The draft was kept."))
    return tk.redirect_to("kagaconsent_file_ledger_form.edit", slug=kept["slug"])


def _read(typed: dict[str, str]) -> tuple[ledger.FileLedgerEntry, dict[str, list[str]]]:
    """The entry that was typed, and what cannot be read of it by field."""
    values: dict[str, Any] = {}
    errors: dict[str, list[str]] = {}
    omissions = []
    for part in ledger.ledger().parts():
        try:
            values[part.field], _ = cells.read(part.field, typed[part.field])
        except cells.Unreadable as wrong:
            said = wrong.expected_en if tk.h.lang() == "en" else wrong.expected
            errors[part.field] = [tk._("Write it as {expected}.").format(expected=said)]
        ground = typed.get(f"omit_{part.field}", "").strip()
        if ground:
            omissions.append(ledger.Omission(part.field, ground))
    if errors:
        return ledger.FileLedgerEntry(), errors
    withheld = typed["withheld"] == "true"
    return ledger.FileLedgerEntry(**values, omissions=tuple(omissions), withheld=withheld), {}


def _typed_of(entry: ledger.FileLedgerEntry) -> dict[str, Any]:
    """What the form shows of an entry: each cell as a file has it, with what is left out."""
    whole = replace(entry, omissions=())
    typed: dict[str, Any] = {
        part.field: cells.written(whole, part.field) for part in ledger.ledger().parts()
    }
    typed |= {f"omit_{omission.field}": omission.ground for omission in entry.omissions}
    return typed | {"withheld": entry.withheld}


def _lint_of(file: dict[str, Any]) -> dict[str, list[str]]:
    """The errors of a draft by field, in the reader's language."""
    errors: dict[str, list[str]] = {}
    name = "message_en" if tk.h.lang() == "en" else "message"
    for finding in (file["draft"] or {}).get("findings", []):
        if finding["severity"] == "error":
            errors.setdefault(finding["field"], []).append(finding[name])
    return errors


def _form(
    file: dict[str, Any] | None, typed: dict[str, Any], errors: dict[str, list[str]]
) -> Response:
    _refuse_strangers()
    page = {
        "file": file,
        "typed": typed,
        "errors": errors,
        "fields": ledger_help.fields(),
        "labels": ledger_help.labels(),
        "organizations": organizations(),
        "notes": [
            finding
            for finding in ((file or {}).get("draft") or {}).get("findings", [])
            if finding["severity"] != "error"
        ],
        "may_publish": bool(file and file["draft"]) and _may_publish(file),
    }
    return make_response(tk.render("kagaconsent/file_ledger/form.html", page))


def _import_page(
    errors: dict[str, list[str]], told: dict[str, Any] | None = None, packed: str = ""
) -> Response:
    _refuse_strangers()
    page = {
        "errors": errors,
        "told": told,
        "packed": packed,
        "typed": tk.request.form,
        "organizations": organizations(),
    }
    return make_response(tk.render("kagaconsent/file_ledger/import.html", page))


def _mine(slug: str) -> dict[str, Any]:
    """A file that the reader edits."""
    file = found(slug)
    if "draft" not in file:
        tk.abort(403, tk._("Editors of the organisation write its file ledger."))
    return file


def _may_publish(file: dict[str, Any]) -> bool:
    given = {"id": file["id"], "content_hash": ""}
    try:
        tk.check_access("kagaconsent_file_ledger_publish", {"user": tk.current_user.name}, given)
    except tk.NotAuthorized:
        return False
    return True


def _refuse_strangers() -> None:
    if not organizations():
        tk.abort(403, tk._("Editors of the organisation write its file ledger."))


def _uploaded() -> bytes:
    file = tk.request.files.get("upload")
    return file.read(LARGEST + 1) if file else b""


def _packed(content: bytes) -> str:
    return base64.b64encode(zlib.compress(content, 9)).decode()


def _unpacked(text: str) -> bytes:
    try:
        return zlib.decompressobj().decompress(base64.b64decode(text, validate=True), LARGEST + 1)
    except (ValueError, zlib.error):
        return b""
