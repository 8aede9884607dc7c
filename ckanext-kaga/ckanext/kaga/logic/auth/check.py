"""Who may see and start checks: see config/who.md."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan import authz
from ckan.types import AuthResult, Context, DataDict

__all__ = ["kaga_check_run", "kaga_check_show", "kaga_published_show"]


def kaga_check_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may change the resource: a report quotes cells that are not published."""
    return authz.is_authorized("resource_update", context, {"id": data_dict["resource_id"]})


def kaga_check_run(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may change the resource: a check may replace its published table."""
    return authz.is_authorized("resource_update", context, {"id": data_dict["resource_id"]})


@tk.auth_allow_anonymous_access
def kaga_published_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may see the resource."""
    return authz.is_authorized("resource_show", context, {"id": data_dict["resource_id"]})
