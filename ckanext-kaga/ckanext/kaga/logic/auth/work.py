"""Who may ask what there is to do: see config/who.md."""

from __future__ import annotations

from ckan.types import AuthResult, Context, DataDict

__all__ = ["kaga_work_list"]


def kaga_work_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody who is logged in: the list holds the datasets of one's own organisations."""
    # CKAN asks of a stranger too where the request is one of the web.
    return {"success": bool(context.get("user"))}
