"""Who makes what is linked."""

from __future__ import annotations

from typing import Any

import pytest
from ckan.tests import factories

from ckanext.kagakpi.tests.portal import act


@pytest.fixture
def people(city: dict[str, Any]) -> dict[str, str]:
    """The city's editor and administrator."""
    names = {role: factories.User()["name"] for role in ("editor", "admin")}
    for role, name in names.items():
        act("organization_member_create", id=city["id"], username=name, role=role)
    return names
