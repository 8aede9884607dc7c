"""Who writes, publishes and sees data uses: see config/who.md.

A draft and a data use that is not there are answered alike, so that nobody outside learns which.
"""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ckanext.kagaconsent import register, roles
from ckanext.kagaconsent.model import DataUse, DataUseVersion

__all__ = [
    "kagaconsent_data_use_create",
    "kagaconsent_data_use_end",
    "kagaconsent_data_use_list",
    "kagaconsent_data_use_publish",
    "kagaconsent_data_use_review",
    "kagaconsent_data_use_show",
    "kagaconsent_data_use_suspend",
    "kagaconsent_data_use_update",
    "kagaconsent_data_use_version_list",
    "kagaconsent_data_use_version_show",
]


@tk.auth_allow_anonymous_access
def kagaconsent_data_use_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody; drafts are listed to those who edit them."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def kagaconsent_data_use_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody where it is public, else those who edit it."""
    use = DataUse.get(data_dict["id"])
    if use and use.public_number:
        return {"success": True}
    return _reads(context, use)


@tk.auth_allow_anonymous_access
def kagaconsent_data_use_version_list(context: Context, data_dict: DataDict) -> AuthResult:
    """As the data use itself."""
    return kagaconsent_data_use_show(context, data_dict)


@tk.auth_allow_anonymous_access
def kagaconsent_data_use_version_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody where that version is public, else those who edit it."""
    use = DataUse.get(data_dict["id"])
    version = DataUseVersion.get(use.id, data_dict["number"]) if use else None
    if version and version.published:
        return {"success": True}
    return _reads(context, use)


def kagaconsent_data_use_create(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors of the organisation."""
    if register.is_inside(context.get("user", ""), data_dict["owner_org"]):
        return {"success": True}
    return {"success": False, "msg": tk._("Editors of the organisation register its data uses.")}


def kagaconsent_data_use_update(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors of the organisation."""
    return _inside(context, DataUse.get(data_dict["id"]))


def kagaconsent_data_use_review(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors of the organisation."""
    return _inside(context, DataUse.get(data_dict["id"]))


def kagaconsent_data_use_publish(context: Context, data_dict: DataDict) -> AuthResult:
    """Administrators of the organisation, of a business's those of the city.

    That it is a second person, the action sees to.
    """
    return _publishes(context, data_dict)


def kagaconsent_data_use_suspend(context: Context, data_dict: DataDict) -> AuthResult:
    """Administrators of the organisation."""
    return _publishes(context, data_dict)


def kagaconsent_data_use_end(context: Context, data_dict: DataDict) -> AuthResult:
    """Administrators of the organisation."""
    return _publishes(context, data_dict)


def _inside(context: Context, use: DataUse | None) -> AuthResult:
    if use and register.is_inside(context.get("user", ""), use.owner_org):
        return {"success": True}
    return {"success": False, "msg": tk._("There is no such data use for you.")}


def _reads(context: Context, use: DataUse | None) -> AuthResult:
    if use and register.reads_drafts(context.get("user", ""), use):
        return {"success": True}
    return {"success": False, "msg": tk._("There is no such data use for you.")}


def _publishes(context: Context, data_dict: DataDict) -> AuthResult:
    use = DataUse.get(data_dict["id"])
    if use and roles.publishes(context.get("user", ""), use.owner_org):
        return {"success": True}
    return {"success": False, "msg": tk._("An administrator of the organisation does this.")}
