"""Who asks what waits in the register: see config/who.md."""

from __future__ import annotations

from ckan.types import AuthResult, Context, DataDict

__all__ = ["kagaconsent_data_use_work_list"]


def kagaconsent_data_use_work_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody who is logged in: it holds what waits for them."""
    # CKAN asks of a stranger too where the request is one of the web.
    return {"success": bool(context.get("user"))}
