"""Who writes and publishes the next version of a plan: see config/who.md."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ckanext.kagakpi import roles
from ckanext.kagakpi.logic.auth.plan import administrator_of
from ckanext.kagakpi.model import Plan

__all__ = [
    "kagakpi_draft_delete",
    "kagakpi_draft_publish",
    "kagakpi_draft_save",
    "kagakpi_draft_show",
]


def kagakpi_draft_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors of the organisation in charge of the plan."""
    return _editor(context, data_dict)


def kagakpi_draft_save(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors of the organisation in charge of the plan."""
    return _editor(context, data_dict)


def kagakpi_draft_delete(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors of the organisation in charge of the plan."""
    return _editor(context, data_dict)


def kagakpi_draft_publish(context: Context, data_dict: DataDict) -> AuthResult:
    """Administrators of the organisation: what they publish is public at once."""
    return administrator_of(context, data_dict["id"])


def _editor(context: Context, data_dict: DataDict) -> AuthResult:
    plan = Plan.get(data_dict["id"])
    if plan is not None and roles.is_inside(context.get("user", ""), plan.owner_org):
        return {"success": True}
    return {"success": False, "msg": tk._("Editors of the organisation in charge do this.")}
