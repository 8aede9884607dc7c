"""Who sends, reads and works on cases: see config/who.md.

A case that is not there, one of another desk, and a wrong passphrase are answered alike.
"""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import AuthResult, Context, DataDict

from ckanext.kagaconsent import desk
from ckanext.kagaconsent.model import Case
from ckanext.kagaconsent.reference import is_secret

__all__ = [
    "kagaconsent_case_assign",
    "kagaconsent_case_create",
    "kagaconsent_case_event_add",
    "kagaconsent_case_follow",
    "kagaconsent_case_list",
    "kagaconsent_case_message_add",
    "kagaconsent_case_purge",
    "kagaconsent_case_remind",
    "kagaconsent_case_secret_renew",
    "kagaconsent_case_show",
    "kagaconsent_case_statistics_show",
]


@tk.auth_allow_anonymous_access
def kagaconsent_case_create(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody; what was handed in at the counter, its desk."""
    if not data_dict.get("at_counter"):
        return {"success": True}
    return _of_organization(context, data_dict.get("owner_org"))


@tk.auth_allow_anonymous_access
def kagaconsent_case_follow(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever has the passphrase of the case."""
    case = Case.get(data_dict["reference"])
    if case and is_secret(case.reference, data_dict["secret"], case.secret_hash):
        return {"success": True}
    return {"success": False, "msg": tk._("The number or the passphrase is not right.")}


@tk.auth_allow_anonymous_access
def kagaconsent_case_message_add(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever has the passphrase, or the desk of the case."""
    if data_dict.get("secret"):
        return kagaconsent_case_follow(context, data_dict)
    return _of_case(context, data_dict)


def kagaconsent_case_show(context: Context, data_dict: DataDict) -> AuthResult:
    """The desk of the case."""
    return _of_case(context, data_dict)


def kagaconsent_case_event_add(context: Context, data_dict: DataDict) -> AuthResult:
    """The desk of the case."""
    return _of_case(context, data_dict)


def kagaconsent_case_assign(context: Context, data_dict: DataDict) -> AuthResult:
    """The desk of the case; whose it becomes need not be asked."""
    return _of_case(context, data_dict)


def kagaconsent_case_secret_renew(context: Context, data_dict: DataDict) -> AuthResult:
    """The desk of the case, which has seen who asks."""
    return _of_case(context, data_dict)


def kagaconsent_case_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Desks, for their own cases."""
    return _of_some(context, data_dict)


def kagaconsent_case_statistics_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Desks, for their own cases."""
    return _of_some(context, data_dict)


def kagaconsent_case_remind(context: Context, data_dict: DataDict) -> AuthResult:
    """The portal's administrator, and the job of the night."""
    return {"success": False, "msg": tk._("The portal's administrator does this.")}


def kagaconsent_case_purge(context: Context, data_dict: DataDict) -> AuthResult:
    """The portal's administrator, and the job of the night."""
    return {"success": False, "msg": tk._("The portal's administrator does this.")}


def _of_case(context: Context, data_dict: DataDict) -> AuthResult:
    case = Case.get(data_dict["reference"])
    if case and desk.is_desk(context.get("user", ""), case.owner_org):
        return {"success": True}
    return {"success": False, "msg": tk._("There is no such case for you.")}


def _of_organization(context: Context, owner_org: str | None) -> AuthResult:
    organization = model.Group.get(owner_org) if owner_org else None
    if organization and desk.is_desk(context.get("user", ""), organization.id):
        return {"success": True}
    return {"success": False, "msg": tk._("You are not the desk of this organisation.")}


def _of_some(context: Context, data_dict: DataDict) -> AuthResult:
    if data_dict.get("owner_org"):
        return _of_organization(context, data_dict["owner_org"])
    if desk.desks_of(context.get("user", "")) != []:
        return {"success": True}
    return {"success": False, "msg": tk._("You are not the desk of an organisation.")}
