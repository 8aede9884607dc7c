"""What an action is about, or that it is not there."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import DataDict

from ckanext.kagakpi.model import Plan


def plan(data_dict: DataDict, *, lock: bool = False) -> Plan:
    """Return the plan of the id or key ``id``; raises NotFound.

    With ``lock`` nobody else changes it until the caller's transaction ends.
    """
    row = Plan.get(data_dict["id"], lock=lock)
    if row is None:
        raise tk.ObjectNotFound(tk._("There is no such plan."))
    return row
