"""Who announces calls for proposals about anonymised information: see config/who.md."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import AuthResult, Context, DataDict

from ckanext.kagaconsent import roles
from ckanext.kagaconsent.model import AnonymisedCall

__all__ = [
    "kagaconsent_anonymised_call_create",
    "kagaconsent_anonymised_call_list",
    "kagaconsent_anonymised_call_update",
]


@tk.auth_allow_anonymous_access
def kagaconsent_anonymised_call_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody."""
    return {"success": True}


def kagaconsent_anonymised_call_create(context: Context, data_dict: DataDict) -> AuthResult:
    """Administrators of the organisation: a call is public at once."""
    organization = model.Group.get(data_dict["owner_org"])
    return _announces(context, organization.id if organization else None)


def kagaconsent_anonymised_call_update(context: Context, data_dict: DataDict) -> AuthResult:
    """Administrators of the organisation."""
    call = AnonymisedCall.get(data_dict["id"])
    return _announces(context, call.owner_org if call else None)


def _announces(context: Context, owner_org: str | None) -> AuthResult:
    if owner_org and roles.publishes(context.get("user", ""), owner_org):
        return {"success": True}
    return {"success": False, "msg": tk._("An administrator of the organisation does this.")}
