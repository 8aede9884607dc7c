"""CKAN's history of what happened: what it tells of the staff, and to whom."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk
import pytest
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp

from ckanext.kaga.tests.portal import act

pytestmark = pytest.mark.stack

WHO = "桜木 みどり"


@pytest.fixture
def department(portal: None) -> dict[str, Any]:
    """An organisation, none of whose members a test has seen."""
    return factories.Organization(title="環境課")


def member(organization: dict[str, Any], role: str, **given: Any) -> dict[str, Any]:
    user = factories.UserWithToken(**given)
    act("organization_member_create", id=organization["id"], username=user["name"], role=role)
    return user


@pytest.fixture
def editor(department: dict[str, Any]) -> dict[str, Any]:
    """Whose name is to be kept within the organisation."""
    return member(department, "editor", fullname=WHO)


@pytest.fixture
def dataset(department: dict[str, Any], editor: dict[str, Any]) -> dict[str, Any]:
    """A public dataset that the editor made and changed."""
    made = {"title": "公園", "notes": "公園です。", "license_id": "CC-BY-4.0"}
    named = factories.Dataset.stub().name
    package = act("package_create", editor["name"], name=named, owner_org=department["id"], **made)
    act("package_patch", editor["name"], id=package["id"], notes="市の公園です。")
    return package


@pytest.fixture
def outsiders(portal: None) -> dict[str, dict[str, str]]:
    """The headers of those who are no colleagues: nobody, a resident, another organisation's."""
    other = member(factories.Organization(), "admin")
    resident = factories.UserWithToken()
    return {
        "stranger": {},
        "resident": {"Authorization": resident["token"]},
        "other": {"Authorization": other["token"]},
    }


@pytest.fixture
def colleagues(department: dict[str, Any], editor: dict[str, Any]) -> dict[str, dict[str, str]]:
    """The headers of those who may know."""
    people = {
        "herself": editor,
        "member": member(department, "member"),
        "sysadmin": factories.SysadminWithToken(),
    }
    return {who: {"Authorization": user["token"]} for who, user in people.items()}


