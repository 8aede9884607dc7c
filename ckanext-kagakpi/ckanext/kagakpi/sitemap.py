"""The plans as pages for search engines."""

from __future__ import annotations

from collections.abc import Iterator

import ckan.plugins.toolkit as tk

from ckanext.kaga.shared.sitemap import Page
from ckanext.kaga.shared.stranger import STRANGER

_AT_ONCE = 200


def public_plans() -> Iterator[Page]:
    """Give the page of each plan. Its promises are linked there, and change with each report."""
    start = 0
    while found := tk.get_action("kagakpi_plan_list")(
        {**STRANGER}, {"limit": _AT_ONCE, "offset": start}
    )["results"]:
        yield from (Page(f"/plan/{plan['slug']}") for plan in found)
        start += len(found)
