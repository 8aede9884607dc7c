"""No page of another site changes anything: every unsafe route of the site, CKAN's included."""

from __future__ import annotations

import re

import pytest
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp, CKANTestClient
from walk import FOREIGN, OLD_FOREIGN, OWN, address, unsafe_routes

from ckanext.kaga.common.origin import SAFE_METHODS
from ckanext.kaga.csrf import OUR_MODULES
from ckanext.kaga.middleware import REFUSAL_API, REFUSAL_JA

pytestmark = pytest.mark.stack


@pytest.mark.parametrize("headers", [FOREIGN, OLD_FOREIGN], ids=["fetch-metadata", "origin-only"])
def test_every_unsafe_route_refuses_a_foreign_page(
    site: CKANTestApp, sysadmin: CKANTestClient, headers: dict[str, str]
) -> None:
    routes = list(unsafe_routes(site))
    assert len(routes) > 50
    answers = {route: sysadmin.open(route[1], method=route[0], headers=headers) for route in routes}
    assert {route: answer.status_code for route, answer in answers.items()} == dict.fromkeys(
        routes, 403
    )
    for (_, path), answer in answers.items():
        assert (REFUSAL_API if "/api/" in path else REFUSAL_JA) in answer.get_data(as_text=True)


def test_no_unsafe_route_refuses_the_portals_own_page(
    site: CKANTestApp, sysadmin: CKANTestClient
) -> None:
    for method, path in unsafe_routes(site):
        text = sysadmin.open(path, method=method, headers=OWN).get_data(as_text=True)
        assert REFUSAL_JA not in text
        assert REFUSAL_API not in text


def test_foreign_page_changes_nothing_and_own_page_does(
    site: CKANTestApp, sysadmin: CKANTestClient
) -> None:
    form = {"name": "group-of-the-test", "title": "x"}
    path = "/group/new"
    sysadmin.post(path, data=form, headers=FOREIGN)
    assert site.get("/group/group-of-the-test").status_code == 404
    sysadmin.post(path, data=form, headers=OWN)
    assert site.get("/group/group-of-the-test").status_code == 200


def test_token_of_a_program_works_from_anywhere(site: CKANTestApp) -> None:
    user = factories.SysadminWithToken()
    answer = site.test_client(use_cookies=False).post(
        "/api/3/action/group_create",
        json={"name": "by-token", "title": "x"},
        headers={"Authorization": user["token"], **FOREIGN},
    )
    assert answer.status_code == 200


def test_worthless_token_does_not_open_the_session_to_a_foreign_page(
    sysadmin: CKANTestClient,
) -> None:
    answer = sysadmin.post(
        "/api/3/action/group_create",
        json={"name": "by-session"},
        headers={"Authorization": "made up", **FOREIGN},
    )
    assert answer.status_code == 403
    assert answer.json["error"]["message"] == REFUSAL_API


def test_refusal_tells_a_person_what_to_do_and_is_as_safe_as_a_page(
    sysadmin: CKANTestClient,
) -> None:
    answer = sysadmin.post("/group/new", headers=FOREIGN)
    assert "もう一度操作してください" in answer.get_data(as_text=True)
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'self'")


@pytest.mark.ckan_config("WTF_CSRF_ENABLED", True)
def test_forms_of_ours_ask_for_their_token_whatever_was_opened_before(
    site: CKANTestApp, sysadmin: CKANTestClient
) -> None:
    page = sysadmin.get("/dataset/").get_data(as_text=True)
    token = re.search(r'name="_csrf_token" content="([^"]+)"', page)
    assert token is not None
    views = site.flask_app.view_functions
    ours = [
        (method, address(site, rule))
        for rule in site.flask_app.url_map.iter_rules()
        if views[rule.endpoint].__module__.startswith(OUR_MODULES)
        for method in sorted(rule.methods - SAFE_METHODS)
    ]
    assert ours
    for method, path in ours:
        # one request of anybody switches Flask-WTF's own check off in CKAN 2.12.0
        site.test_client().open(path, method=method)
        without = sysadmin.open(path, method=method, headers=OWN)
        with_it = sysadmin.open(path, method=method, headers={**OWN, "X-CSRFToken": token[1]})
        assert without.status_code == 400, path
        assert with_it.status_code != 400, path
