"""The action that says whose file waits for a decision in a resource, or waited before."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context, DataDict

from ckanext.kaga import meanwhile
from ckanext.kaga.common.times import iso
from ckanext.kaga.logic.schema.check import resource_only
from ckanext.kaga.meanwhile import Waiting

__all__ = ["kaga_waiting_show"]


@tk.side_effect_free
@validate(resource_only)
def kaga_waiting_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return whose file waits for a decision, so that nobody replaces it without knowing.

    :param resource_id: id of the resource
    :returns: ``waiting`` (the file that waits now) and ``replaced`` (the waiting file of somebody
        else whose place the present one took), each None or ``file_name``, ``user_id``, ``name``
        (the person's; None where it was nobody) and ``since`` (ISO time, UTC)
    :raises NotFound: there is no such resource
    """
    tk.check_access("kaga_waiting_show", context, data_dict)
    resource_id = data_dict["resource_id"]
    return {
        "waiting": _shown(meanwhile.waiting(resource_id)),
        "replaced": _shown(meanwhile.replaced(resource_id)),
    }


def _shown(found: Waiting | None) -> dict[str, Any] | None:
    if found is None:
        return None
    owner = model.User.get(found.owner) if found.owner else None
    return {
        "file_name": found.file_name,
        "user_id": found.owner,
        "name": owner.display_name if owner else None,
        "since": iso(found.since),
    }
