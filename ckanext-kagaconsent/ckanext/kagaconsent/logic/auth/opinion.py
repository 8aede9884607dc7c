"""Who gives an opinion on a data use, and who reads it: see config/who.md."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ckanext.kagaconsent import roles
from ckanext.kagaconsent.logic.auth.data_use import kagaconsent_data_use_show

__all__ = ["kagaconsent_opinion_add", "kagaconsent_opinion_list"]


def kagaconsent_opinion_add(context: Context, data_dict: DataDict) -> AuthResult:
    """Members of the reviewing body."""
    if roles.body_of(context.get("user", "")):
        return {"success": True}
    return {"success": False, "msg": tk._("The reviewing body does this.")}


@tk.auth_allow_anonymous_access
def kagaconsent_opinion_list(context: Context, data_dict: DataDict) -> AuthResult:
    """As the data use itself."""
    return kagaconsent_data_use_show(context, data_dict)
