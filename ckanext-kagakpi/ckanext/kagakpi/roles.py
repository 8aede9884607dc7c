"""Who does what for an organisation's plans."""

from __future__ import annotations

from ckan import authz


def publishes(user: str, owner_org: str) -> bool:
    """Tell whether somebody brings in plans and makes reports public for the organisation."""
    if authz.is_sysadmin(user):
        return True
    return authz.users_role_for_group_or_org(owner_org, user) == "admin"


def is_inside(user: str, owner_org: str) -> bool:
    """Tell whether somebody edits for the organisation."""
    may: bool = authz.has_user_permission_for_group_or_org(owner_org, user, "update_dataset")
    return may
