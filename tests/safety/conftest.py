"""The application with all plugins on, and people in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from ckan import model
from ckan.common import CKANConfig
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp, CKANTestClient, call_action

POISON = '"><script>poison()</script></script><img src=x onerror=poison()>'


@pytest.fixture(scope="module")
def empty_database(
    tables: None,
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
def site(
    request: pytest.FixtureRequest,
    empty_database: None,
    ckan_config: CKANConfig,
    monkeypatch: pytest.MonkeyPatch,
) -> CKANTestApp:
    """Return the whole application, made anew for a test that chooses plugins or settings; errors
    are answers, as in production.
    """
    # Flask's test browser keeps the session for the host of this address only
    monkeypatch.setitem(ckan_config, "ckan.site_url", "http://localhost")
    if request.node.get_closest_marker("ckan_config"):
        request.getfixturevalue("with_plugins")
        app = request.getfixturevalue("make_app")()
    else:
        app = CKANTestApp(request.getfixturevalue("website"))
    monkeypatch.setitem(app.flask_app.config, "PROPAGATE_EXCEPTIONS", False)
    return app


@pytest.fixture
def sysadmin(site: CKANTestApp) -> CKANTestClient:
    """Return a browser in which a system administrator is signed in by session."""
    return site.test_client(user=model.User.get(factories.Sysadmin()["id"]))


@pytest.fixture
def poisoned(site: CKANTestApp) -> dict[str, Any]:
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
