"""What the tests on the running services share: a city, its dataset, its people, its files."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ckan.tests import factories
from hypothesis import settings

# The quick lane searches less. A busy machine is no fault of the code, so there is no deadline.
settings.register_profile("whole", deadline=None)
settings.register_profile("fast", deadline=None, max_examples=20)
settings.load_profile(os.environ.get("KAGA_TEST_LANE", "whole"))

SAMPLES = Path(__file__).parent / "samples"
TOILETS = "172065_public_toilet.csv"


@pytest.fixture
def portal(with_plugins: None, non_clean_db: None, migrate_db_for: Callable[[str], None]) -> None:
    """The portal's plugins, with the tables of those that have some."""
    for plugin in ("activity", "kaga"):
        migrate_db_for(plugin)


@pytest.fixture
def city(portal: None) -> dict[str, Any]:
    """An organisation that owns datasets."""
    return factories.Organization()


@pytest.fixture
def dataset(city: dict[str, Any]) -> dict[str, Any]:
    """A dataset of the city without files."""
    return factories.Dataset(owner_org=city["id"])


@pytest.fixture
def toilets() -> bytes:
    """Kaga's real list of public toilets: 17 rows, UTF-8 with BOM."""
    return (SAMPLES / TOILETS).read_bytes()
