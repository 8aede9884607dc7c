"""The uploaded file itself: everybody gets it only where it holds the published table alone."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint

from ckanext.kaga import uploads
from ckanext.kaga.views import kept

blueprint = Blueprint("kaga_original", __name__)


@blueprint.before_app_request
def guard() -> Response | None:
    """Answer in place of CKAN's download of a table file, except to those who may change it.

    They get the present upload. Everybody else gets the file of the published version, as long as
    nothing stands in it that the personal-data gate did not see; otherwise the clean table.
    """
    if not (tk.request.endpoint or "").endswith("resource.download"):
        return None
    resource = _table_file((tk.request.view_args or {}).get("resource_id", ""))
    if resource is None:
        return None
    try:
        version = tk.get_action("kaga_published_show")({}, {"resource_id": resource["id"]})
    except tk.ObjectNotFound:
        return tk.abort(404, tk._("This file is being checked and is not published yet."))
    if not version["original_open"]:
        return tk.redirect_to(
            "kaga_download.clean_csv",
            dataset_id=resource["package_id"],
            resource_id=resource["id"],
        )
    return kept.send(
        version["original_sha256"], resource.get("mimetype") or "text/csv", version["file_name"]
    )


def _table_file(resource_id: str) -> dict[str, Any] | None:
    """Return the uploaded table file that this reader sees and may not change, or None.

    What was checked once is a table, whatever somebody called it since.
    """
    try:
        resource = tk.get_action("resource_show")({}, {"id": resource_id})
    except (tk.ObjectNotFound, tk.NotAuthorized, tk.ValidationError):
        return None
    if resource.get("url_type") != "upload":
        return None
    if not uploads.is_table(resource["url"]) and not _was_checked(resource["id"]):
        return None
    try:
        tk.check_access("resource_update", {}, {"id": resource_id})
    except tk.NotAuthorized:
        return resource
    return None


def _was_checked(resource_id: str) -> bool:
    try:
        tk.get_action("kaga_check_show")({"ignore_auth": True}, {"resource_id": resource_id})
    except tk.ObjectNotFound:
        return False
    return True
