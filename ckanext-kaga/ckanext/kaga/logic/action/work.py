"""The action that says what waits for somebody."""

from __future__ import annotations

import datetime as dt
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context, DataDict

from ckanext.kaga import worklist
from ckanext.kaga.model import work

__all__ = ["kaga_work_list"]


@tk.side_effect_free
def kaga_work_list(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """Return what there is to do in the organisations that the caller publishes for.

    :returns: list of ``kind`` (``decide``, ``correct``, ``overdue``, ``make-public``, ``look``,
        ``standard``; in this order), ``package_id``, ``title``, ``resource_id``, ``file``,
        ``since`` (ISO time, UTC), ``days`` (how late an update is) and ``warnings``
    """
    tk.check_access("kaga_work_list", context, data_dict)
    mine = tk.get_action("organization_list_for_user")(
        dict(context), {"permission": "create_dataset"}
    )
    states = work.states([organization["id"] for organization in mine])
    return [item.as_dict() for item in worklist.work(states, dt.datetime.now(dt.UTC))]
