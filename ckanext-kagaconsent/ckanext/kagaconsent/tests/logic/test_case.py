"""Cases from the first form to the decision, and who sees what of them."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.common import CKANConfig
from ckan.tests import factories

from ckanext.kagaconsent.tests.desk import (
    ASKED,
    COMPLAINT,
    PDF,
    PERSON,
    ask,
    complain,
    enter,
    file,
    follow,
)
from ckanext.kagaconsent.tests.register import act, draft, publish

pytestmark = pytest.mark.stack

OUTSIDE = ("", "resident", "other editor")


@pytest.fixture(autouse=True)
def storage(
    ckan_config: CKANConfig, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, portal: None
) -> Path:
    """The folder of the desk's files, which is this test's own."""
    monkeypatch.setitem(ckan_config, "ckan.storage_path", str(tmp_path))
    return tmp_path / "kagaconsent-desk"


def today() -> dt.date:
    return dt.datetime.now(tk.h.get_display_timezone()).date()


def days_ago(days: int) -> str:
    return (today() - dt.timedelta(days=days)).isoformat()


def errors(refused: pytest.ExceptionInfo[tk.ValidationError]) -> dict[str, list[str]]:
    return refused.value.error_dict


def at_counter(people: dict[str, str], city: dict[str, Any], days: int, **more: Any) -> Any:
    """Let the desk write down a disclosure request that came some days ago."""
    given = {"kind": "disclosure", "text": ASKED, "owner_org": city["id"]} | PERSON | more
    received = {"at_counter": True, "received_on": days_ago(days)}
    return act("kagaconsent_case_create", people["editor"], **given, **received)


def test_a_complaint_and_its_answer(people: dict[str, str], city: dict[str, Any]) -> None:
    sent = complain(city)
    assert sent["due_on"] >= (today() + dt.timedelta(days=30)).isoformat()
    here = {"reference": sent["reference"]}
    told = act("kagaconsent_case_show", people["editor"], **here)
    assert (told["text"], told["unread"]) == (COMPLAINT, True)
    assert told["deadlines"][0]["steps"][0]["ground"].startswith(
        "個人情報の保護に関する法律第128条"
    )
    act("kagaconsent_case_message_add", people["editor"], text="向きを確かめます。", **here)
    enter(people["editor"], sent, "decided", outcome="improved")
    seen = follow(sent)
    assert [(one["from_desk"], one["text"]) for one in seen["messages"]] == [
        (True, "向きを確かめます。")
    ]
    assert (seen["stands"], seen["outcome"]) == ("decided", "improved")
    assert "by" not in seen["messages"][0]
    assert "accesses" not in seen
    given = {"reference": sent["reference"].lower(), "secret": sent["secret"].replace("-", " ")}
    act("kagaconsent_case_message_add", "", text="ありがとうございました。", **given)
    assert act("kagaconsent_case_show", people["editor"], **here)["unread"] is True


def test_nobody_else_sees_a_case(people: dict[str, str], city: dict[str, Any]) -> None:
    sent = complain(city, upload=[file()])
    missing = {"reference": "0000-0000"}
    for who in OUTSIDE:
        name = people.get(who, "")
        for action, more in (
            ("kagaconsent_case_show", {}),
            ("kagaconsent_case_message_add", {"text": "見せてください。"}),
            ("kagaconsent_case_event_add", {"event": "closed"}),
            ("kagaconsent_case_assign", {"owner_org": city["id"], "reason": "誤り"}),
            ("kagaconsent_case_follow", {"secret": "AAAA-AAAA-AAAA-AAAA"}),
        ):
            said = set()
            for here in ({"reference": sent["reference"]}, missing):
                with pytest.raises(tk.NotAuthorized) as refused:
                    act(action, name, **here, **more)
                said.add(str(refused.value))
            assert len(said) == 1
    assert sent["reference"] not in json.dumps(act("kagaconsent_case_list", people["other editor"]))
    with pytest.raises(tk.NotAuthorized):
        act("kagaconsent_case_list", people["other editor"], owner_org=city["id"])


def test_only_a_hash_of_the_passphrase_is_kept(city: dict[str, Any]) -> None:
    sent = complain(city)
    row = model.Session.execute(
        sa.text("SELECT to_jsonb(c) FROM kagaconsent_case c WHERE reference = :it"),
        {"it": sent["reference"]},
    ).scalar_one()
    assert sent["secret"] not in json.dumps(row)
    assert sent["secret"].replace("-", "") not in json.dumps(row)
    assert len(row["secret_hash"]) == 64


def test_nothing_of_it_is_in_search_activity_or_other_actions(
    people: dict[str, str], city: dict[str, Any]
) -> None:
    sent = ask(city)
    admin = factories.Sysadmin()["name"]
    marks = (sent["reference"], ASKED, PERSON["person_name"])
    found = [act("package_search", admin, q=mark, include_private=True) for mark in (*marks, "*:*")]
    found.append(
        act("organization_activity_list", admin, id=city["id"], include_hidden_activity=True)
    )
    found.append(act("recently_changed_packages_activity_list", admin))
    found.append(act("dashboard_activity_list", people["editor"]))
    found.append(act("organization_show", people["editor"], id=city["id"]))
    found.append(act("kagaconsent_case_list", people["editor"], limit=200))
    told = json.dumps(found, ensure_ascii=False)
    assert ASKED not in told
    assert PERSON["person_name"] not in told


def test_a_request_needs_a_name_and_a_complaint_none(city: dict[str, Any]) -> None:
    with pytest.raises(tk.ValidationError) as refused:
        ask(city, person_name="", person_contact=" ")
    assert set(errors(refused)) == {"person_name", "person_contact"}
    assert complain(city)["secret"]


def test_who_answers(
    people: dict[str, str], city: dict[str, Any], ckan_config: CKANConfig, monkeypatch: Any
) -> None:
    use = publish(people, draft(people, city, "desk-camera"))
    given = {"kind": "complaint", "text": COMPLAINT}
    about = act("kagaconsent_case_create", "", about=use["slug"], **given)
    assert about["owner_org"] == city["id"]
    with pytest.raises(tk.ValidationError) as refused:
        act("kagaconsent_case_create", "", **given)
    assert set(errors(refused)) == {"owner_org"}
    with pytest.raises(tk.ValidationError) as refused:
        act("kagaconsent_case_create", "", about="no-such-use", **given)
    assert set(errors(refused)) == {"about"}
    monkeypatch.setitem(ckan_config, "ckanext.kagaconsent.desk_organization", city["name"])
    assert act("kagaconsent_case_create", "", **given)["owner_org"] == city["id"]


def test_a_business_answers_complaints_and_the_reviewing_body_nobody(
    people: dict[str, str], city: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    use = publish(people, draft(people, city, "shared-cars"))
    agency, body = factories.Organization(), factories.Organization()
    monkeypatch.setitem(tk.config, "ckanext.kagaconsent.business_orgs", [city["name"]])
    monkeypatch.setitem(tk.config, "ckanext.kagaconsent.reviewing_groups", [body["name"]])
    for kind in ("disclosure", "correction", "stop_use"):
        given = {"kind": kind, "text": ASKED} | PERSON
        for name, whom in (
            ("owner_org", {"owner_org": city["id"]}),
            ("about", {"about": use["slug"]}),
            ("owner_org", {"owner_org": body["id"]}),
        ):
            with pytest.raises(tk.ValidationError) as refused:
                act("kagaconsent_case_create", "", **given, **whom)
            assert set(errors(refused)) == {name}
    with pytest.raises(tk.ValidationError):
        complain(body)
    monkeypatch.setitem(tk.config, "ckanext.kagaconsent.approving_orgs", [agency["name"]])
    about = {"kind": "complaint", "text": COMPLAINT, "about": use["slug"]}
    assert act("kagaconsent_case_create", "", **about)["owner_org"] == agency["id"]
    with pytest.raises(tk.ValidationError):
        act("kagaconsent_case_create", "", **about | PERSON | {"kind": "disclosure"})
    sent = complain(city)
    moved = {"reason": "市が調べます", "reference": sent["reference"]}
    with pytest.raises(tk.ValidationError):
        act("kagaconsent_case_assign", people["admin"], owner_org=body["id"], **moved)
    moved = act("kagaconsent_case_assign", people["admin"], owner_org=agency["id"], **moved)
    assert moved["owner_org"] == agency["id"]
    asked = ask(agency)
    back = {"reason": "事業者へ", "reference": asked["reference"], "owner_org": city["id"]}
    with pytest.raises(tk.ValidationError):
        act("kagaconsent_case_assign", **back)


def test_a_form_sent_twice_makes_one_case(city: dict[str, Any]) -> None:
    first = complain(city, once="one form")
    again = complain(city, once="one form")
    assert (again["reference"], again["secret"]) == (first["reference"], None)
    given = {"reference": first["reference"], "secret": first["secret"], "once": "one message"}
    for _ in range(2):
        told = act("kagaconsent_case_message_add", "", text="追加です。", **given)
    assert len(told["messages"]) == 1


def test_the_whole_way_of_a_request(people: dict[str, str], city: dict[str, Any]) -> None:
    desk = people["editor"]
    sent = at_counter(people, city, 20)
    told = act("kagaconsent_case_show", desk, reference=sent["reference"])
    assert told["possible"] == [
        "received",
        "identified",
        "correction_asked",
        "extended",
        "extended_specially",
        "transferred",
        "decided",
        "withdrawn",
        "struck",
    ]
    with pytest.raises(tk.ValidationError) as refused:
        enter(desk, sent, "decided", outcome="full")
    assert set(errors(refused)) == {"outcome"}
    enter(desk, sent, "identified", how="運転免許証の提示", on=days_ago(19))
    told = enter(desk, sent, "correction_asked", reason="期間を特定してください。", on=days_ago(18))
    assert (told["stands"], told["due_on"]) == ("waiting", None)
    assert follow(sent)["stands"] == "waiting"
    told = enter(desk, sent, "correction_answered", on=days_ago(10))
    assert told["stands"] == "open"
    first = told["due_on"]
    told = enter(
        desk,
        sent,
        "extended",
        reason="文書が多いため",
        days=10,
        on=days_ago(9),
        notified_on=days_ago(8),
    )
    assert told["due_on"] > first
    assert told["extended"] is True
    assert {step["setting"] for step in told["deadlines"][0]["steps"]} >= {
        "disclosure_days",
        "disclosure_extension_days",
    }
    told = enter(desk, sent, "decided", outcome="partial", on=days_ago(1))
    assert (told["stands"], told["outcome"], told["late"]) == ("decided", "partial", False)
    enter(desk, sent, "disclosed")
    told = enter(desk, sent, "closed")
    assert (told["stands"], told["possible"]) == ("closed", ["struck"])
    with pytest.raises(tk.ValidationError):
        act("kagaconsent_case_message_add", desk, reference=sent["reference"], text="追伸")
    seen = follow(sent)
    assert [one["event"] for one in seen["events"]][-2:] == ["disclosed", "closed"]
    assert all("by" not in one for one in seen["events"])


@pytest.mark.parametrize(
    ("event", "more", "field"),
    [
        ("extended", {"reason": ""}, "reason"),
        ("extended", {"reason": "件数が多いため", "days": 31}, "days"),
        ("extended_specially", {"reason": "膨大なため", "due_on": "2001-01-01"}, "due_on"),
        ("decided", {"outcome": "improved"}, "outcome"),
        ("identified", {}, "how"),
        ("closed", {}, "event"),
        ("disclosed", {}, "event"),
        ("received", {"on": "2999-01-01"}, "on"),
        ("withdrawn", {"on": "2001-01-01"}, "on"),
        ("struck", {"of": 1, "reason": "誤り"}, "of"),
        ("assigned", {}, "event"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    people: dict[str, str], city: dict[str, Any], event: str, more: dict[str, Any], field: str
) -> None:
    sent = at_counter(people, city, 5)
    before = act("kagaconsent_case_show", people["editor"], reference=sent["reference"])
    with pytest.raises(tk.ValidationError) as refused:
        enter(people["editor"], sent, event, **more)
    assert field in errors(refused)
    after = act("kagaconsent_case_show", people["editor"], reference=sent["reference"])
    assert after["events"] == before["events"]


def test_an_entry_is_struck_out_and_stays(people: dict[str, str], city: dict[str, Any]) -> None:
    sent = at_counter(people, city, 5)
    told = enter(people["editor"], sent, "withdrawn")
    assert told["stands"] == "withdrawn"
    told = enter(people["editor"], sent, "struck", of=2, reason="別の件の取下げでした。")
    assert (told["stands"], told["outcome"]) == ("open", None)
    assert [one["struck"] for one in told["events"]] == [False, True, False]
    assert [one["event"] for one in follow(sent)["events"]] == ["received", "struck"]


@pytest.mark.parametrize("table", ["event", "message", "attachment", "access"])
@pytest.mark.parametrize("way", ["UPDATE {table} SET created = now()", "DELETE FROM {table}"])
def test_the_trail_stays_in_the_database(
    people: dict[str, str], city: dict[str, Any], table: str, way: str
) -> None:
    sent = complain(city, upload=[file()])
    here = {"reference": sent["reference"], "secret": sent["secret"]}
    act("kagaconsent_case_message_add", "", text="追加です。", **here)
    with pytest.raises(sa.exc.DBAPIError, match="stays as it is"):
        model.Session.execute(sa.text(way.format(table=f"kagaconsent_case_{table}")))
    model.Session.rollback()


def test_another_department_takes_over(people: dict[str, str], city: dict[str, Any]) -> None:
    other = factories.Organization()
    act("organization_member_create", id=other["id"], username=people["resident"], role="editor")
    sent = complain(city)
    given = {"reference": sent["reference"], "reason": "担当が違うため"}
    act("kagaconsent_case_assign", people["editor"], owner_org=other["id"], **given)
    with pytest.raises(tk.NotAuthorized):
        act("kagaconsent_case_show", people["editor"], reference=sent["reference"])
    told = act("kagaconsent_case_show", people["resident"], reference=sent["reference"])
    assert told["events"][-1]["event"] == "assigned"
    assert follow(sent)["owner_org"] == other["id"]


def test_who_lost_the_passphrase_gets_a_new_one(
    people: dict[str, str], city: dict[str, Any]
) -> None:
    sent = complain(city)
    given = {"reference": sent["reference"], "how": "送った本人しか知らない内容を確認"}
    renewed = act("kagaconsent_case_secret_renew", people["editor"], **given)
    with pytest.raises(tk.NotAuthorized):
        follow(sent)
    told = follow(renewed)
    assert told["events"][-1]["event"] == "secret_renewed"
    with pytest.raises(tk.ValidationError):
        enter(people["editor"], sent, "struck", of=2, reason="取り消せない")


def test_the_work_list_is_by_due_date(people: dict[str, str], city: dict[str, Any]) -> None:
    old, soon, new = (at_counter(people, city, days) for days in (40, 27, 1))
    closed = complain(city)
    enter(people["editor"], closed, "decided", outcome="explained")
    enter(people["editor"], closed, "closed")

    def listed(**asked: Any) -> list[str]:
        found = act("kagaconsent_case_list", people["editor"], **asked)
        assert found["more"] is False
        assert found["count"] == len(found["results"]) or "limit" in asked
        return [case["reference"] for case in found["results"]]

    every = [old["reference"], soon["reference"], new["reference"]]
    assert listed() == every
    assert listed(which="overdue") == every[:1]
    assert listed(which="soon") == every[1:2]
    assert listed(which="closed") == [closed["reference"]]
    assert listed(which="decided") == []
    assert listed(kind="complaint") == []
    assert listed(limit=1, offset=1) == every[1:2]
    assert listed(owner_org=city["name"]) == every
    enter(people["editor"], old, "identified", how="マイナンバーカードの提示")
    assert set(listed(which="unread")) == {soon["reference"], new["reference"]}


def test_each_look_is_on_record(people: dict[str, str], city: dict[str, Any]) -> None:
    sent = complain(city, upload=[file()])
    here = {"reference": sent["reference"]}
    follow(sent)
    act("kagaconsent_case_show", people["editor"], attachment=1, **here)
    told = act("kagaconsent_case_show", people["admin"], **here)
    names = {name: model.User.get(people[name]).display_name for name in ("editor", "admin")}
    assert [(one["by"], one["seen"]) for one in told["accesses"]] == [
        (names["editor"], "attachment 1"),
        ("", "case"),
    ]


def test_files_are_what_their_bytes_say(
    people: dict[str, str], city: dict[str, Any], storage: Path
) -> None:
    for content, name in (
        (b"MZ\x90\x00\x03\x00", "請求書.pdf"),
        (b"<html>\x00", "a.txt"),
        (b"PK\x03\x04\x14\x00\x06\x00", "様式.docx"),
        (b"", "空.txt"),
        (b"%PDF-" + bytes(6 * 1024 * 1024), "大きい.pdf"),
    ):
        with pytest.raises(tk.ValidationError) as refused:
            complain(city, upload=[file(content, name)])
        assert name in errors(refused)["upload"][0]
    with pytest.raises(tk.ValidationError):
        complain(city, upload=[file() for _ in range(11)])
    assert not storage.exists()
    sent = complain(city, upload=[file(PDF, "../../証拠\r\n.exe"), file("本文です".encode(), "x")])
    told = act("kagaconsent_case_show", people["editor"], reference=sent["reference"])
    assert [one["file_name"] for one in told["attachments"]] == ["証拠.pdf", "x.txt"]
    assert sorted(path.read_bytes() for path in storage.iterdir()) == sorted(
        [PDF, "本文です".encode()]
    )
    here = {"reference": sent["reference"], "secret": sent["secret"], "text": "続きです。"}
    act("kagaconsent_case_message_add", "", upload=[file() for _ in range(8)], **here)
    with pytest.raises(tk.ValidationError):
        act("kagaconsent_case_message_add", "", upload=[file()], **here)


def test_a_hidden_period_stops_the_start(
    ckan_config: CKANConfig, monkeypatch: pytest.MonkeyPatch, city: dict[str, Any]
) -> None:
    monkeypatch.setitem(ckan_config, "ckanext.kagaconsent.disclosure_days", 14)
    sent = ask(city)
    assert sent["due_on"] < (today() + dt.timedelta(days=22)).isoformat()
    monkeypatch.setitem(ckan_config, "ckanext.kagaconsent.disclosure_days", 31)
    with pytest.raises(ValueError, match="disclosure_days"):
        act("kagaconsent_case_follow", "", reference=sent["reference"], secret=sent["secret"])
