"""Two people behind what becomes public: asked, approved or returned, at a time."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.lib.jobs import Worker
from ckan.tests import factories
from ckan.tests.helpers import FakeSMTP
from sqlalchemy.exc import InternalError

from ckanext.kaga import schedule
from ckanext.kaga.common.times import now
from ckanext.kaga.model import Check, Review
from ckanext.kaga.model.review import Overtaken
from ckanext.kaga.tests.conftest import TOILETS
from ckanext.kaga.tests.portal import act, upload

pytestmark = [
    pytest.mark.stack,
    pytest.mark.usefixtures("clean_db", "clean_index", "with_test_worker", "clean_queues"),
    pytest.mark.usefixtures("forgotten_trail"),
]


class People(NamedTuple):
    """Names of who edits, of two who approve, and of a member who only looks."""

    editor: str
    reviewer: str
    another: str
    member: str


@pytest.fixture
def people(city: dict[str, Any]) -> People:
    found = []
    for role in ("editor", "admin", "admin", "member"):
        name = factories.User()["name"]
        act("organization_member_create", id=city["id"], username=name, role=role)
        found.append(name)
    return People(*found)


@pytest.fixture
def draft(city: dict[str, Any], people: People, toilets: bytes) -> dict[str, Any]:
    """A private dataset with the city's real list, checked."""
    package = factories.Dataset(owner_org=city["id"], private=True)
    hand_in(toilets, people.editor, package["id"])
    return package


def hand_in(content: bytes, user: str, package_id: str) -> str:
    """Upload a table as a person does, in the place of the one that is there; return its id."""
    found = act("package_show", id=package_id)["resources"]
    if found:
        resource = upload(content, TOILETS, "resource_patch", id=found[0]["id"])
    else:
        resource = upload(content, TOILETS, package_id=package_id)
    check = Check.latest(resource["id"])
    assert check
    check.user_id = model.User.get(user).id
    model.Session.commit()
    Worker().work(burst=True)
    return resource["id"]


def is_public(package: dict[str, Any]) -> bool:
    return not act("package_show", id=package["id"])["private"]


def letters(server: FakeSMTP) -> list[tuple[Any, ...]]:
    Worker().work(burst=True)
    return server.get_smtp_messages()


@pytest.mark.ckan_config("smtp.server", "localhost")
@pytest.mark.ckan_config("smtp.mail_from", "opendata@city.kaga.lg.jp")
def test_a_second_person_approves_and_it_becomes_public(
    draft: dict[str, Any], people: People, mail_server: FakeSMTP
) -> None:
    one = {"package_id": draft["id"]}
    assert act("kaga_review_show", people.editor, **one)["standing"] == "draft"
    shown = act("kaga_review_ask", people.editor, **one, comment="6月更新分です。")
    assert (shown["standing"], shown["may_decide"]) == ("asked", False)
    assert len(letters(mail_server)) == 2
    assert act("kaga_review_show", people.reviewer, **one)["may_decide"]
    assert next(item["kind"] for item in act("kaga_work_list", people.reviewer)) == "review"
    act("kaga_review_comment", people.reviewer, **one, comment="確認しています。")
    assert not is_public(draft)
    done = act("kaga_review_decide", people.reviewer, **one, decision="approved")
    assert done["standing"] == "public"
    assert is_public(draft)
    assert [entry["kind"] for entry in done["steps"]] == ["asked", "commented", "approved"]
    to_the_editor = model.User.get(people.editor).email
    assert [letter[2] for letter in letters(mail_server)[2:]] == [[to_the_editor]] * 2


def test_nobody_approves_alone(draft: dict[str, Any], people: People) -> None:
    one = {"package_id": draft["id"]}
    with pytest.raises(tk.ValidationError, match="package_id"):
        act("kaga_review_decide", people.reviewer, **one, decision="approved")
    act("kaga_review_ask", people.reviewer, **one)
    with pytest.raises(tk.ValidationError):
        act("kaga_review_decide", people.reviewer, **one, decision="approved")
    for nobody in (people.editor, people.member):
        with pytest.raises(tk.NotAuthorized):
            act("kaga_review_decide", nobody, **one, decision="approved")
    assert not is_public(draft)
    act("kaga_review_decide", people.another, **one, decision="approved")
    assert is_public(draft)


