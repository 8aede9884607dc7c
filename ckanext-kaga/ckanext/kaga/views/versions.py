"""The versions of a table: what was published when, and the way back to an earlier one."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint

from ckanext.kaga.shared.errors import sentences

blueprint = Blueprint(
    "kaga_versions", __name__, url_prefix="/dataset/<dataset_id>/resource/<resource_id>/versions"
)


@blueprint.get("")
def index(dataset_id: str, resource_id: str) -> str:
    """List the versions, each with its address and what changed."""
    try:
        package = tk.get_action("package_show")({}, {"id": dataset_id})
        resource = next(one for one in package["resources"] if one["id"] == resource_id)
        versions = tk.get_action("kaga_version_list")({}, {"resource_id": resource_id})
    except (tk.ObjectNotFound, StopIteration):
        return tk.abort(404, tk._("Resource not found"))
    except tk.NotAuthorized:
        return tk.abort(403, tk._("Not authorized to see this page"))
    page = {
        "pkg_dict": package,
        "dataset_type": package["type"],
        "resource": resource,
        "versions": versions,
    }
    return tk.render("kaga/versions.html", page)


@blueprint.post("/<number>/restore")
def restore(dataset_id: str, resource_id: str, number: str) -> Response:
    """Publish an earlier version again, then show how far that is."""
    try:
        tk.get_action("kaga_version_restore")({}, {"resource_id": resource_id, "number": number})
    except tk.NotAuthorized:
        return tk.abort(403, tk._("You may not change this file."))
    except tk.ObjectNotFound:
        return tk.abort(404, tk._("There is no such version."))
    except tk.ValidationError as error:
        tk.h.flash_error(sentences(error))
    return tk.redirect_to("kaga_report.show", dataset_id=dataset_id, resource_id=resource_id)
