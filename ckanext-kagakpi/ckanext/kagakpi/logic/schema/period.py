"""What the actions about reporting rounds take."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import Schema


def opened() -> Schema:
    """A round of a plan: its day, until when to report, and who reports what."""
    must, text = tk.get_validator("not_empty"), tk.get_validator("kagakpi_text")
    return {
        "id": [must, text],
        "as_of": [must, tk.get_validator("kagakpi_day")],
        "due": [must, tk.get_validator("kagakpi_day")],
        "assignments": [tk.get_validator("default")({}), tk.get_validator("kagakpi_assignments")],
    }


def one() -> Schema:
    """One round."""
    return {"period_id": [tk.get_validator("not_empty"), tk.get_validator("kagakpi_text")]}


def of() -> Schema:
    """The rounds of a plan."""
    return {"id": [tk.get_validator("not_empty"), tk.get_validator("kagakpi_text")]}
