"""Who sees promises: see config/who.md."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict

__all__ = ["kagakpi_promise_list"]


@tk.auth_allow_anonymous_access
def kagakpi_promise_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody."""
    return {"success": True}
