"""Who may see and bring back versions: see config/who.md."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan import authz, model
from ckan.types import AuthResult, Context, DataDict

__all__ = [
    "kaga_difference_show",
    "kaga_published_show",
    "kaga_version_list",
    "kaga_version_restore",
]


@tk.auth_allow_anonymous_access
def kaga_difference_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may see the resource: both versions are open to them."""
    return _may("resource_show", context, data_dict)


@tk.auth_allow_anonymous_access
def kaga_published_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may see the resource."""
    return _may("resource_show", context, data_dict)


@tk.auth_allow_anonymous_access
def kaga_version_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may see the resource."""
    return _may("resource_show", context, data_dict)


def kaga_version_restore(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may change the resource: it replaces the published table."""
    return _may("resource_update", context, data_dict)


def _may(action: str, context: Context, data_dict: DataDict) -> AuthResult:
    """Answer as CKAN does of the resource, whose deletion takes its tables from everybody.

    CKAN's own rule looks at the dataset alone.
    """
    resource = model.Resource.get(data_dict["resource_id"])
    if resource is None or resource.state != "active":
        raise tk.ObjectNotFound(tk._("Resource not found"))
    return authz.is_authorized(action, context, {"id": resource.id})
