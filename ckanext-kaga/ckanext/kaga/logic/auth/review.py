"""Who may ask for an approval, who gives it, and who sees both: see config/who.md."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan import authz, model
from ckan.types import AuthResult, Context, DataDict

from ckanext.kaga import reviews

__all__ = [
    "kaga_review_ask",
    "kaga_review_comment",
    "kaga_review_decide",
    "kaga_review_schedule",
    "kaga_review_show",
    "kaga_review_withdraw",
]


def kaga_review_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may change the dataset, and its reviewers: drafts are for nobody else."""
    return _either(context, data_dict)


def kaga_review_comment(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may change the dataset, and its reviewers."""
    return _either(context, data_dict)


def kaga_review_ask(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may change the dataset."""
    return _may_change(context, data_dict)


def kaga_review_schedule(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may change the dataset; whether one person is enough, the action sees to."""
    return _may_change(context, data_dict)


def kaga_review_withdraw(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may change the dataset."""
    return _may_change(context, data_dict)


def kaga_review_decide(context: Context, data_dict: DataDict) -> AuthResult:
    """A reviewer of the organisation; that it is a second person, the action sees to."""
    package = model.Package.get(data_dict["package_id"])
    if package is None:
        raise tk.ObjectNotFound(tk._("Dataset not found"))
    if reviews.may_review(context.get("user", ""), package.owner_org):
        return {"success": True}
    return {"success": False, "msg": tk._("A reviewer of the organisation approves datasets.")}


def _may_change(context: Context, data_dict: DataDict) -> AuthResult:
    return authz.is_authorized("package_update", context, {"id": data_dict["package_id"]})


def _either(context: Context, data_dict: DataDict) -> AuthResult:
    found = kaga_review_decide(context, data_dict)
    return found if found["success"] else _may_change(context, data_dict)
