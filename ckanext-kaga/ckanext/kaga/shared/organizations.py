"""The organisations of a portal, all of them."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.kaga.shared.stranger import STRANGER


def every_organization(**asked: Any) -> list[dict[str, Any]]:
    """Return the organisations that CKAN's ``organization_list`` finds, as everybody sees them.

    With all fields it gives 25 at a time, and says nothing of the rest: a city has more
    departments.

    :param asked: what else the action is asked
    """
    listed = tk.get_action("organization_list")
    found: list[dict[str, Any]] = []
    given = {"include_dataset_count": False, **asked, "all_fields": True}
    while some := listed({**STRANGER}, {**given, "offset": len(found)}):
        found += some
    return found
