"""CKAN's own actions that say what happened, told without the person to who is no colleague.

They are those of its activity plugin, and are there where a portal has it.
"""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Action, Context, DataDict

from ckanext.kaga import actors


@tk.chained_action
@tk.side_effect_free
def _list(original_action: Action, context: Context, data_dict: DataDict) -> Any:
    """Say what happened, as CKAN does."""
    return actors.told(context, original_action(context, data_dict))


@tk.chained_action
@tk.side_effect_free
def _list_of_user(original_action: Action, context: Context, data_dict: DataDict) -> Any:
    """Say what a person did, as CKAN does, as far as the caller may know that it was them."""
    found = actors.told(context, original_action(context, data_dict))
    return [one for one in found if one["user_id"]]


@tk.chained_action
@tk.side_effect_free
def _show(original_action: Action, context: Context, data_dict: DataDict) -> Any:
    """Say of one thing that happened what it was, as CKAN does."""
    return actors.told(context, [original_action(context, data_dict)])[0]


CHAINED = {
    "activity_show": _show,
    "dashboard_activity_list": _list,
    "group_activity_list": _list,
    "organization_activity_list": _list,
    "package_activity_list": _list,
    "recently_changed_packages_activity_list": _list,
    "user_activity_list": _list_of_user,
}
