"""The page 公開の準備, as the people in charge and everybody else meet it."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

import pytest
from ckan.lib.jobs import Worker
from ckan.tests import factories
from werkzeug.datastructures import FileStorage

from ckanext.kaga.tests.conftest import TOILETS
from ckanext.kaga.tests.portal import act, upload

pytestmark = [pytest.mark.stack, pytest.mark.usefixtures("with_test_worker", "clean_queues")]


@pytest.fixture
def editor(city: dict[str, Any]) -> dict[str, str]:
    """The headers of an editor of the city."""
    user = factories.UserWithToken()
    act("organization_member_create", id=city["id"], username=user["name"], role="editor")
    return {"Authorization": user["token"]}


@pytest.fixture
def draft(city: dict[str, Any], toilets: bytes) -> dict[str, Any]:
    """A private dataset with the city's real list, checked."""
    package = factories.Dataset(owner_org=city["id"], private=True, tag_string="トイレ")
    upload(toilets, TOILETS, package_id=package["id"])
    Worker().work(burst=True)
    return package


def address(draft: dict[str, Any], rest: str = "") -> str:
    return f"/dataset/{draft['name']}/publish{rest}"


def test_it_shows_the_table_and_where_its_places_lie(
    app: Any, editor: dict[str, str], draft: dict[str, Any]
) -> None:
    body = app.get(address(draft), headers=editor).body
    assert "17件の位置" in body
    assert body.count('<circle class="house-map-spot"') == 17
    assert "錦城山公園" in body
    assert "いま公開する" in body


def test_the_short_form_keeps_what_it_does_not_ask(
    app: Any, editor: dict[str, str], draft: dict[str, Any]
) -> None:
    before = act("package_show", id=draft["id"])
    typed = {
        "title": "公衆トイレ一覧",
        "notes": "市内の一覧です。",
        "license_id": "CC-BY-4.0",
        "temporal_start": "2024-04-01",
        "tags": "トイレ、バリアフリー, 観光",
    }
    app.post(address(draft, "/describe"), data=typed, headers=editor)
    after = act("package_show", id=draft["id"])
    assert (after["title"], after["temporal_start"]) == ("公衆トイレ一覧", "2024-04-01")
    assert {tag["name"] for tag in after["tags"]} == {"トイレ", "バリアフリー", "観光"}
    assert after["private"] is True
    assert [one["id"] for one in after["resources"]] == [one["id"] for one in before["resources"]]


TYPED = {"title": "公衆トイレ一覧", "notes": "市内の一覧です。", "license_id": "CC-BY-4.0"}


def test_the_second_of_two_who_describe_it_is_told_and_loses_nothing(
    app: Any, editor: dict[str, str], draft: dict[str, Any]
) -> None:
    [seen] = re.findall(r'name="seen" value="(\w+)"', app.get(address(draft), headers=editor).body)
    first = TYPED | {"notes": "先に書いた説明です。", "seen": seen}
    app.post(address(draft, "/describe"), data=first, headers=editor)
    second = TYPED | {"notes": "後から書いた説明です。", "seen": seen}
    told = app.post(address(draft, "/describe"), data=second, headers=editor).body
    assert act("package_show", id=draft["id"])["notes"] == "先に書いた説明です。"
    assert "別の職員が説明を変更しました" in told
    assert "後から書いた説明です。" in told
    [seen] = re.findall(r'name="seen" value="(\w+)"', told)
    app.post(address(draft, "/describe"), data=second | {"seen": seen}, headers=editor)
    assert act("package_show", id=draft["id"])["notes"] == "後から書いた説明です。"


def test_what_was_typed_is_saved_with_the_step_to_the_public(
    app: Any, editor: dict[str, str], draft: dict[str, Any]
) -> None:
    assert "説明を保存して公開する" in app.get(address(draft), headers=editor).body
    app.post(address(draft, "/public"), data=TYPED, headers=editor)
    after = act("package_show", id=draft["id"])
    assert (after["notes"], after["private"]) == (TYPED["notes"], False)


@pytest.mark.parametrize(
    ("step", "standing"), [("ask", "asked"), ("schedule", "scheduled"), ("public", "public")]
)
def test_each_way_to_the_public_keeps_what_was_typed_into_the_description(
    app: Any, editor: dict[str, str], draft: dict[str, Any], step: str, standing: str
) -> None:
    body = app.get(address(draft), headers=editor).body
    for way in ("public", "ask", "schedule"):
        assert f'form="description" formaction="{address(draft, f"/{way}")}"' in body
    time = (dt.datetime.now(dt.UTC) + dt.timedelta(days=9)).isoformat()
    typed = TYPED | {"schedule_at": time}
    body = app.post(address(draft, f"/{step}"), data=typed, headers=editor).body
    assert ("保存すると、承認の依頼や日時の指定は無効になります" in body) is (step != "public")
    assert act("package_show", id=draft["id"])["notes"] == TYPED["notes"]
    assert act("kaga_review_show", package_id=draft["id"])["standing"] == standing


