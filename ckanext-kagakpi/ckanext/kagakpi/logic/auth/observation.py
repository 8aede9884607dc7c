"""Who fills an example; everybody sees what was reported: see config/who.md."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ckanext.kagakpi.logic.auth.plan import administrator_of

__all__ = ["kagakpi_observation_create", "kagakpi_observation_list"]


@tk.auth_allow_anonymous_access
def kagakpi_observation_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody: what is in the table is public."""
    return {"success": True}


def kagakpi_observation_create(context: Context, data_dict: DataDict) -> AuthResult:
    """Administrators of the organisation; that the plan is an example, the action sees to."""
    return administrator_of(context, data_dict["id"])
