"""A file that waits for a decision, and a colleague's file that would take its place."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan.lib.jobs import Worker
from ckan.tests import factories
from ckan.tests.helpers import FakeSMTP
from werkzeug.datastructures import FileStorage

from ckanext.kaga.tests.conftest import TOILETS
from ckanext.kaga.tests.letterbox import letters
from ckanext.kaga.tests.portal import act, upload

pytestmark = [
    pytest.mark.stack,
    pytest.mark.ckan_config("smtp.server", "localhost"),
    pytest.mark.ckan_config("smtp.mail_from", "opendata@city.kaga.lg.jp"),
    pytest.mark.usefixtures(
        "clean_db", "clean_index", "with_test_worker", "clean_queues", "forgotten_trail"
    ),
]

PRIVATE = "申請者氏名,携帯電話\n見本 花子,090-1234-5678\n".encode()
"""What the gate holds back."""

HandIn = Callable[..., dict[str, Any]]


@pytest.fixture
def people(city: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Two editors of the city, each with a token."""
    users = (factories.UserWithToken(fullname="山中 花子"), factories.UserWithToken())
    for user in users:
        act("organization_member_create", id=city["id"], username=user["name"], role="editor")
    return users


@pytest.fixture
def hand_in(app: Any, city: dict[str, Any]) -> HandIn:
    """Hand a file in on the page 公開する and let the worker check it; gives the answer's text."""

    def run(user: dict[str, Any], content: bytes, known: str = "update") -> Any:
        file = FileStorage(io.BytesIO(content), "申請者.csv")
        data = {"owner_org": city["name"], "known": known, "upload": file}
        body = app.post("/publish", data=data, headers={"Authorization": user["token"]}).body
        Worker().work(burst=True)
        return body

    return run


def test_a_colleagues_waiting_file_is_replaced_knowingly_and_the_colleague_is_told(
    app: Any, hand_in: HandIn, people: tuple[dict[str, Any], ...], mail_server: FakeSMTP
) -> None:
    owner, colleague = people
    [resource_id] = set(re.findall(r"/resource/([\w-]{36})/check", hand_in(owner, PRIVATE)))
    assert act("kaga_check_show", resource_id=resource_id)["state"] == "held"
    resource = act("resource_show", id=resource_id)
    edit = f"/dataset/{resource['package_id']}/resource/{resource_id}/edit"
    told = "山中 花子さんのファイルが判断を待っています。"
    assert told in app.get(edit, headers={"Authorization": colleague["token"]}).body
    assert told not in app.get(edit, headers={"Authorization": owner["token"]}).body

    refused = hand_in(colleague, b"a,b\n1,2\n")
    assert "山中 花子さんの「申請者.csv」" in refused
    assert "受け付けませんでした" in refused
    assert act("kaga_check_show", resource_id=resource_id)["state"] == "held"
    assert letters(mail_server) == []

    hand_in(colleague, b"a,b\n1,2\n", "replace")
    assert act("kaga_check_show", resource_id=resource_id)["state"] == "published"
    [(address, subject, text)] = letters(mail_server)
    assert address == owner["email"]
    assert "確認待ちのファイルが置き換えられました" in subject
    assert "「申請者.csv」" in text
    assert resource_id in text
    assert "replaced" in {item["kind"] for item in act("kaga_work_list", owner["name"])}
    assert "replaced" not in {item["kind"] for item in act("kaga_work_list", colleague["name"])}
    check = f"/dataset/{resource['package_id']}/resource/{resource_id}/check"
    body = app.get(check, headers={"Authorization": owner["token"]}).body
    assert "山中 花子さんの「申請者.csv」" in body


def test_ones_own_waiting_file_is_replaced_without_a_word(
    hand_in: HandIn, people: tuple[dict[str, Any], ...], mail_server: FakeSMTP
) -> None:
    owner, _ = people
    hand_in(owner, PRIVATE)
    hand_in(owner, b"a,b\n1,2\n")
    [item] = [one for one in act("kaga_work_list", owner["name"]) if one["kind"] == "make-public"]
    assert item["file"] == "申請者.csv"
    assert letters(mail_server) == []


def test_who_asked_for_an_approval_is_told_that_the_file_is_another(
    city: dict[str, Any], toilets: bytes, people: tuple[dict[str, Any], ...], mail_server: FakeSMTP
) -> None:
    """Uploaded in the place of the file by the resource form, which said so before."""
    owner, colleague = people
    package = factories.Dataset(owner_org=city["id"], private=True)
    made = upload(toilets, TOILETS, package_id=package["id"])
    Worker().work(burst=True)
    act("kaga_review_ask", owner["name"], package_id=package["id"])
    letters(mail_server)
    mail_server.clear_smtp_messages()
    file = FileStorage(io.BytesIO(toilets[:-2]), TOILETS)
    given = {"id": made["id"], "upload": file, "url": TOILETS}
    tk.get_action("resource_patch")({"user": colleague["name"]}, given)
    [(address, _, text)] = letters(mail_server)
    assert address == owner["email"]
    assert f"「{TOILETS}」" in text
