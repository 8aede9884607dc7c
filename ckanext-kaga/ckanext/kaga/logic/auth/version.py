"""Who may see and bring back versions: see config/who.md."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan import authz
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
    return authz.is_authorized("resource_show", context, {"id": data_dict["resource_id"]})


@tk.auth_allow_anonymous_access
def kaga_published_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may see the resource."""
    return authz.is_authorized("resource_show", context, {"id": data_dict["resource_id"]})


@tk.auth_allow_anonymous_access
def kaga_version_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may see the resource."""
    return authz.is_authorized("resource_show", context, {"id": data_dict["resource_id"]})


def kaga_version_restore(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may change the resource: it replaces the published table."""
    return authz.is_authorized("resource_update", context, {"id": data_dict["resource_id"]})
