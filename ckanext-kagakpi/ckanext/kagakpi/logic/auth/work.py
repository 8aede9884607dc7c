"""Who sees what waits, and who lets the letters go out: see config/who.md."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict

__all__ = ["kagakpi_report_remind", "kagakpi_work_list"]


def kagakpi_work_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody who is logged in: each sees what waits for them, which may be nothing."""
    # CKAN asks of a stranger too where the request is one of the web.
    return {"success": bool(context.get("user"))}


def kagakpi_report_remind(context: Context, data_dict: DataDict) -> AuthResult:
    """The portal's administrator, and the job of the morning."""
    return {"success": False, "msg": tk._("The portal's administrator does this.")}
