"""The list of a city's departments: none is left out, however many CKAN gives at a time."""

from __future__ import annotations

import pytest
from ckan.tests import factories

from ckanext.kaga.shared.organizations import every_organization


@pytest.mark.ckan_config("ckan.group_and_organization_list_all_fields_max", 2)
def test_every_department_is_listed_once(portal: None) -> None:
    made = {factories.Organization()["name"] for _ in range(5)}
    names = [one["name"] for one in every_organization()]
    assert made <= set(names)
    assert len(names) == len(set(names))
    some = sorted(made)[:3]
    assert {one["name"] for one in every_organization(organizations=some)} == set(some)
