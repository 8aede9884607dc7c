"""What the tests on the running services share: a city, its dataset, its people, its files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import ckan.plugins as p
import pytest
from ckan import model
from ckan.cli.db import _run_migrations
from ckan.common import config
from ckan.config.middleware import make_app as make_ckan
from ckan.lib.app_globals import _CONFIG_CACHE
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp
from ckan.types import CKANApp
from hypothesis import settings

from ckanext.kaga.tests.portal import forget_trails

# The quick lane searches less. A busy machine is no fault of the code, so there is no deadline.
settings.register_profile("whole", deadline=None)
settings.register_profile("fast", deadline=None, max_examples=20)
settings.load_profile(os.environ.get("KAGA_TEST_LANE", "whole"))

SAMPLES = Path(__file__).parent / "samples"
TOILETS = "172065_public_toilet.csv"


@pytest.fixture(scope="module")
def portal(reset_db_once: None) -> Iterator[None]:
    """The portal's plugins, with the tables of those that have some.

    For a whole module: CKAN's own `with_plugins` loads them for each test, which takes seconds.
    """
    p.load_all()
    model.repo.init_db()
    for plugin in ("activity", "kaga", "kagaconsent"):
        _run_migrations(plugin, "head", True)
    yield
    forget_trails()
    p.unload_all()


@pytest.fixture(scope="module")
def website(portal: None) -> CKANApp:
    """The portal's web application, made once for a module like its plugins."""
    _CONFIG_CACHE.clear()  # as CKAN's own fixture does
    return make_ckan(config)


@pytest.fixture
def app(request: pytest.FixtureRequest, make_app: Callable[[], CKANTestApp]) -> CKANTestApp:
    """A visitor without cookies, of the portal or of the plugins that a test chose."""
    if "portal" in request.fixturenames:
        return CKANTestApp(request.getfixturevalue("website"))
    return make_app()


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
