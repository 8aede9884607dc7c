"""One plugin of ours on a CKAN that is otherwise its own: the same safety, the same look."""

from __future__ import annotations

import pytest
from ckan.common import CKANConfig
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp, CKANTestClient, call_action
from walk import FOREIGN, OLD_FOREIGN, OWN, inline, policies_of, unsafe_routes

from ckanext.kaga.common.headers import FILE_POLICY, PAGE_POLICY
from ckanext.kaga.middleware import REFUSAL_API, REFUSAL_JA
from ckanext.kagaconsent.tests import register
from ckanext.kagakpi.tests.portal import act, bring_in, renamed, slug_of

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


@each_alone
def test_its_things_lead_to_datasets_and_to_nothing_that_is_off(
    portal: CKANTestApp, sysadmin: CKANTestClient, page: str
) -> None:
    city = factories.Organization()
    made = factories.Dataset(owner_org=city["id"], title="広場の人の数")
    people = {role: factories.User()["name"] for role in ("admin", "editor")}
    for role, name in people.items():
        call_action("organization_member_create", id=city["id"], username=name, role=role)
    if page == "/plan":
        slug = slug_of(city)
        bring_in(people, city, renamed(slug), example=True)
        evidence = [{"label": "数えたデータ", "url": f"/dataset/{made['name']}"}]
        told = {"id": slug, "kpi": "iot", "as_of": "2021-03-31", "value": "5"}
        act("kagakpi_observation_create", people["admin"], evidence=evidence, **told)
        mine, key = f"/plan/{slug}/kpi/iot", f"kpi:{slug}:iot"
    else:
        slug = f"use-{city['name'].replace('_', '-')}"
        ids = [made["id"]]
        register.publish(people, register.draft(people, city, slug, source_dataset_ids=ids))
        mine, key = f"/register/{slug}", f"data-use:{slug}"
    other = "/register" if page == "/plan" else "/plan"
    there = f"/dataset/{made['name']}"
    for path in (mine, there, f"/graph/{key}", f"/graph/dataset:{made['id']}"):
        text = sysadmin.get(path).get_data(as_text=True)
        assert f'href="{mine}"' in text or path == mine, path
        assert f'href="{there}"' in text or path == there, path
        assert f'href="{other}' not in text
    assert b"dcat:Dataset" in sysadmin.get(f"/graph/{key}.ttl").data


@pytest.mark.parametrize("page", [alone("kagakpi", "/plan")])
def test_a_plan_goes_into_a_catalogue_that_is_ckans_own(
    portal: CKANTestApp, sysadmin: CKANTestClient, page: str, ckan_config: CKANConfig
) -> None:
    city, admin = factories.Organization(), factories.User()["name"]
    call_action("organization_member_create", id=city["id"], username=admin, role="admin")
    slug = slug_of(city)
    bring_in({"admin": admin}, city, renamed(slug))
    ckan_config["ckanext.kagakpi.catalogue_orgs"] = [city["name"]]
    done = [act("kagakpi_plan_register", admin, id=slug)[0]["done"] for _ in range(2)]
    assert done == ["created", "same"]
    text = sysadmin.get(f"/dataset/plan-{slug}-1").get_data(as_text=True)
    assert text.count('class="resource-item"') == 4
