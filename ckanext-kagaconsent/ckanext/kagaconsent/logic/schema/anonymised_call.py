"""What the actions about calls for proposals take."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import Schema


def create() -> Schema:
    """A new call of an organisation."""
    needed, text = tk.get_validator("not_empty"), tk.get_validator("kagaconsent_text")
    return {"owner_org": [needed, text], **_said()}


def update() -> Schema:
    """A call, and all that it shall say."""
    needed, text = tk.get_validator("not_empty"), tk.get_validator("kagaconsent_text")
    return {"id": [needed, text], **_said()}


def _said() -> Schema:
    needed, text = tk.get_validator("not_empty"), tk.get_validator("kagaconsent_text")
    day = tk.get_validator("isodate")
    names = tk.get_validator("kagaconsent_names")
    return {
        "opens": [needed, day],
        "closes": [needed, day],
        "files": [needed, names],
        "desk": [needed, text],
        "summary": [needed, text],
    }
