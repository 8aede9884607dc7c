"""Who sees whose file waits for a decision: see config/who.md."""

from __future__ import annotations

from ckan import authz
from ckan.types import AuthResult, Context, DataDict

__all__ = ["kaga_waiting_show"]


def kaga_waiting_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever sees the report on the file."""
    return authz.is_authorized("kaga_check_show", context, data_dict)
