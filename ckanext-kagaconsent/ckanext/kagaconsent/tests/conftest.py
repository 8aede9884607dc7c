"""What the tests of the registers share: a city with its people on the running services."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
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

from ckanext.kagaconsent.tests.register import act, forget_trails

# The quick lane searches less. A busy machine is no fault of the code, so there is no deadline.
settings.register_profile("whole", deadline=None)
settings.register_profile("fast", deadline=None, max_examples=20)
settings.load_profile(os.environ.get("KAGA_TEST_LANE", "whole"))


@pytest.fixture(scope="module")
def portal(reset_db_once: None) -> Iterator[None]:
    """The portal's plugins with their tables, loaded once for a module."""
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
    """A visitor without cookies."""
    if "portal" in request.fixturenames:
        return CKANTestApp(request.getfixturevalue("website"))
    return make_app()


@pytest.fixture
def city(portal: None) -> dict[str, Any]:
    """An organisation with a register."""
    return factories.Organization()


@pytest.fixture
def people(city: dict[str, Any]) -> dict[str, str]:
    """User names: the city's editor and administrator, an editor of another one, a resident."""
    roles = ("editor", "admin", "other editor", "resident")
    names = {role: factories.User()["name"] for role in roles}
    for role in ("editor", "admin"):
        act("organization_member_create", id=city["id"], username=names[role], role=role)
    other = factories.Organization()
    act("organization_member_create", id=other["id"], username=names["other editor"], role="editor")
    return names
