"""Template helpers of the registers."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

__all__ = ["kagaconsent_uses_of"]

SHOWN = 50


def kagaconsent_uses_of(dataset_id: str) -> list[dict[str, Any]]:
    """Return the public data uses that a dataset is made from, at most 50, by short name."""
    wanted = {"dataset": dataset_id, "limit": SHOWN, "include_total": False}
    found: list[dict[str, Any]] = tk.get_action("kagaconsent_data_use_list")({}, wanted)["results"]
    return found