def test_a_step_that_is_not_taken_loses_neither_the_description_nor_the_message(
    app: Any, editor: dict[str, str], draft: dict[str, Any]
) -> None:
    typed = TYPED | {"title": "", "comment": "4月分です。", "ask_at": "2030-01-01T09:00"}
    body = app.post(address(draft, "/ask"), data=typed, headers=editor).body
    assert 'id="field-title-error"' in body
    assert TYPED["notes"] in body
    assert "4月分です。" in body
    assert 'value="2030-01-01T09:00"' in body
    assert act("kaga_review_show", package_id=draft["id"])["standing"] == "draft"


def test_the_form_says_where_its_values_came_from_and_keeps_what_a_person_wrote(
    app: Any, editor: dict[str, str], city: dict[str, Any], toilets: bytes
) -> None:
    def hand_in(content: bytes, name: str) -> str:
        file = FileStorage(io.BytesIO(content), name)
        taken = act("kaga_publish", upload=file, owner_org=city["id"])
        Worker().work(burst=True)
        return f"/dataset/{taken['package_id']}/publish"

    page = hand_in(toilets, "トイレ_令和5年度.csv")
    body = app.get(page, headers=editor).body
    assert 'value="2023-04-01"' in body
    assert "ファイル名から入力しました。" in body
    assert "標準データセットから入力しました。" in body

    assert hand_in(toilets[:-2], "トイレ_令和6年度.csv") == page
    body = app.get(page, headers=editor).body
    assert 'value="2024-04-01"' in body
    assert "新しいファイルの名前から入力しました（保存してあるのは2023-04-01）。" in body

    typed = TYPED | {"temporal_start": "2024-07-01", "temporal_end": "2024-12-31"}
    app.post(f"{page}/describe", data=typed, headers=editor)
    body = app.get(page, headers=editor).body
    assert 'value="2024-07-01"' in body
    assert "ファイル名によると2024-04-01です。" in body


def test_what_was_written_to_the_second_person_outlives_a_wrong_time(
    app: Any, editor: dict[str, str], draft: dict[str, Any]
) -> None:
    typed = {"comment": "4月分です。", "ask_at": "2020-01-01T09:00"}
    body = app.post(address(draft, "/ask"), data=typed, headers=editor).body
    assert "これから1年以内の日時を選んでください。" in body
    assert "4月分です。" in body
    assert 'value="2020-01-01T09:00"' in body


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    app: Any, editor: dict[str, str], draft: dict[str, Any]
) -> None:
    typed = {
        "title": "",
        "notes": "書きかけの説明です。",
        "license_id": "CC-BY-4.0",
        "temporal_start": "2025-04-01",
        "temporal_end": "2024-03-31",
        "tags": "トイレ",
    }
    body = app.post(address(draft, "/describe"), data=typed, headers=editor).body
    assert 'id="field-title-error"' in body
    assert 'id="field-temporal_end-error"' in body
    assert "書きかけの説明です。" in body
    assert act("package_show", id=draft["id"])["title"] == draft["title"]


@pytest.mark.parametrize("step", ["describe", "public", "ask", "schedule", "withdraw", "comment"])
def test_a_strangers_press_changes_nothing(
    app: Any, draft: dict[str, Any], portal: None, step: str
) -> None:
    stranger = factories.UserWithToken()
    data = {"title": "x", "notes": "x", "comment": "x", "schedule_at": "2027-01-01T09:00"}
    for headers in ({}, {"Authorization": stranger["token"]}):
        app.get(address(draft), headers=headers, status=403)
        app.post(address(draft, f"/{step}"), data=data, headers=headers, status=403)
    assert act("package_show", id=draft["id"])["private"] is True


def test_what_is_refused_is_said(app: Any, editor: dict[str, str], draft: dict[str, Any]) -> None:
    late = {"schedule_at": "2001-01-01T09:00"}
    body = app.post(address(draft, "/schedule"), data=late, headers=editor).body
    assert "これから1年以内" in body
    app.get("/dataset/none/publish", headers=editor, status=404)
