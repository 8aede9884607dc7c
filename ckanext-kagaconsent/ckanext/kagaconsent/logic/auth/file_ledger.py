"""Who writes, publishes and sees the file ledger: see config/who.md.

A draft, a file that is withheld and one that is not there are answered alike.
"""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ckanext.kagaconsent import file_ledger, register, roles
from ckanext.kagaconsent.model import FileLedger

__all__ = [
    "kagaconsent_file_ledger_change_list",
    "kagaconsent_file_ledger_create",
    "kagaconsent_file_ledger_import",
    "kagaconsent_file_ledger_list",
    "kagaconsent_file_ledger_publish",
    "kagaconsent_file_ledger_show",
    "kagaconsent_file_ledger_update",
    "kagaconsent_file_ledger_version_list",
]


@tk.auth_allow_anonymous_access
def kagaconsent_file_ledger_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody; drafts are listed to those who edit them."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def kagaconsent_file_ledger_change_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody: it holds what was public."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def kagaconsent_file_ledger_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody where the ledger shows it, else those who edit it."""
    file = FileLedger.get(data_dict["id"])
    if file and file_ledger.is_shown(file):
        return {"success": True}
    return _inside(context, file)


@tk.auth_allow_anonymous_access
def kagaconsent_file_ledger_version_list(context: Context, data_dict: DataDict) -> AuthResult:
    """As the file itself."""
    return kagaconsent_file_ledger_show(context, data_dict)


def kagaconsent_file_ledger_create(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors of the organisation."""
    if register.is_inside(context.get("user", ""), data_dict["owner_org"]):
        return {"success": True}
    return {"success": False, "msg": tk._("Editors of the organisation write its file ledger.")}


def kagaconsent_file_ledger_import(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors of the organisation."""
    return kagaconsent_file_ledger_create(context, data_dict)


def kagaconsent_file_ledger_update(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors of the organisation."""
    return _inside(context, FileLedger.get(data_dict["id"]))


def kagaconsent_file_ledger_publish(context: Context, data_dict: DataDict) -> AuthResult:
    """Administrators of the organisation; that it is a second person, the action sees to."""
    file = FileLedger.get(data_dict["id"])
    if file and roles.publishes(context.get("user", ""), file.owner_org):
        return {"success": True}
    return {"success": False, "msg": tk._("An administrator of the organisation does this.")}


def _inside(context: Context, file: FileLedger | None) -> AuthResult:
    if file and register.is_inside(context.get("user", ""), file.owner_org):
        return {"success": True}
    return {"success": False, "msg": tk._("There is no such file for you.")}
