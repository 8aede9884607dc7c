"""Who brings in plans; everybody sees them: see config/who.md."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ckanext.kagakpi import roles
from ckanext.kagakpi.model import Plan

__all__ = [
    "kagakpi_kpi_show",
    "kagakpi_plan_create",
    "kagakpi_plan_list",
    "kagakpi_plan_show",
    "kagakpi_plan_update",
    "kagakpi_plan_version_list",
    "kagakpi_plan_version_show",
]


@tk.auth_allow_anonymous_access
def kagakpi_plan_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody: a plan is public when it comes in."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def kagakpi_plan_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def kagakpi_plan_version_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def kagakpi_plan_version_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def kagakpi_kpi_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody."""
    return {"success": True}


def kagakpi_plan_create(context: Context, data_dict: DataDict) -> AuthResult:
    """Administrators of the organisation: what they bring in is public at once."""
    return administrator(context, data_dict["owner_org"])


def kagakpi_plan_update(context: Context, data_dict: DataDict) -> AuthResult:
    """Administrators of the organisation."""
    return administrator_of(context, data_dict["id"])


def administrator_of(context: Context, plan: str) -> AuthResult:
    """Administrators of the organisation in charge of a plan; nobody of one that is not there."""
    row = Plan.get(plan)
    return administrator(context, row.owner_org if row else "")


def administrator(context: Context, owner_org: str) -> AuthResult:
    """Administrators of an organisation."""
    if owner_org and roles.publishes(context.get("user", ""), owner_org):
        return {"success": True}
    return {"success": False, "msg": tk._("An administrator of the organisation does this.")}
