"""Who may see and start checks: see config/who.md."""

from __future__ import annotations

from ckan import authz
from ckan.types import AuthResult, Context, DataDict

__all__ = ["kaga_check_run", "kaga_check_show"]


def kaga_check_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may change the resource: a report quotes cells that are not published."""
    return authz.is_authorized("resource_update", context, {"id": data_dict["resource_id"]})


def kaga_check_run(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may change the resource: a check may replace its published table."""
    return authz.is_authorized("resource_update", context, {"id": data_dict["resource_id"]})
