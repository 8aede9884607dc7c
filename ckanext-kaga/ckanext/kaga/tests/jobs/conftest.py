"""What the tests of decisions share: the people who decide."""

from __future__ import annotations

from typing import Any

import pytest
from ckan.tests import factories

from ckanext.kaga.tests.portal import act


@pytest.fixture
def people(city: dict[str, Any]) -> dict[str, str]:
    """An editor of the city and two of its administrators, by name."""
    names = {role: factories.User()["name"] for role in ("editor", "first", "second")}
    for role, name in names.items():
        capacity = "editor" if role == "editor" else "admin"
        act("organization_member_create", id=city["id"], username=name, role=capacity)
    return names
