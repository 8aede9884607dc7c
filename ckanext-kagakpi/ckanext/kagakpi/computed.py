"""What the catalogue itself can count, as a stranger sees it."""

from __future__ import annotations

import datetime as dt
import hashlib
from decimal import Decimal
from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk
import rfc8785

from ckanext.kaga.common import times
from ckanext.kaga.shared.stranger import datasets
from ckanext.kagakpi.interfaces import Computed, IComputedIndicator, Provider


def providers() -> dict[str, Provider]:
    """Return every provider by name, of all plugins; an earlier plugin's wins."""
    found: dict[str, Provider] = {}
    for plugin in p.PluginImplementations(IComputedIndicator):
        found = plugin.get_computed_indicators() | found
    return found


def query_hash(computed: Computed) -> str:
    """Return the SHA-256 of what was asked, in RFC 8785 bytes."""
    return hashlib.sha256(rfc8785.dumps(computed.query)).hexdigest()


def datasets_first_published(first: dt.date, last: dt.date, of: str) -> Computed:
    """Count the public datasets that came into the catalogue within the days."""
    zone = tk.h.get_display_timezone()
    begin, end = (
        dt.datetime.combine(day, dt.time(), zone).astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        for day in (first, last + dt.timedelta(days=1))
    )
    query = {"fq": f"metadata_created:[{begin} TO {end}}}", "sort": "metadata_created asc"}
    found = [_linked(dataset) for dataset in datasets(**query)]
    return Computed(Decimal(len(found)), {"package_search": query}, found)


def standard_rows(first: dt.date, last: dt.date, of: str) -> Computed | None:
    """Count the rows of the public datasets of a standard, as they are now.

    None where there is no such dataset, or where the tables are those of another day.
    """
    if last < times.today():
        return None
    mine = [one for one in datasets() if str(one.get("standard") or "").split("/")[0] == of]
    resources = [
        resource for one in mine for resource in one["resources"] if resource["datastore_active"]
    ]
    if not resources:
        return None
    search = tk.get_action("datastore_search")
    rows = sum(
        search({"user": ""}, {"resource_id": resource["id"], "limit": 0})["total"]
        for resource in resources
    )
    query = {"datastore_search": [resource["id"] for resource in resources]}
    return Computed(Decimal(rows), query, [_linked(one) for one in mine])


def _linked(dataset: dict[str, Any]) -> dict[str, str]:
    address = tk.h.url_for("dataset.read", id=dataset["name"], locale="default")
    return {"label": dataset["title"] or dataset["name"], "url": address}
