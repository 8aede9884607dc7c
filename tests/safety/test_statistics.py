"""The desk's figures become a dataset on a CKAN that has nothing of ours but the desk."""

from __future__ import annotations

import pytest
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp, call_action
from click.testing import CliRunner

from ckanext.kagaconsent.cli import kagaconsent

pytestmark = [
    pytest.mark.stack,
    pytest.mark.ckan_config("ckan.plugins", "kagaconsent"),
]


def test_the_figures_are_published_on_stock_ckan(site: CKANTestApp) -> None:
    city = factories.Organization(name="desk-alone")
    complaint = {"kind": "complaint", "text": "道路の情報の誤り", "owner_org": city["id"]}
    call_action("kagaconsent_case_create", context={"ignore_auth": False, "user": ""}, **complaint)
    # CKAN's own command would read the configuration anew, and bring every plugin.
    done = CliRunner().invoke(kagaconsent, ["statistics", "--publish", city["name"]])
    assert done.exit_code == 0, done.output
    package = call_action("package_show", id="requests-and-complaints-desk-alone")
    (resource,) = package["resources"]
    answer = site.get(f"/dataset/{package['id']}/resource/{resource['id']}/download/a.csv")
    assert "苦情・相談,1," in answer.get_data(as_text=True)
