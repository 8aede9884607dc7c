"""The application with all plugins on, and people in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from ckan import model
from ckan.common import CKANConfig
from ckan.plugins import plugin_loaded
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp, CKANTestClient, call_action

POISON = '"><script>poison()</script></script><img src=x onerror=poison()>'


@pytest.fixture(scope="module")
def empty_database(
    reset_db: Callable[[], None],
    reset_index: Callable[[], None],
    forget_trails: Callable[[], None],
) -> Iterator[None]:
    """Start each module with nothing in the database; the walks are too long to do so each time."""
    reset_db()
    reset_index()
    yield
    forget_trails()


@pytest.fixture
def storage(ckan_config: CKANConfig, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return the folder of the portal's uploads, which is this test's own."""
    monkeypatch.setitem(ckan_config, "ckan.storage_path", str(tmp_path))
    return tmp_path


@pytest.fixture
def portal(
    with_plugins: None,
    empty_database: None,
    storage: Path,
    migrate_db_for: Callable[[str], None],
    ckan_config: CKANConfig,
    monkeypatch: pytest.MonkeyPatch,
    make_app: Callable[[], CKANTestApp],
) -> CKANTestApp:
    """Return the whole application, with every plugin on if the test does not choose; errors are
    answers, as in production.
    """
    for plugin in ("activity", "kaga", "kagaconsent", "kagakpi"):
        if plugin_loaded(plugin):
            migrate_db_for(plugin)
    # Flask's test browser keeps the session for the host of this address only
    monkeypatch.setitem(ckan_config, "ckan.site_url", "http://localhost")
    app = make_app()
    app.flask_app.config["PROPAGATE_EXCEPTIONS"] = False
    return app


@pytest.fixture
def sysadmin(portal: CKANTestApp) -> CKANTestClient:
    """Return a browser in which a system administrator is signed in by session."""
    return portal.test_client(user=model.User.get(factories.Sysadmin()["id"]))


@pytest.fixture
def poisoned(portal: CKANTestApp) -> dict[str, Any]:
    """Return a public dataset whose every text tries to become HTML."""
    if model.Package.get("poison"):
        return call_action("package_show", id="poison")
    organization = factories.Organization(
        name="kaga-city", title=POISON, description=POISON, identifier="172065"
    )
    return factories.Dataset(
        name="poison",
        title=POISON,
        notes=POISON,
        owner_org=organization["id"],
        author=POISON,
        maintainer=POISON,
        contact_name=POISON,
        contact_email="a@example.jp",
        license_id="cc-by-4.0",
        resources=[{"name": POISON, "description": POISON, "url": "https://example.com/x.csv"}],
    )
