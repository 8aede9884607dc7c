"""The action that says what waits for somebody."""

from __future__ import annotations

import datetime as dt
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context, DataDict

from ckanext.kaga import reviews, worklist
from ckanext.kaga.model import work
from ckanext.kaga.shared.caller import caller

__all__ = ["kaga_work_list"]


@tk.side_effect_free
def kaga_work_list(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """Return what there is to do in the organisations that the caller publishes for.

    :returns: list of ``kind`` (``review``, ``release``, ``returned``, ``replaced``, ``decide``,
        ``correct``, ``overdue``, ``make-public``, ``look``, ``standard``; in this order),
        ``package_id``, ``title``, ``resource_id``, ``file``, ``since`` (ISO time, UTC), ``days``
        (how late an update is) and ``warnings``
    """
    tk.check_access("kaga_work_list", context, data_dict)
    member_of = tk.get_action("organization_list_for_user")(dict(context), {"permission": "read"})
    user = caller(context)
    reader = worklist.Reader(
        user.id,
        edits=frozenset(one["id"] for one in _publishes_for(context)),
        reviews=frozenset(
            one["id"] for one in member_of if reviews.may_review(user.name, one["id"])
        ),
    )
    states = work.states([*reader.edits | reader.reviews])
    return [item.as_dict() for item in worklist.work(states, reader, dt.datetime.now(dt.UTC))]


def _publishes_for(context: Context) -> list[dict[str, Any]]:
    given = {"permission": "create_dataset"}
    found: list[dict[str, Any]] = tk.get_action("organization_list_for_user")(dict(context), given)
    return found
