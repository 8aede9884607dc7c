"""What a search is narrowed by."""

from __future__ import annotations

from typing import Any

from ckan.tests import factories
from ckan.tests.helpers import call_action


def test_facets_need_no_reader(city: dict[str, Any]) -> None:
    """A job or a command asks without a request; naming the organisations was an error there."""
    staff = {"user": factories.Sysadmin()["name"]}
    words = {"name": "facets", "title": "公衆トイレ", "notes": "一覧"}
    call_action("package_create", staff, **words, owner_org=city["id"])
    found = call_action("package_search", fq="name:facets", **{"facet.field": ["organization"]})
    items = found["search_facets"]["organization"]["items"]
    assert {item["name"]: item["count"] for item in items}[city["name"]] == 1
