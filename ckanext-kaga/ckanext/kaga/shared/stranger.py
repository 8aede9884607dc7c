"""What the portal tells somebody it does not know, whoever asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ckan.plugins.toolkit as tk

STRANGER = {"user": ""}
"""The context of one; an action gets a copy of its own."""

_AT_A_TIME = 200


def asked(action: str, **given: Any) -> Any:
    """Return what an action tells a stranger; None where there is nothing for one."""
    try:
        return tk.get_action(action)({**STRANGER}, given)
    except (tk.ObjectNotFound, tk.NotAuthorized, tk.ValidationError):
        return None


def datasets(**query: str) -> Iterator[dict[str, Any]]:
    """Every public dataset that ``package_search`` finds, in an order that stays."""
    start, count = 0, 1
    while start < count:
        wanted = {"rows": _AT_A_TIME, "start": start, "sort": "id asc", **query}
        found = tk.get_action("package_search")({**STRANGER}, wanted)
        yield from found["results"]
        count, start = found["count"], start + _AT_A_TIME
