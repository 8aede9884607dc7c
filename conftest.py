"""What the tests of the three plugins share: the portal's plugins with their tables, a visitor."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import ckan.plugins as p
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.cli.db import _run_migrations
from ckan.common import aslist, config
from ckan.config.middleware import make_app as make_ckan
from ckan.lib.app_globals import _CONFIG_CACHE
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp
from ckan.types import CKANApp
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from stack.home import ROOT
from stack.testing import FAST

# The quick lane searches less. A busy machine is no fault of the code, so there is no deadline.
settings.register_profile("whole", deadline=None)
settings.register_profile("fast", deadline=None, max_examples=20)
settings.load_profile(os.environ.get("KAGA_TEST_LANE", "whole"))


class _Lanes(LoadScopeScheduling):
    """Who uses the tests' databases is in one process, who looks at the portal too.

    Of what needs neither, each file finds a process that has time.
    """

    def _split_scope(self, nodeid: str) -> str:
        path = ROOT / nodeid.split("::", maxsplit=1)[0]
        if any(path.is_relative_to(ROOT / quick) for quick in FAST):
            return str(path)
        return "portal" if path.is_relative_to(ROOT / "tests" / "browser") else "services"


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """Share the tests out among the processes, where there are several."""
    return _Lanes(config, log)


@pytest.fixture(scope="session")
def tables(reset_db_once: None) -> None:
    """CKAN's tables, empty, and those of the plugins that have some."""
    p.load_all()
    model.repo.init_db()
    plugins = ("activity", "kaga", "kagaconsent", "kagakpi")
    for plugin in filter(p.plugin_loaded, plugins):
        _run_migrations(plugin, "head", True)


@pytest.fixture(scope="module")
def portal(tables: None) -> Iterator[None]:
    """The portal's plugins.

    They stay loaded from module to module, until a test's own choice of plugins ends them:
    loading takes seconds, and so does the web application's first look at each template.
    """
    if not all(p.plugin_loaded(name) for name in aslist(config["ckan.plugins"])):
        _make_website.cache_clear()
        p.load_all()
    yield
    _forget_trails()


@pytest.fixture(scope="session")
def forget_trails() -> Callable[[], None]:
    """What empties the audit trails, which CKAN's fixtures cannot."""
    return _forget_trails


@pytest.fixture
def forgotten_trail(portal: None) -> Iterator[None]:
    """Empty the audit trails after a test, where CKAN's fixtures empty every table."""
    yield
    _forget_trails()


def _forget_trails() -> None:
    """Empty the tables that let nobody delete, as their owner can."""
    model.Session.remove()
    assert model.meta.engine is not None
    with model.meta.engine.begin() as connection:
        found = "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE '%\\_stays'"
        # At once, because they refer to each other; the triggers are those of rows.
        if tables := ", ".join(dict.fromkeys(connection.execute(sa.text(found)).scalars())):
            connection.execute(sa.text(f"TRUNCATE {tables} CASCADE"))


@pytest.fixture(scope="module")
def website(portal: None) -> CKANApp:
    """The portal's web application, made once for its plugins."""
    _CONFIG_CACHE.clear()  # as CKAN's own fixture does
    return _make_website()


@cache
def _make_website() -> CKANApp:
    return make_ckan(config)


@pytest.fixture
def app(request: pytest.FixtureRequest, make_app: Callable[[], CKANTestApp]) -> CKANTestApp:
    """A visitor without cookies, of the portal or of the plugins that a test chose."""
    if "portal" in request.fixturenames:
        return CKANTestApp(request.getfixturevalue("website"))
    return make_app()


@pytest.fixture
def city(portal: None) -> dict[str, Any]:
    """An organisation that owns datasets and a register."""
    return factories.Organization()
