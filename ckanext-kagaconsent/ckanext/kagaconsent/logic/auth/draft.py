"""Who gives a draft back, takes it away, and sees who did what: see config/who.md."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ckanext.kagaconsent import register, roles
from ckanext.kagaconsent.model import DataUse

__all__ = [
    "kagaconsent_draft_discard",
    "kagaconsent_draft_return",
    "kagaconsent_draft_step_list",
]


def kagaconsent_draft_return(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors of the organisation, and whoever publishes for it."""
    use, user = DataUse.get(data_dict["id"]), context.get("user", "")
    if use and (register.is_inside(user, use.owner_org) or roles.publishes(user, use.owner_org)):
        return {"success": True}
    return _nothing()


def kagaconsent_draft_discard(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors of the organisation."""
    use = DataUse.get(data_dict["id"])
    if use and register.is_inside(context.get("user", ""), use.owner_org):
        return {"success": True}
    return _nothing()


def kagaconsent_draft_step_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever sees the drafts."""
    use = DataUse.get(data_dict["id"])
    if use and register.reads_drafts(context.get("user", ""), use):
        return {"success": True}
    return _nothing()


def _nothing() -> AuthResult:
    return {"success": False, "msg": tk._("There is no such data use for you.")}
