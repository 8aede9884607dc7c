"""Who is who in the register beside CKAN's roles: businesses, who approves them, who reviews.

All three are the portal's configuration, because an organisation's own administrators could
change anything that is kept with the organisation.
"""

from __future__ import annotations

from collections.abc import Iterator

import ckan.plugins.toolkit as tk
from ckan import authz, model

BUSINESSES = "ckanext.kagaconsent.business_orgs"
APPROVING = "ckanext.kagaconsent.approving_orgs"
REVIEWING = "ckanext.kagaconsent.reviewing_groups"


def is_business(owner_org: str) -> bool:
    """Tell whether an organisation (its id) is a private business."""
    return any(group.id == owner_org for group in businesses())


def businesses() -> list[model.Group]:
    """Return the organisations that are private businesses."""
    return list(_groups(BUSINESSES))


def bodies() -> list[model.Group]:
    """Return the groups and organisations that are the reviewing body."""
    return list(_groups(REVIEWING))


def approving() -> str:
    """Return the id of the first of the city's organisations that approve, or ""."""
    return next((str(group.id) for group in _groups(APPROVING)), "")


def publishes(user: str, owner_org: str) -> bool:
    """Tell whether somebody makes public, suspends and ends for the organisation (its id)."""
    if authz.is_sysadmin(user):
        return True
    deciding = [owner_org]
    if is_business(owner_org):
        deciding = [group.id for group in _groups(APPROVING) if group.id != owner_org]
    return any(authz.users_role_for_group_or_org(one, user) == "admin" for one in deciding)


def body_of(user: str) -> str | None:
    """Return the name of the reviewing body that somebody belongs to, None for others."""
    for group in _groups(REVIEWING):
        if authz.users_role_for_group_or_org(group.id, user):
            name: str = group.title or group.name
            return name
    return None


def _groups(key: str) -> Iterator[model.Group]:
    """The active groups and organisations that a setting names."""
    for name in tk.config.get(key) or []:
        group = model.Group.get(name)
        if group is not None and group.state == "active":
            yield group
