"""The register as pages for search engines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.kaga.shared.sitemap import Page
from ckanext.kaga.shared.stranger import STRANGER

_AT_ONCE = 200


def public_data_uses() -> Iterator[Page]:
    """Give the register's page and that of each public use of data."""
    yield Page("/register")
    wanted: dict[str, Any] = {"limit": _AT_ONCE, "include_total": False}
    while found := tk.get_action("kagaconsent_data_use_list")({**STRANGER}, {**wanted})["results"]:
        yield from (Page(f"/register/{use['slug']}") for use in found)
        wanted["after"] = found[-1]["slug"]
