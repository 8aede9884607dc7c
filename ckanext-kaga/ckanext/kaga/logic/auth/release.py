"""Who may ask for a release of the personal-data gate, and who decides: see config/who.md."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan import authz, model
from ckan.types import AuthResult, Context, DataDict

__all__ = ["kaga_release_ask", "kaga_release_decide", "kaga_release_list"]


def kaga_release_ask(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may change the resource."""
    return authz.is_authorized("resource_update", context, {"id": data_dict["resource_id"]})


def kaga_release_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may change the resource: reasons may quote what is not public."""
    return authz.is_authorized("resource_update", context, {"id": data_dict["resource_id"]})


def kaga_release_decide(context: Context, data_dict: DataDict) -> AuthResult:
    """An administrator of the organisation; that it is a second person, the action sees to."""
    resource = model.Resource.get(data_dict["resource_id"])
    if resource is None:
        raise tk.ObjectNotFound(tk._("Resource not found"))
    user, owner = context.get("user", ""), resource.package.owner_org
    if authz.has_user_permission_for_group_or_org(owner, user, "admin"):
        return {"success": True}
    return {
        "success": False,
        "msg": tk._("An administrator of the organisation decides on personal data."),
    }
