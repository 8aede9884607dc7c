"""An empty portal with all plugins on, started once for each module."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import ckan.plugins as p
import pytest
from ckan.cli.db import _run_migrations


@pytest.fixture(scope="module")
def empty_portal(reset_db: Callable[[], None], reset_index: Callable[[], None]) -> Iterator[None]:
    """Load the plugins for a module: CKAN's own fixture does it for each test, which takes 3 s."""
    p.load_all()
    reset_db()
    reset_index()
    for plugin in ("activity", "kaga", "kagaconsent"):
        _run_migrations(plugin, "head", True)
    yield
    p.unload_all()
