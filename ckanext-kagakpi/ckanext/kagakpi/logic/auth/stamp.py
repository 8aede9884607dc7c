"""Who sees the stamp of a plan: see config/who.md."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict

__all__ = ["kagakpi_plan_stamp_show"]


@tk.auth_allow_anonymous_access
def kagakpi_plan_stamp_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody."""
    return {"success": True}
