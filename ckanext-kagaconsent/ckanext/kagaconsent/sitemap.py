"""The register as pages for search engines."""

from __future__ import annotations

from collections.abc import Iterator

from ckanext.kaga.shared.sitemap import Page
from ckanext.kagaconsent.views.answering import every


def public_data_uses() -> Iterator[Page]:
    """Give the register's page and that of each public use of data."""
    yield Page("/register")
    yield from (Page(f"/register/{use['slug']}") for use in every(content=False))
