"""The data uses of an organisation as a workbook: out, and back in after a look at what changes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint, make_response

from ckanext.kaga.shared import packed
from ckanext.kagaconsent import ledger
from ckanext.kagaconsent.ledger.load import LARGEST
from ckanext.kagaconsent.views import words
from ckanext.kagaconsent.views.staff import organizations

blueprint = Blueprint("kagaconsent_workbook", __name__)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AT_A_TIME = 200
_SHOWN = 50
"""Changes of one data use that the page lists."""


@blueprint.get("/register/workbook")
def show() -> Response:
    """Offer the workbook, and ask for one that was filled in."""
    return _page()


@blueprint.get("/register/workbook/download")
def download() -> Response:
    """Send what the reader's organisation says newest of each of its data uses."""
    owner = _owner(tk.request.args.get("owner_org", ""))
    uses = [ledger.read_use(one["content"]) for one in _newest(owner["id"]).values()]
    response = make_response(ledger.uses_xlsx(uses))
    response.content_type = XLSX
    name = f"data-uses-{owner['name']}.xlsx"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@blueprint.post("/register/workbook")
def look() -> Response:
    """Show what a workbook would change; nothing is written yet."""
    owner = _owner(tk.request.form.get("owner_org", ""))
    upload = tk.request.files.get("upload")
    content = upload.stream.read(LARGEST + 1) if upload else b""
    if not content:
        return _page(errors={"upload": [tk._("Choose a workbook.")]})
    try:
        uses = ledger.read_uses(content)
    except ledger.Refused as refused:
        return _page(findings=list(refused.findings))
    known = _newest(owner["id"])
    rows = [row for use in uses if (row := _compared(use, known.get(use.slug)))]
    carried = packed.pack([row["write"] for row in rows])
    if len(carried) > packed.LARGEST:
        why = tk._("Too many changes for one go. Take the workbook in in parts.")
        return _page(errors={"upload": [why]})
    return _page(rows=rows, same=len(uses) - len(rows), packed=carried, owner=owner)


@blueprint.post("/register/workbook/apply")
def write() -> Response:
    """Write what was looked at as drafts, each for itself, and say what became of it."""
    owner = _owner(tk.request.form.get("owner_org", ""))
    try:
        changed = packed.unpack(tk.request.form.get("packed", ""))
    except ValueError:
        return tk.abort(400, tk._("This is not what the page sent. Upload the workbook again."))
    reason = tk.request.form.get("reason", "").strip()
    done = [_written(one, owner["id"], reason) for one in changed]
    return _page(done=done)


def _written(one: dict[str, Any], owner_org: str, reason: str) -> dict[str, Any]:
    """Write one data use, and tell its short name and what was wrong with it, if anything."""
    slug = str(one.get("slug", ""))
    given = {"content": one.get("content"), "reason": reason or "ブックから取り込みました。"}
    try:
        if one.get("content_hash"):
            tk.get_action("kagaconsent_data_use_update")(
                {}, given | {"id": slug, "content_hash": str(one["content_hash"])}
            )
        else:
            tk.get_action("kagaconsent_data_use_create")(
                {}, given | {"slug": slug, "owner_org": owner_org}
            )
    except tk.ValidationError as error:
        why = [str(one) for said in error.error_dict.values() for one in said]
        return {"slug": slug, "why": " ".join(why)}
    except (tk.NotAuthorized, tk.ObjectNotFound):
        return {"slug": slug, "why": tk._("This data use is not of your organisation.")}
    return {"slug": slug, "why": ""}


def _compared(use: ledger.DataUse, known: dict[str, Any] | None) -> dict[str, Any] | None:
    """What a data use of the workbook would change; None where it says what is there."""
    content = ledger.record_json(use)
    row: dict[str, Any] = {
        "slug": use.slug,
        "title": use.title_ja,
        "changes": [],
        "more": 0,
        "write": {"slug": use.slug, "content": content},
    }
    if known is None:
        return row
    old = ledger.read_use(known["content"])
    new = replace(use, id=old.id, version=old.version)
    changes = ledger.difference(old, new)
    if not changes:
        return None
    row["changes"], row["more"] = changes[:_SHOWN], max(0, len(changes) - _SHOWN)
    row["write"]["content_hash"] = known["content_hash"]
    return row


def _newest(owner_org: str) -> dict[str, dict[str, Any]]:
    """What each data use of an organisation says newest, by short name: its draft, if any."""
    found: dict[str, dict[str, Any]] = {}
    for drafts in (False, True):
        offset, count = 0, 1
        while offset < count:
            wanted = {"owner_org": owner_org, "include_content": True, "drafts": drafts}
            page = tk.get_action("kagaconsent_data_use_list")(
                {}, wanted | {"limit": AT_A_TIME, "offset": offset}
            )
            found |= {one["slug"]: one for one in page["results"]}
            count, offset = page["count"], offset + AT_A_TIME
    return dict(sorted(found.items()))


def _page(**more: Any) -> Response:
    mine = organizations()
    if not mine:
        return tk.abort(403, tk._("Editors of the organisation register its data uses."))
    page = {"organizations": mine, "errors": {}, "words": words, **more}
    return make_response(tk.render("kagaconsent/workbook.html", page))


def _owner(owner_org: str) -> dict[str, Any]:
    """The organisation that was chosen, if the reader writes for it."""
    for one in organizations():
        if owner_org in (one["id"], one["name"]):
            return one
    return tk.abort(403, tk._("Editors of the organisation register its data uses."))