def test_who_uploaded_the_file_is_no_second_person(
    draft: dict[str, Any], people: People, toilets: bytes
) -> None:
    hand_in(toilets, people.reviewer, draft["id"])
    act("kaga_review_ask", people.editor, package_id=draft["id"])
    with pytest.raises(tk.ValidationError):
        act("kaga_review_decide", people.reviewer, package_id=draft["id"], decision="approved")


def test_what_changed_after_it_was_asked_is_asked_anew(
    draft: dict[str, Any], people: People
) -> None:
    one = {"package_id": draft["id"]}
    act("kaga_review_ask", people.editor, **one)
    act("package_patch", people.editor, id=draft["id"], title="公衆トイレ一覧（改）")
    assert act("kaga_review_show", people.reviewer, **one)["standing"] == "stale"
    with pytest.raises(tk.ValidationError):
        act("kaga_review_decide", people.reviewer, **one, decision="approved")
    assert act("kaga_review_ask", people.editor, **one)["standing"] == "asked"


def test_it_is_returned_with_a_word_and_asked_again(draft: dict[str, Any], people: People) -> None:
    one = {"package_id": draft["id"]}
    act("kaga_review_ask", people.editor, **one)
    with pytest.raises(tk.ValidationError, match="comment"):
        act("kaga_review_decide", people.reviewer, **one, decision="returned")
    back = act(
        "kaga_review_decide",
        people.reviewer,
        **one,
        decision="returned",
        comment="期間がありません。",
    )
    assert back["standing"] == "returned"
    assert next(item["kind"] for item in act("kaga_work_list", people.editor)) == "returned"
    assert act("kaga_review_ask", people.editor, **one)["standing"] == "asked"
    assert act("kaga_review_withdraw", people.editor, **one)["standing"] == "draft"


def test_a_file_with_errors_is_not_ready(
    draft: dict[str, Any], people: People, toilets: bytes
) -> None:
    wrong = toilets.decode("utf-8-sig").replace("36.309009", "北緯", 1).encode()
    hand_in(wrong, people.editor, draft["id"])
    with pytest.raises(tk.ValidationError):
        act("kaga_review_ask", people.editor, package_id=draft["id"])


def pass_time(step: Review) -> None:
    """Let the worker do what it does when the step's time has come."""
    schedule.publish_due(step.id)
    Worker().work(burst=True)


def test_it_becomes_public_when_its_time_comes(draft: dict[str, Any], people: People) -> None:
    one = {"package_id": draft["id"]}
    for wrong in ("昨日", "2020-04-01T09:00", (now() + dt.timedelta(days=400)).isoformat()):
        with pytest.raises(tk.ValidationError, match="publish_at"):
            act("kaga_review_schedule", people.editor, **one, publish_at=wrong)
    soon = (now() + dt.timedelta(days=2)).isoformat()
    shown = act("kaga_review_schedule", people.editor, **one, publish_at=soon)
    assert (shown["standing"], shown["publish_at"]) == ("scheduled", soon[:-6])
    [step] = Review.waiting()
    assert schedule.resume() == 1
    assert not is_public(draft)
    pass_time(step)
    pass_time(step)
    assert is_public(draft)
    kinds = [one.kind for one in Review.trail(draft["id"])]
    assert kinds == ["scheduled", "published"]


@pytest.mark.ckan_config("ckan.display_timezone", "Asia/Tokyo")
def test_the_portals_zone_counts_where_none_is_named(draft: dict[str, Any], people: People) -> None:
    day = (now() + dt.timedelta(days=2)).date()
    local = f"{day}T09:00"
    shown = act("kaga_review_schedule", people.editor, package_id=draft["id"], publish_at=local)
    assert shown["publish_at"] == f"{day}T00:00:00"


def test_a_withdrawn_or_changed_one_stays_private(draft: dict[str, Any], people: People) -> None:
    one = {"package_id": draft["id"], "publish_at": (now() + dt.timedelta(hours=1)).isoformat()}
    act("kaga_review_schedule", people.editor, **one)
    [first] = Review.waiting()
    act("kaga_review_withdraw", people.editor, package_id=draft["id"])
    pass_time(first)
    assert not is_public(draft)
    act("kaga_review_schedule", people.editor, **one)
    [second] = Review.waiting()
    act("package_patch", people.editor, id=draft["id"], notes="書き直した説明です。")
    pass_time(second)
    assert not is_public(draft)
    assert act("kaga_review_show", people.editor, package_id=draft["id"])["standing"] == "stale"


