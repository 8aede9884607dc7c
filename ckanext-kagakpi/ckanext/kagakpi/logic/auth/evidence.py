"""Who sees what a dataset proves: see config/who.md."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict

__all__ = ["kagakpi_dataset_kpi_list"]


@tk.auth_allow_anonymous_access
def kagakpi_dataset_kpi_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Who sees the dataset."""
    tk.check_access("package_show", context, {"id": data_dict["id"]})
    return {"success": True}
