"""Who may ask for a release of the personal-data gate, and who decides: see config/who.md."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan import authz, model
from ckan.types import AuthResult, Context, DataDict

from ckanext.kaga import reviews

__all__ = ["kaga_release_ask", "kaga_release_decide", "kaga_release_list"]


def kaga_release_ask(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may change the resource."""
    return authz.is_authorized("resource_update", context, {"id": data_dict["resource_id"]})


def kaga_release_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may change the resource, and who decides: reasons may quote what is not public."""
    decides = kaga_release_decide(context, data_dict)
    if decides["success"]:
        return decides
    return authz.is_authorized("resource_update", context, {"id": data_dict["resource_id"]})


def kaga_release_decide(context: Context, data_dict: DataDict) -> AuthResult:
    """A reviewer of the organisation; that it is a second person, the action sees to."""
    resource = model.Resource.get(data_dict["resource_id"])
    if resource is None:
        raise tk.ObjectNotFound(tk._("Resource not found"))
    if reviews.may_review(context.get("user", ""), resource.package.owner_org):
        return {"success": True}
    return {
        "success": False,
        "msg": tk._("A reviewer of the organisation decides on personal data."),
    }
