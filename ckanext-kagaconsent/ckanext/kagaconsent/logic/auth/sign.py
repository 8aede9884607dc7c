"""Who sees signs: everybody, for they stand on the street. See config/who.md."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ckanext.kagaconsent import signs
from ckanext.kagaconsent.model import SignCode

__all__ = ["kagaconsent_sign_list", "kagaconsent_sign_show"]


@tk.auth_allow_anonymous_access
def kagaconsent_sign_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody, for a code that was given."""
    if SignCode.get(signs.read_code(data_dict["code"]) or ""):
        return {"success": True}
    return {"success": False, "msg": tk._("There is no sign with this code.")}


@tk.auth_allow_anonymous_access
def kagaconsent_sign_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody."""
    return {"success": True}
