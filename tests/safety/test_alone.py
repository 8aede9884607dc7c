"""One plugin of ours on a CKAN that is otherwise its own: the same safety, the same look."""

from __future__ import annotations

import pytest
from ckan.tests.helpers import CKANTestApp, CKANTestClient
from walk import FOREIGN, OLD_FOREIGN, OWN, inline, policies_of, unsafe_routes

from ckanext.kaga.common.headers import FILE_POLICY, PAGE_POLICY
from ckanext.kaga.middleware import REFUSAL_API, REFUSAL_JA

pytestmark = pytest.mark.stack

# Pages of CKAN and of ckanext-activity that hold script or style where none of ours is on
CKANS_PAGES = ("/", "/dataset/", "/dataset/new", "/organization/", "/user/me", "/dashboard/")


def alone(plugin: str, page: str) -> pytest.ParameterSet:
    """Return a case with one plugin of ours on, and the address of its page."""
    plugins = f"{plugin} datastore activity"
    return pytest.param(page, marks=pytest.mark.ckan_config("ckan.plugins", plugins), id=plugin)


each_alone = pytest.mark.parametrize(
    "page", [alone("kagaconsent", "/register"), alone("kagakpi", "/plan")]
)


@each_alone
def test_its_page_and_ckans_wear_the_house_style_and_hold_no_script(
    sysadmin: CKANTestClient, page: str
) -> None:
    for path in (page, *CKANS_PAGES):
        answer = sysadmin.get(path)
        assert answer.status_code == 200, path
        text = answer.get_data(as_text=True)
        assert "_house.css" in text, path
        assert "house-languages" in text, path
        assert inline(text) == [], path
        assert answer.headers["Content-Security-Policy"] == PAGE_POLICY
        assert policies_of(path).items() <= dict(answer.headers).items()
    assert sysadmin.get("/api/3").headers["Content-Security-Policy"] == FILE_POLICY


@each_alone
def test_its_page_is_in_the_menu_and_speaks_each_language(
    sysadmin: CKANTestClient, page: str
) -> None:
    japanese, english, easy = (
        sysadmin.get(path).get_data(as_text=True)
        for path in (page, f"/en{page}", f"{page}?lang=ja-simple")
    )
    assert f'href="{page}"' in sysadmin.get("/").get_data(as_text=True)
    assert '<html lang="ja">' in japanese
    assert '<html lang="en">' in english
    assert '<html lang="ja-simple">' in easy
    assert "<ruby>" in easy


@each_alone
def test_no_page_of_another_site_changes_anything(
    site: CKANTestApp, sysadmin: CKANTestClient, page: str
) -> None:
    routes = list(unsafe_routes(site))
    assert len(routes) > 50
    for method, path in routes:
        refusal = REFUSAL_API if "/api/" in path else REFUSAL_JA
        for headers in (FOREIGN, OLD_FOREIGN):
            answer = sysadmin.open(path, method=method, headers=headers)
            assert answer.status_code == 403, path
            assert refusal in answer.get_data(as_text=True)
        assert refusal not in sysadmin.open(path, method=method, headers=OWN).get_data(as_text=True)
