"""The datasets as pages for search engines."""

from __future__ import annotations

from collections.abc import Iterator

from ckanext.kaga.shared.sitemap import Page
from ckanext.kaga.shared.stranger import datasets


def public_datasets() -> Iterator[Page]:
    """Give the page of each public dataset."""
    fields = {"fl": "name,metadata_modified", "facet": "false"}
    for dataset in datasets(fq="dataset_type:dataset", **fields):
        yield Page(f"/dataset/{dataset['name']}", dataset["metadata_modified"])
