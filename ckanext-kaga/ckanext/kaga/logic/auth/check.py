"""Who may see and start checks: see config/who.md."""

from __future__ import annotations

from ckan import authz, model
from ckan.types import AuthResult, Context, DataDict

from ckanext.kaga import reviews

__all__ = ["kaga_check_run", "kaga_check_show"]


def kaga_check_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may change the resource, and its reviewers: a report quotes what is not published."""
    resource = model.Resource.get(data_dict["resource_id"])
    owner = resource.package.owner_org if resource else None
    if reviews.may_review(context.get("user", ""), owner):
        return {"success": True}
    return authz.is_authorized("resource_update", context, {"id": data_dict["resource_id"]})


def kaga_check_run(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may change the resource: a check may replace its published table."""
    return authz.is_authorized("resource_update", context, {"id": data_dict["resource_id"]})
