"""Who reads the summary of the responsible parties: see config/who.md."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict

__all__ = ["kagaconsent_party_list"]


@tk.auth_allow_anonymous_access
def kagaconsent_party_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody: it is made of what is public."""
    return {"success": True}
