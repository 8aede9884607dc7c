"""Who asks what waits in the register: see config/who.md."""

from __future__ import annotations

from ckan.types import AuthResult, Context, DataDict

__all__ = ["kagaconsent_data_use_work_list"]


def kagaconsent_data_use_work_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody who is logged in: it holds what waits for them."""
    return {"success": True}
