"""What the tests of the plan on CKAN share: the people of a city."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def people(city: dict[str, Any]) -> dict[str, str]:
    """User names: the city's editor and administrator, an editor of another one, a resident."""
    from ckan.tests import factories

    from ckanext.kagakpi.tests.portal import act

    roles = ("editor", "admin", "other editor", "resident")
    names = {role: factories.User()["name"] for role in roles}
    for role in ("editor", "admin"):
        act("organization_member_create", id=city["id"], username=names[role], role=role)
    other = factories.Organization()
    act("organization_member_create", id=other["id"], username=names["other editor"], role="editor")
    return names


@pytest.fixture
def department(people: dict[str, str]) -> dict[str, Any]:
    """A department with an editor of its own, the clerk."""
    from ckan.tests import factories

    from ckanext.kagakpi.tests.portal import act

    made = factories.Organization()
    people["clerk"] = factories.User()["name"]
    act("organization_member_create", id=made["id"], username=people["clerk"], role="editor")
    return made


@pytest.fixture
def no_rounds(portal: None) -> None:
    """Forget the rounds of other tests, which may be of plans that are gone."""
    import sqlalchemy as sa
    from ckan import model

    model.Session.execute(sa.text("TRUNCATE kagakpi_period CASCADE"))
    model.Session.commit()
