"""What the actions about the draft of a plan take."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import Schema


def one() -> Schema:
    """The draft of a plan, by the plan's id or key."""
    return {"id": [tk.get_validator("not_empty"), tk.get_validator("kagakpi_text")]}


def saved() -> Schema:
    """What the next version shall say, and the hash of what was read before."""
    text = tk.get_validator("kagakpi_text")
    return {
        **one(),
        "content": [tk.get_validator("not_empty"), tk.get_validator("kagakpi_plan")],
        "content_hash": [tk.get_validator("ignore_empty"), text],
    }


def published() -> Schema:
    """Why the next version is published, and the hash of what was looked at."""
    must, text = tk.get_validator("not_empty"), tk.get_validator("kagakpi_text")
    return {**one(), "reason": [must, text], "content_hash": [must, text]}
