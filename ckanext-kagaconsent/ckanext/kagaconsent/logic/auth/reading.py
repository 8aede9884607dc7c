"""Everybody reads what is public of the register: see config/who.md."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict

__all__ = [
    "kagaconsent_affected_list",
    "kagaconsent_affected_question_list",
    "kagaconsent_change_list",
    "kagaconsent_place_list",
    "kagaconsent_register_show",
]


@tk.auth_allow_anonymous_access
def kagaconsent_affected_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def kagaconsent_affected_question_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def kagaconsent_change_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def kagaconsent_place_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def kagaconsent_register_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody."""
    return {"success": True}
