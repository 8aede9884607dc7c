"""Who did what is in CKAN's history: told to colleagues, to nobody else."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import authz, model
from ckan.types import Context

Activity = dict[str, Any]
"""One thing that happened, as the actions of CKAN's activity plugin give it."""


def told(context: Context, activities: Iterable[Activity]) -> list[Activity]:
    """Return what happened as the caller may know it: without its person for who is no colleague.

    Where the person is left out, ``user_id`` and the ``actor`` in ``data`` are None. A portal
    whose users are public (``ckan.auth.public_user_details``) leaves nobody out.
    """
    caller = context.get("user")
    public = tk.config["ckan.auth.public_user_details"]
    if public or context.get("ignore_auth") or authz.is_sysadmin(caller):
        return list(activities)
    me = authz.get_user_id_for_username(caller, allow_none=True) if caller else None

    @cache
    def belongs(owner: str | None) -> bool:
        return authz.has_user_permission_for_group_or_org(owner, caller, "read")

    return [
        one if (me and one["user_id"] == me) or belongs(_owner(one)) else _without_person(one)
        for one in activities
    ]


def _owner(activity: Activity) -> str | None:
    """The organisation whose staff it was; None where it was somebody of their own accord."""
    data = activity["data"] or {}
    if "package" in data:
        owner: str | None = data["package"].get("owner_org")
        return owner
    if "group" in data:
        return activity["object_id"]
    if activity["activity_type"].endswith("resource view"):
        package = model.Package.get(activity["object_id"])
        return package.owner_org if package else None
    return None


def _without_person(activity: Activity) -> Activity:
    data = dict(activity["data"] or {})
    if "actor" in data:
        data["actor"] = None
    return {**activity, "user_id": None, "data": data}