def test_of_two_who_decide_at_once_one_is_told(draft: dict[str, Any], people: People) -> None:
    act("kaga_review_ask", people.editor, package_id=draft["id"])
    fields = {"user_id": "x", "digest": "d"}
    Review.add("commented", draft["id"], 1, **fields)
    with pytest.raises(Overtaken):
        Review.add("approved", draft["id"], 1, **fields)


def test_the_record_stays(draft: dict[str, Any], people: People) -> None:
    act("kaga_review_ask", people.editor, package_id=draft["id"])
    for statement in ("UPDATE kaga_review SET comment = ''", "DELETE FROM kaga_review"):
        with pytest.raises(InternalError, match="audit trail"):
            model.Session.execute(sa.text(statement))
        model.Session.rollback()


@pytest.mark.ckan_config("ckanext.kaga.approval", "true")
class TestWhereTwoPeoplePublish:
    """With ``ckanext.kaga.approval`` on."""

    def test_an_editor_makes_nothing_public_alone(
        self, draft: dict[str, Any], city: dict[str, Any], people: People
    ) -> None:
        tries = [
            ("package_patch", {"id": draft["id"], "private": False}),
            (
                "package_create",
                {"name": "new", "title": "新", "notes": "新", "owner_org": city["id"]},
            ),
            ("bulk_update_public", {"datasets": [draft["id"]], "org_id": city["id"]}),
        ]
        for person in (people.editor, people.reviewer):
            for action, data in tries[: 2 if person == people.editor else 3]:
                with pytest.raises(tk.ValidationError, match="private"):
                    act(action, person, **data)
        assert not is_public(draft)
        soon = (now() + dt.timedelta(days=2)).isoformat()
        with pytest.raises(tk.ValidationError):
            act("kaga_review_schedule", people.editor, package_id=draft["id"], publish_at=soon)
        act("package_patch", people.editor, id=draft["id"], title="公衆トイレ一覧")
        act("kaga_review_ask", people.editor, package_id=draft["id"])
        act("kaga_review_decide", people.reviewer, package_id=draft["id"], decision="approved")
        assert is_public(draft)
        act("package_patch", people.editor, id=draft["id"], title="公衆トイレの一覧")

    def test_no_records_become_public_by_being_written(
        self, draft: dict[str, Any], people: People
    ) -> None:
        rows = [{"名称": "錦城東公園"}]
        made = act(
            "datastore_create",
            people.editor,
            resource={"package_id": draft["id"], "name": "公園"},
            records=rows,
        )
        act("package_patch", id=draft["id"], private=False)
        table = {"resource_id": made["resource_id"], "method": "insert"}
        for action, where in (
            ("datastore_upsert", table),
            ("datastore_create", table),
            ("datastore_create", {"resource": {"package_id": draft["id"], "name": "公園"}}),
        ):
            with pytest.raises(tk.ValidationError, match="second person"):
                act(action, people.editor, records=rows, **where)
        assert act("datastore_search", resource_id=made["resource_id"])["total"] == 1

    def test_a_new_table_of_a_public_dataset_waits_for_the_second_person(
        self, draft: dict[str, Any], people: People, toilets: bytes
    ) -> None:
        one = {"package_id": draft["id"]}
        act("package_patch", id=draft["id"], private=False)
        renamed = (
            toilets.decode("utf-8-sig").replace("錦城山公園", "錦城山公園（大聖寺）", 1).encode()
        )
        resource = hand_in(renamed, people.editor, draft["id"])
        check = act("kaga_check_show", people.reviewer, resource_id=resource)
        assert (check["state"], check["message"]["rule"]) == ("held", "approval")
        act("kaga_review_ask", people.editor, **one)
        act("kaga_review_decide", people.reviewer, **one, decision="approved")
        Worker().work(burst=True)
        assert act("kaga_check_show", people.editor, resource_id=resource)["state"] == "published"
        assert len(act("kaga_version_list", resource_id=resource)) == 2
        again = hand_in(toilets, people.editor, draft["id"])
        assert act("kaga_check_show", people.editor, resource_id=again)["state"] == "held"

    @pytest.mark.ckan_config("ckanext.kaga.reviewer_roles", "admin member")
    def test_a_city_may_let_members_review(self, draft: dict[str, Any], people: People) -> None:
        act("kaga_review_ask", people.editor, package_id=draft["id"])
        [item] = act("kaga_work_list", people.member)
        assert item["kind"] == "review"
        act("kaga_review_decide", people.member, package_id=draft["id"], decision="approved")
        assert is_public(draft)
