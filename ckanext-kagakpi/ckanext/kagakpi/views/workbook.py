"""A department's reports of a round as a workbook: out, and in after a look at what changes."""

from __future__ import annotations

import datetime as dt
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint, make_response

from ckanext.kaga.shared import packed
from ckanext.kaga.shared.errors import sentences
from ckanext.kagakpi import plan as core
from ckanext.kagakpi.plan.workbook_load import LARGEST
from ckanext.kagakpi.views import words
from ckanext.kagakpi.views.rounds import owners_of

blueprint = Blueprint("kagakpi_workbook", __name__, url_prefix="/plan/<slug>/workbooks/<period>")

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_STATES = {
    "empty": "未着手",
    "draft": "下書き",
    "submitted": "提出済み",
    "reviewed": "確認済み",
    "published": "公開済み",
}
_CLOSED = {"submitted", "reviewed"}


@blueprint.get("")
def show(slug: str, period: str) -> Response:
    """Offer the workbook, and ask for one that was filled in."""
    return _page(slug, period)


@blueprint.get("/download")
def download(slug: str, period: str) -> Response:
    """Send the workbook of one of the reader's organisations."""
    found, owner = _round(period), tk.request.args.get("owner_org", "")
    named = _owner(found, owner)
    plan = _plan(found["plan"])
    rows = [_asked(found, report) for report in _reports(found, owner)]
    days = (dt.date.fromisoformat(found[name]) for name in ("as_of", "due"))
    response = make_response(core.report_xlsx((plan["slug"], plan["ja"]), *days, named, rows))
    response.content_type = XLSX
    file_name = f"{plan['slug']}-{found['as_of']}.xlsx"
    response.headers.set("Content-Disposition", "attachment", filename=file_name)
    return response


@blueprint.post("")
def look(slug: str, period: str) -> Response:
    """Show what a workbook would change, with what looks odd; nothing is written yet."""
    found, owner = _round(period), tk.request.form.get("owner_org", "")
    _owner(found, owner)
    upload = tk.request.files.get("upload")
    content = upload.stream.read(LARGEST + 1) if upload else b""
    if not content:
        return _page(slug, period, errors={"upload": [tk._("Choose a workbook.")]})
    reports = {one["kpi"]: one for one in _reports(found, owner)}
    as_of = dt.date.fromisoformat(found["as_of"])
    try:
        filled = core.read_reports(content, found["plan"], as_of, reports)
    except core.WrongBook as wrong:
        return _page(slug, period, findings=wrong.refusals)
    rows = [_looked_at(found, reports[one.kpi], one) for one in filled]
    changed = [one for one in rows if one["changes"] or one["errors"]]
    good = [one["write"] for one in changed if not one["errors"]]
    carried = packed.pack(good)
    if len(carried) > packed.LARGEST:
        why = tk._("Too many changes for one go. Take the workbook in in parts.")
        return _page(slug, period, errors={"upload": [why]})
    more = {"rows": changed, "good": len(good), "same": len(rows) - len(changed)}
    return _page(slug, period, packed=carried, owner=owner, **more)


@blueprint.post("/apply")
def write(slug: str, period: str) -> Response:
    """Write what was looked at as drafts, each for itself, and say what became of it."""
    found = _round(period)
    try:
        changed = packed.unpack(tk.request.form.get("packed", ""))
    except ValueError:
        return tk.abort(400, tk._("This is not what the page sent. Upload the workbook again."))
    return _page(slug, period, done=[_written(found["id"], one) for one in changed])


def _looked_at(
    found: dict[str, Any], report: dict[str, Any], filled: core.Filled
) -> dict[str, Any]:
    """What a row of a workbook would change, or what is wrong with it."""
    kept = {"evidence": report["content"].get("evidence", [])}
    given = {"kpi": filled.kpi, **filled.told, **kept}
    row = {"report": report, "row": filled.row, "changes": [], "warnings": [], "errors": {}}
    try:
        seen = tk.get_action("kagakpi_report_preview_show")({}, given | {"period_id": found["id"]})
    except tk.ValidationError as error:
        return row | {"errors": error.error_dict}
    write = given | {"modified": seen["modified"]}
    return row | {"changes": seen["changes"], "warnings": seen["warnings"], "write": write}


def _written(period: str, given: dict[str, Any]) -> dict[str, str]:
    """Write one report, and tell its KPI and what was wrong with it, if anything."""
    kpi = str(given.get("kpi", ""))
    try:
        tk.get_action("kagakpi_report_save")({}, given | {"period_id": period})
    except tk.ValidationError as error:
        return {"kpi": kpi, "why": sentences(error)}
    except (tk.NotAuthorized, tk.ObjectNotFound):
        return {"kpi": kpi, "why": tk._("Your organisation does not report this KPI.")}
    return {"kpi": kpi, "why": ""}


def _asked(found: dict[str, Any], report: dict[str, Any]) -> core.Asked:
    indicator = report["indicator"]
    over = found["closed"] is not None and not report["corrects"]
    return core.Asked(
        kpi=report["kpi"],
        text=report["text"],
        measured=indicator["ja"],
        unit=indicator["unit_ja"],
        goal=report["goal"]["ja"] if report["goal"] else "",
        last_year=report["last_year"]["ja"] if report["last_year"] else "未報告",
        state=_STATES[report["state"]],
        content=report["content"],
        is_judged=report["judged"],
        has_parts=indicator["kind"] in {"rate", "ratio"},
        can_write=report["state"] not in _CLOSED and not over,
        corrects=report["corrects"],
    )


def _reports(found: dict[str, Any], owner: str) -> list[dict[str, Any]]:
    """The reports of an organisation in a round; what the plan dropped is not reported any more."""
    reports = []
    for one in found["assignments"]:
        if one["owner_org"] == owner:
            given = {"period_id": found["id"], "kpi": one["kpi"]}
            try:
                reports.append(tk.get_action("kagakpi_report_show")({}, given))
            except tk.ObjectNotFound:
                continue
    return reports


def _page(slug: str, period: str, **more: Any) -> Response:
    found = _round(period)
    owners = owners_of(found)
    if not owners:
        return _not_for_you()
    plan = _plan(slug)
    shown = {"plan": plan, "round": found, "owners": owners, "errors": {}, "words": words, **more}
    page = tk.render("kagakpi/rounds/workbook.html", shown)
    return make_response(page, 400 if shown["errors"] or "findings" in more else 200)


def _owner(found: dict[str, Any], owner: str) -> str:
    """The name of the organisation that was chosen, if the reader reports for it."""
    named = owners_of(found).get(owner)
    return named if named is not None else _not_for_you()


def _round(period: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = tk.get_action("kagakpi_period_show")({}, {"period_id": period})
    except (tk.ObjectNotFound, tk.NotAuthorized):
        return _not_for_you()
    return found


def _plan(slug: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = tk.get_action("kagakpi_plan_show")({}, {"id": slug})
    except (tk.ObjectNotFound, tk.ValidationError):
        return _not_for_you()
    return found


def _not_for_you() -> Any:
    return tk.abort(404, tk._("There is no such reporting round for you."))
