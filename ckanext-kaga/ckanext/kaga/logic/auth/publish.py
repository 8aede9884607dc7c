"""Who may hand in a table file: see config/who.md."""

from __future__ import annotations

from ckan import authz
from ckan.types import AuthResult, Context, DataDict

__all__ = ["kaga_publish", "kaga_publish_all"]


def kaga_publish(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may create datasets of the organisation; a known one asks its own question, too."""
    return authz.is_authorized("package_create", context, {"owner_org": data_dict["owner_org"]})


def kaga_publish_all(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may hand in one file."""
    return kaga_publish(context, data_dict)
