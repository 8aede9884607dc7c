"""The report on an uploaded file: where it is, what was found, what to do next."""

from __future__ import annotations

import csv
import io
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint, make_response

from ckanext.kaga.common.spreadsheet import harmless

blueprint = Blueprint(
    "kaga_report", __name__, url_prefix="/dataset/<dataset_id>/resource/<resource_id>/check"
)

SHOWN = 200
"""How many findings the page lists; the CSV file has them all."""

_REFRESH_SECONDS = "3"
_FINAL = ("published", "stopped", "failed")


@blueprint.get("")
def show(dataset_id: str, resource_id: str) -> Response:
    """Show the newest check of a resource; while it runs the page renews itself."""
    page = _page(dataset_id, resource_id)
    response = make_response(tk.render("kaga/report/show.html", page))
    if page["check"] and page["check"]["state"] not in _FINAL and "still" not in tk.request.args:
        # A header rather than a script: it works everywhere, and ?still switches it off.
        response.headers["Refresh"] = _REFRESH_SECONDS
    return response


@blueprint.post("")
def run(dataset_id: str, resource_id: str) -> Response:
    """Check the file again, then show the report."""
    try:
        tk.get_action("kaga_check_run")({}, {"resource_id": resource_id})
    except tk.NotAuthorized:
        return tk.abort(403, tk._("You may not change this file."))
    except tk.ObjectNotFound:
        return tk.abort(404, tk._("Resource not found"))
    except tk.ValidationError as error:
        tk.h.flash_error(" ".join(error.error_dict["resource_id"]))
    return tk.redirect_to("kaga_report.show", dataset_id=dataset_id, resource_id=resource_id)


@blueprint.post("/public")
def make_public(dataset_id: str, resource_id: str) -> Response:
    """Show the dataset to everybody, then the report again."""
    try:
        tk.get_action("package_patch")({}, {"id": dataset_id, "private": False})
    except tk.NotAuthorized:
        return tk.abort(403, tk._("You may not change this file."))
    except tk.ObjectNotFound:
        return tk.abort(404, tk._("Resource not found"))
    except tk.ValidationError as error:
        tk.h.flash_error(error.error_summary)
    return tk.redirect_to("kaga_report.show", dataset_id=dataset_id, resource_id=resource_id)


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
        "final": _FINAL,
        "shown": SHOWN,
        "severities": severities(),
        "in_language": in_language,
    }
