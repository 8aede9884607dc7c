"""Who registers a plan in the catalogue: see config/who.md."""

from __future__ import annotations

from ckan.types import AuthResult, Context, DataDict

from ckanext.kagakpi.logic.auth.plan import administrator_of

__all__ = ["kagakpi_plan_register"]


def kagakpi_plan_register(context: Context, data_dict: DataDict) -> AuthResult:
    """Administrators of the organisation."""
    return administrator_of(context, data_dict["id"])
