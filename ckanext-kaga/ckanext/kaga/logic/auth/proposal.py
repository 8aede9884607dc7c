"""Who sees what a file proposes for its dataset: see config/who.md."""

from __future__ import annotations

from ckan import authz
from ckan.types import AuthResult, Context, DataDict

__all__ = ["kaga_proposal_show"]


def kaga_proposal_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever sees how far the dataset is on its way to the public."""
    return authz.is_authorized("kaga_review_show", context, data_dict)