def lists(dataset: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """CKAN's actions that tell strangers what happened, and what each is asked."""
    return {
        "package_activity_list": {"id": dataset["id"]},
        "organization_activity_list": {"id": dataset["owner_org"]},
        "recently_changed_packages_activity_list": {},
    }


def asked(app: CKANTestApp, headers: dict[str, str], action: str, **given: Any) -> Any:
    address = f"/api/3/action/{action}"
    answer = app.post(address, json=given, headers=headers, status=200)
    return json.loads(answer.body)["result"]


def histories(
    app: CKANTestApp, headers: dict[str, str], dataset: dict[str, Any]
) -> Iterator[list[dict[str, Any]]]:
    """What each of those actions tells of the dataset."""
    for action, given in lists(dataset).items():
        found = asked(app, headers, action, **given)
        yield [one for one in found if one["object_id"] == dataset["id"]]


def test_who_is_no_colleague_is_told_what_happened_and_not_by_whom(
    app: CKANTestApp,
    dataset: dict[str, Any],
    editor: dict[str, Any],
    outsiders: dict[str, dict[str, str]],
) -> None:
    for headers in outsiders.values():
        for ours in histories(app, headers, dataset):
            assert [one["activity_type"] for one in ours] == ["changed package", "new package"]
            assert {one["user_id"] for one in ours} == {None}
            assert {one["data"]["actor"] for one in ours} == {None}
            assert {one["data"]["package"]["title"] for one in ours} == {"公園"}
            assert editor["name"] not in json.dumps(ours)
        shown = asked(app, headers, "activity_show", id=ours[0]["id"], include_data=False)
        assert (shown["user_id"], shown["data"]["actor"]) == (None, None)


def test_a_colleague_is_told_by_whom(
    app: CKANTestApp,
    dataset: dict[str, Any],
    editor: dict[str, Any],
    colleagues: dict[str, dict[str, str]],
) -> None:
    for headers in colleagues.values():
        for ours in histories(app, headers, dataset):
            assert {one["user_id"] for one in ours} == {editor["id"]}
        shown = asked(app, headers, "activity_show", id=ours[0]["id"], include_data=False)
        assert shown["data"]["actor"] == editor["name"]


def test_the_pages_name_the_organisation_to_residents_and_the_person_to_colleagues(
    app: CKANTestApp,
    dataset: dict[str, Any],
    editor: dict[str, Any],
    outsiders: dict[str, dict[str, str]],
    colleagues: dict[str, dict[str, str]],
) -> None:
    pages = (
        f"/dataset/activity/{dataset['name']}",
        f"/organization/activity/{dataset['owner_org']}",
    )
    for page in pages:
        for headers in outsiders.values():
            body = " ".join(app.get(page, headers=headers).body.split())
            assert WHO not in body
            assert editor["name"] not in body
            assert "<span>環境課</span>がデータセット「" in body
            assert "None" not in body
        for headers in colleagues.values():
            assert WHO in app.get(page, headers=headers).body


def test_what_one_of_the_staff_did_is_listed_for_colleagues_only(
    app: CKANTestApp,
    dataset: dict[str, Any],
    editor: dict[str, Any],
    outsiders: dict[str, dict[str, str]],
    colleagues: dict[str, dict[str, str]],
) -> None:
    for who, headers in outsiders.items():
        if who == "stranger":
            app.get(f"/user/activity/{editor['name']}", status=403)
            app.get(f"/user/{editor['name']}", status=403)
            continue
        assert asked(app, headers, "user_activity_list", id=editor["id"]) == []
        assert "公園" not in app.get(f"/user/activity/{editor['name']}", headers=headers).body
    for headers in colleagues.values():
        assert asked(app, headers, "user_activity_list", id=editor["id"])
        assert "公園" in app.get(f"/user/activity/{editor['name']}", headers=headers).body


def test_who_follows_a_dataset_is_not_told_either(
    app: CKANTestApp, dataset: dict[str, Any], outsiders: dict[str, dict[str, str]]
) -> None:
    """A portal may hold some of before CKAN 2.10, which wrote them down."""
    fan = factories.UserWithToken(fullname="公園の好きな人")
    act(
        "activity_create",
        user_id=fan["id"],
        object_id=dataset["id"],
        activity_type="follow dataset",
        data={"dataset": {"title": "公園"}},
    )
    people = {**outsiders, "fan": {"Authorization": fan["token"]}}
    found = {
        who: asked(app, headers, "package_activity_list", id=dataset["id"])[0]["user_id"]
        for who, headers in people.items()
    }
    assert found == dict.fromkeys(outsiders) | {"fan": fan["id"]}


def test_the_news_of_somebody_who_follows_a_dataset_name_nobody(
    app: CKANTestApp, dataset: dict[str, Any], editor: dict[str, Any]
) -> None:
    fan = factories.UserWithToken()
    act("follow_dataset", fan["name"], id=dataset["id"])
    act("package_patch", editor["name"], id=dataset["id"], notes="市内の公園です。")
    headers = {"Authorization": fan["token"]}
    news = asked(app, headers, "dashboard_activity_list")
    assert {one["user_id"] for one in news if one["activity_type"] == "changed package"} == {None}
    body = app.get("/dashboard", headers=headers).body
    assert "<span>環境課</span>が" in body
    assert WHO not in body


@pytest.mark.ckan_config("ckan.auth.public_user_details", True)
def test_a_portal_whose_users_are_public_tells_as_ckan_does(
    app: CKANTestApp, dataset: dict[str, Any], editor: dict[str, Any]
) -> None:
    [change, _] = asked(app, {}, "package_activity_list", id=dataset["id"])
    assert (change["user_id"], change["data"]["actor"]) == (editor["id"], editor["name"])
    assert WHO in app.get(f"/dataset/activity/{dataset['name']}").body


@pytest.mark.ckan_config("ckan.plugins", "kaga datastore")
@pytest.mark.usefixtures("with_plugins")
def test_a_portal_without_the_activity_plugin_has_the_other_actions() -> None:
    assert not p.plugin_loaded("activity")
    assert tk.get_action("kaga_work_list")
    with pytest.raises(KeyError):
        tk.get_action("package_activity_list")
