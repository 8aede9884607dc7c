"""What the portal tells somebody it does not know, whoever asks."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

STRANGER = {"user": ""}
"""The context of one; an action gets a copy of its own."""


def asked(action: str, **given: Any) -> Any:
    """Return what an action tells a stranger; None where there is nothing for one."""
    try:
        return tk.get_action(action)({**STRANGER}, given)
    except (tk.ObjectNotFound, tk.NotAuthorized, tk.ValidationError):
        return None
