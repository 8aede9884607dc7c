"""What pages for staff ask about their reader."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk


def organizations() -> list[dict[str, Any]]:
    """Return the organisations that the reader writes for; none for a stranger."""
    try:
        found: list[dict[str, Any]] = tk.get_action("organization_list_for_user")(
            {}, {"permission": "update_dataset"}
        )
    except tk.NotAuthorized:
        return []
    return found
