"""The report on an uploaded file: where it is, what was found, what to do next."""

from __future__ import annotations

import csv
import io
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint, make_response, send_file

from ckanext.kaga import archive
from ckanext.kaga.common.spreadsheet import harmless
from ckanext.kaga.tabular import RULES
from ckanext.kaga.tabular.rules import CELL_RULES, TABLE_RULES

blueprint = Blueprint(
    "kaga_report", __name__, url_prefix="/dataset/<dataset_id>/resource/<resource_id>/check"
)

SHOWN = 200
"""How many findings the page lists; the CSV file has them all."""

_OF_CELLS = {rule.id for rule in (*CELL_RULES, *TABLE_RULES)}


@blueprint.get("")
def show(dataset_id: str, resource_id: str) -> str:
    """Show the newest check of a resource; while it runs the page renews itself."""
    page = _page(dataset_id, resource_id)
    running = bool(page["check"] and not page["check"]["finished"])
    return tk.render("kaga/report/show.html", page | {"live": renews(running)})


@blueprint.get("/findings.csv")
def findings(dataset_id: str, resource_id: str) -> Response:
    """Give all findings as a file for a spreadsheet program."""
    page = _page(dataset_id, resource_id)
    if not page["check"] or not page["check"]["report"]:
        return tk.abort(404, tk._("This file has not been checked yet."))
    text = io.StringIO(newline="")
    table = csv.writer(text)
    head = ("Severity", "Row", "Column", "Found", "Message", "Rule")
    table.writerow(map(tk._, head))
    for finding in page["check"]["report"]["findings"]:
        table.writerow(
            harmless(cell)
            for cell in (
                severities()[finding["severity"]],
                finding["row"],
                finding["column"],
                finding["value"],
                in_language(finding),
                finding["rule"],
            )
        )
    response = make_response(text.getvalue().encode("utf-8-sig"))
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    response.headers.set("Content-Disposition", "attachment", filename="findings.csv")
    return response


@blueprint.get("/changes.csv")
def changes(dataset_id: str, resource_id: str) -> Response:
    """Give every change that the repair made as a file: row, column, old, new, rule, confidence."""
    page = _page(dataset_id, resource_id)
    if not page["check"] or not page["check"]["changes"]:
        return tk.abort(404, tk._("Nothing was changed in this file."))
    return send_file(
        archive.open_kept(page["check"]["changes"]["sha256"]),
        mimetype="text/csv",
        as_attachment=True,
        download_name="changes.csv",
    )


def renews(running: bool) -> bool:
    """Tell whether the page renews itself: while something runs, unless ?still switches it off."""
    return running and "still" not in tk.request.args


def editable(finding: dict[str, Any]) -> bool:
    """Tell whether a finding is about one cell of the table, which a person may write anew."""
    in_cell = finding["row"] is not None and finding["column"] is not None
    return in_cell and finding["value"] is not None and finding["rule"] in _OF_CELLS


def proposed(finding: dict[str, Any]) -> str:
    """Return what the form offers for the cell of a finding: its repair, else what it holds."""
    text: str = finding["repair"]["new"] if finding["repair"] else finding["value"]
    return text


def rule_title(rule: str) -> str:
    """Return the name of a rule in the language of the page."""
    if rule not in RULES:
        return tk._("Written by hand")
    return RULES[rule].title_en if tk.h.lang() == "en" else RULES[rule].title_ja


def severities() -> dict[str, str]:
    """Return the words for how serious a finding is."""
    return {"error": tk._("Must fix"), "warning": tk._("Please check"), "notice": tk._("Note")}


def in_language(message: dict[str, str]) -> str:
    """Return a message in the language of the page."""
    english = message.get("message_en") or message.get("en")
    japanese = message.get("message") or message.get("ja")
    return (english if tk.h.lang() == "en" else japanese) or ""


def _page(package_id: str, resource_id: str) -> dict[str, Any]:
    """Return what the report shows; ends in 403 or 404 where there is nothing to show."""
    try:
        package = tk.get_action("package_show")({}, {"id": package_id})
        resource = next(one for one in package["resources"] if one["id"] == resource_id)
        tk.check_access("kaga_check_show", {}, {"resource_id": resource_id})
    except (tk.ObjectNotFound, StopIteration):
        return tk.abort(404, tk._("Resource not found"))
    except tk.NotAuthorized:
        return tk.abort(403, tk._("Only the people in charge of this dataset see this report."))
    try:
        check = tk.get_action("kaga_check_show")({}, {"resource_id": resource_id})
    except tk.ObjectNotFound:
        check = None
    return {
        "pkg_dict": package,
        "dataset_type": package["type"],
        "resource": resource,
        "check": check,
        "shown": SHOWN,
        "severities": severities(),
        "in_language": in_language,
        "editable": editable,
        "any_editable": any(map(editable, _findings(check)[:SHOWN])),
        "proposed": proposed,
        "rule_title": rule_title,
        "replaced": _replaced(resource_id),
        "releases": _releases(resource_id) if check and check["verdict"] else [],
    }


def _findings(check: dict[str, Any] | None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = check["report"]["findings"] if check and check["report"] else []
    return found


def _replaced(resource_id: str) -> dict[str, Any] | None:
    """Return the waiting file of somebody else whose place this one took."""
    found = tk.get_action("kaga_waiting_show")({}, {"resource_id": resource_id})
    replaced: dict[str, Any] | None = found["replaced"]
    return replaced


def _releases(resource_id: str) -> list[dict[str, Any]]:
    """Return the record of the gate on what is held back now, with people's names."""
    found = tk.get_action("kaga_release_list")({}, {"resource_id": resource_id})
    return [one for one in found if one["current"]]
