"""An empty portal, emptied once for each module."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.fixture(scope="module")
def empty_portal(
    portal: None, reset_db: Callable[[], None], reset_index: Callable[[], None]
) -> None:
    """Empty the database and the search index for a module."""
    reset_db()
    reset_index()
