"""What waits in the register for whoever asks: drafts, publications, reviews that are due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context, DataDict

from ckanext.kaga.common import times
from ckanext.kaga.common.times import iso
from ckanext.kagaconsent import register, roles
from ckanext.kagaconsent.model import DataUse
from ckanext.kagaconsent.model.data_use import Listed

__all__ = ["kagaconsent_data_use_work_list"]

DAYS_AHEAD = 90
MOST = 200


@tk.side_effect_free
def kagaconsent_data_use_work_list(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return what waits for the caller in the register, at most 200 of each sort.

    :returns: ``drafts`` (``waits_for`` write, publish, another or opinion) and ``reviews`` (by
        review date: overdue, or due within 90 days), each as a line of
        ``kagaconsent_data_use_list`` with ``organization`` (its title) and ``since`` (UTC);
        ``more``: which of the two go on
    """
    tk.check_access("kagaconsent_data_use_work_list", context, data_dict)
    user = context["user"]
    own = register.own_organizations(context)
    others = {
        group.id: group.title for group in roles.businesses() if roles.publishes(user, group.id)
    }
    _, drafts = DataUse.drafts(of=list(own | others), limit=MOST + 1, offset=0)
    if roles.body_of(user):
        _, handed_on = DataUse.drafts(of=None, state="reviewed", limit=MOST + 1, offset=0)
        mine_already = {one.use.id for one in drafts}
        drafts += [one for one in handed_on if one.use.id not in mine_already]
    latest = times.today() + dt.timedelta(days=DAYS_AHEAD)
    reviews = DataUse.due(list(own), latest, limit=MOST + 1)
    return {
        "drafts": list(_waiting(user, drafts[:MOST], own, others)),
        "reviews": [_line(one, own[one.use.owner_org]) for one in reviews[:MOST]],
        "more": [
            sort for sort, found in (("drafts", drafts), ("reviews", reviews)) if len(found) > MOST
        ],
    }


def _waiting(
    user: str, drafts: list[Listed], own: dict[str, str], others: dict[str, str]
) -> Iterator[dict[str, Any]]:
    me = model.User.get(user)
    assert me is not None  # noqa: S101 - was authorised
    for one in drafts:
        owner = one.use.owner_org
        title = own.get(owner) or others.get(owner) or _title(owner)
        publishes = roles.publishes(user, owner)
        if one.version.state == "draft":
            waits_for = "write" if owner in own else ""
        elif publishes and one.version.user_id != me.id:
            waits_for = "publish"
        else:
            waits_for = "another" if owner in own or publishes else "opinion"
        if waits_for:
            yield _line(one, title) | {"waits_for": waits_for}


def _line(one: Listed, organization: str) -> dict[str, Any]:
    since = one.version.published or one.version.created
    return register.listed(one.use, one.version) | {
        "organization": organization,
        "since": iso(since),
    }


def _title(owner: str) -> str:
    group = model.Group.get(owner)
    return str(group.title or group.name) if group else owner
