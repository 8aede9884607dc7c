"""The published table as a file: clean CSV, the newest and each earlier version."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint, make_response

from ckanext.kaga import config
from ckanext.kaga.shared.answers import known
from ckanext.kaga.views import kept

blueprint = Blueprint(
    "kaga_download", __name__, url_prefix="/dataset/<dataset_id>/resource/<resource_id>"
)


@blueprint.get("/clean.csv")
def clean_csv(dataset_id: str, resource_id: str) -> Response:
    """Send the published table as CSV (UTF-8 with BOM, CRLF), or 304 where it is known."""
    return _send(_ask("kaga_published_show", resource_id), name_ends="")


@blueprint.get("/versions/<number>.csv")
def version_csv(dataset_id: str, resource_id: str, number: str) -> Response:
    """Send the table of one version, at an address that stays."""
    for version in _ask("kaga_version_list", resource_id):
        if str(version["number"]) == number:
            return _send(version, name_ends=f"_v{number}")
    return tk.abort(404, tk._("There is no such version."))


@blueprint.get("/versions/<number>/changes.csv")
def changes_csv(dataset_id: str, resource_id: str, number: str) -> Response:
    """Send what a version changed of the one before it, row by row and cell by cell."""
    tables = {str(one["number"]): one for one in _ask("kaga_version_list", resource_id)}
    if number not in tables:
        return tk.abort(404, tk._("There is no such version."))
    version = tables[number]
    etag = f"changes-{version['table_sha256']}-{number}"
    if answer := known(etag):
        return answer
    found = _ask("kaga_difference_show", resource_id, number=number)
    if found["key"] is None:
        return tk.abort(404, tk._("No column names the rows, so only whole rows are counted."))
    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow(("kind", "key", "column", "old", "new"))
    table.writerows(("removed", key, "", "", "") for key in found["removed_keys"])
    table.writerows(("added", key, "", "", "") for key in found["added_keys"])
    table.writerows(("changed", *cell) for cell in found["cells"])
    response = make_response(text.getvalue().encode("utf-8-sig"))
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    name = f"{file_name(version)}_v{number}_changes.csv"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.set_etag(etag)
    return response


def _ask(action: str, resource_id: str, **more: Any) -> Any:
    try:
        return tk.get_action(action)({}, {"resource_id": resource_id, **more})
    except tk.ObjectNotFound:
        return tk.abort(404, tk._("This file has no published table."))
    except tk.NotAuthorized:
        return tk.abort(403, tk._("Not authorized to download resource"))


def _send(version: dict[str, Any], name_ends: str) -> Response:
    """Send a version's table; the ETag is its content, so the same table is known again."""
    return kept.send(
        version["table_sha256"],
        "text/csv",
        f"{file_name(version)}{name_ends}.csv",
        dt.datetime.fromisoformat(version["created"]).replace(tzinfo=dt.UTC),
    )


def file_name(version: dict[str, Any]) -> str:
    """Return what a file of the table is called, such as 172065_public_toilet."""
    return "_".join(filter(None, (config.municipality_code(), version["slug"] or "table")))
