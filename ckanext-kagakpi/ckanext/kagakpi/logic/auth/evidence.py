"""Who sees what a dataset proves: see config/who.md."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan import authz
from ckan.types import AuthResult, Context, DataDict

__all__ = ["kagakpi_dataset_kpi_list"]


@tk.auth_allow_anonymous_access
def kagakpi_dataset_kpi_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Who sees the dataset."""
    seen: AuthResult = authz.is_authorized("package_show", context, {"id": data_dict["id"]})
    return seen
