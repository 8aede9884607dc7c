"""What the tests of decisions share: the people who decide, and a trail that is emptied."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from ckan import model
from ckan.tests import factories

from ckanext.kaga.tests.portal import act


@pytest.fixture
def forgotten_trail(portal: None) -> Iterator[None]:
    """Empty the audit trail as its owner can, because CKAN's fixtures empty every table."""
    yield
    model.Session.remove()
    assert model.meta.engine is not None
    with model.meta.engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE kaga_release DISABLE TRIGGER USER"))
        connection.execute(sa.text("DELETE FROM kaga_release"))
        connection.execute(sa.text("ALTER TABLE kaga_release ENABLE TRIGGER USER"))


@pytest.fixture
def people(city: dict[str, Any]) -> dict[str, str]:
    """An editor of the city and two of its administrators, by name."""
    names = {role: factories.User()["name"] for role in ("editor", "first", "second")}
    for role, name in names.items():
        capacity = "editor" if role == "editor" else "admin"
        act("organization_member_create", id=city["id"], username=name, role=capacity)
    return names
