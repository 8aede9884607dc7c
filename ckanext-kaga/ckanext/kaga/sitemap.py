"""The datasets as pages for search engines."""

from __future__ import annotations

from collections.abc import Iterator

import ckan.plugins.toolkit as tk

from ckanext.kaga.shared.sitemap import Page
from ckanext.kaga.shared.stranger import STRANGER

_AT_ONCE = 1000


def public_datasets() -> Iterator[Page]:
    """Give the page of each public dataset."""
    wanted = {"fq": "dataset_type:dataset", "sort": "id asc", "rows": _AT_ONCE}
    fields = {"fl": "name,metadata_modified", "facet": "false"}
    start = 0
    while found := tk.get_action("package_search")(
        {**STRANGER}, {**wanted, **fields, "start": start}
    )["results"]:
        for dataset in found:
            yield Page(f"/dataset/{dataset['name']}", dataset["metadata_modified"])
        start += len(found)
