"""What the catalogue's tests on the running services share: a dataset, and real files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ckan.tests import factories

SAMPLES = Path(__file__).parent / "samples"
TOILETS = "172065_public_toilet.csv"


@pytest.fixture
def dataset(city: dict[str, Any]) -> dict[str, Any]:
    """A dataset of the city without files."""
    return factories.Dataset(owner_org=city["id"])


@pytest.fixture
def toilets() -> bytes:
    """Kaga's real list of public toilets: 17 rows, UTF-8 with BOM."""
    return (SAMPLES / TOILETS).read_bytes()
