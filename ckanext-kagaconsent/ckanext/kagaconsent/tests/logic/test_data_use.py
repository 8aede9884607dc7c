"""The way of a data use into the register, and who sees what of it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model

from ckanext.kagaconsent.ledger import content_hash, read_use
from ckanext.kagaconsent.tests.register import CONTENT, act, draft, publish

pytestmark = pytest.mark.stack

OUTSIDE = ("", "resident", "other editor")


def seen(use: dict[str, Any]) -> dict[str, str]:
    return {"id": use["id"], "content_hash": use["draft"]["content_hash"]}


def change(people: dict[str, str], use: dict[str, Any], **content: Any) -> Any:
    return act(
        "kagaconsent_data_use_update",
        people["editor"],
        id=use["id"],
        content=CONTENT | content,
        reason="便数の見直しに合わせました。",
    )


def test_from_draft_to_public(people: dict[str, str], city: dict[str, Any]) -> None:
    use = draft(people, city, "square-camera")
    assert (use["state"], use["number"], use["published"]) == ("draft", 1, None)
    reviewed = act("kagaconsent_data_use_review", people["editor"], **seen(use))
    assert reviewed["state"] == "reviewed"
    public = act("kagaconsent_data_use_publish", people["admin"], **seen(use))
    assert public["state"] == "published"
    shown = act("kagaconsent_data_use_show", "", id="square-camera")
    assert shown["reason"] == "最初の登録です。"
    assert shown["content"]["id"] == use["id"]
    assert shown["content_hash"] == content_hash(read_use(shown["content"]))
    assert all(answer["answered"] for answer in shown["answers"])
    assert len(shown["policies"]) == 6


def test_a_draft_is_there_for_nobody_else(people: dict[str, str], city: dict[str, Any]) -> None:
    use = draft(people, city, "hidden-camera", title_ja="秘密の準備")
    for who in OUTSIDE:
        name = people.get(who, "")
        said = set()
        for slug in ("hidden-camera", "no-such-use"):
            for action, more in (
                ("kagaconsent_data_use_show", {}),
                ("kagaconsent_data_use_version_list", {}),
                ("kagaconsent_data_use_version_show", {"number": 1}),
            ):
                with pytest.raises(tk.NotAuthorized) as refused:
                    act(action, name, id=slug, **more)
                said.add(str(refused.value))
        assert len(said) == 1  # a draft and nothing at all are told alike
        for query in ({}, {"drafts": True}, {"q": "秘密の準備"}, {"state": "draft"}):
            found = act("kagaconsent_data_use_list", name, limit=200, **query)
            assert use["id"] not in [row["id"] for row in found["results"]]
    inside = act("kagaconsent_data_use_list", people["editor"], drafts=True, q="秘密の準備")
    assert [row["slug"] for row in inside["results"]] == ["hidden-camera"]


def test_a_draft_of_a_public_use_stays_inside(people: dict[str, str], city: dict[str, Any]) -> None:
    use = publish(people, draft(people, city, "two-versions"))
    after = change(people, use, benefit_ja="バスの便数が合います。")
    assert (after["state"], after["number"], after["draft"]["number"]) == ("published", 1, 2)
    for who in OUTSIDE:
        name = people.get(who, "")
        shown = act("kagaconsent_data_use_show", name, id=use["id"])
        assert "draft" not in shown
        assert "user_id" not in shown
        assert shown["content"]["benefit_ja"] == CONTENT["benefit_ja"]
        versions = act("kagaconsent_data_use_version_list", name, id=use["id"])
        assert [version["number"] for version in versions] == [1]
        with pytest.raises(tk.NotAuthorized):
            act("kagaconsent_data_use_version_show", name, id=use["id"], number=2)
    assert not act("kagaconsent_data_use_list", "", q="便数が合います")["count"]


def test_publishing_is_refused_field_by_field(people: dict[str, str], city: dict[str, Any]) -> None:
    gaps = {
        "items": [],
        "purpose_ja": "検討中",
        "complaint_desk": None,
        "title_ja": "",
        "status": "ended",
    }
    use = draft(people, city, "with-gaps", **gaps)
    for action, who in (("review", "editor"), ("publish", "admin")):
        with pytest.raises(tk.ValidationError) as refused:
            act(f"kagaconsent_data_use_{action}", people[who], **seen(use))
        assert set(refused.value.error_dict) == set(gaps)
    later = draft(people, city, "later", valid_from="2090-04-01", review_date="2094-03-31")
    with pytest.raises(tk.ValidationError) as refused:
        act("kagaconsent_data_use_review", people["editor"], **seen(later))
    assert set(refused.value.error_dict) == {"review_date"}


def test_a_second_person_publishes(people: dict[str, str], city: dict[str, Any]) -> None:
    use = act(
        "kagaconsent_data_use_create",
        people["admin"],
        owner_org=city["id"],
        slug="of-the-admin",
        content=CONTENT,
        reason="最初の登録です。",
    )
    act("kagaconsent_data_use_review", people["editor"], **seen(use))
    with pytest.raises(tk.ValidationError) as refused:
        act("kagaconsent_data_use_publish", people["admin"], **seen(use))
    assert set(refused.value.error_dict) == {"id"}
    with pytest.raises(tk.NotAuthorized):
        act("kagaconsent_data_use_publish", people["editor"], **seen(use))


def test_only_what_was_read_and_handed_on_is_published(
    people: dict[str, str], city: dict[str, Any]
) -> None:
    use = draft(people, city, "read-and-handed-on")
    with pytest.raises(tk.ValidationError):  # nobody handed it on
        act("kagaconsent_data_use_publish", people["admin"], **seen(use))
    act("kagaconsent_data_use_review", people["editor"], **seen(use))
    changed = change(people, use, benefit_ja="別の内容です。")
    assert changed["state"] == "draft"
    with pytest.raises(tk.ValidationError) as refused:
        act("kagaconsent_data_use_publish", people["admin"], **seen(use))
    assert set(refused.value.error_dict) == {"content_hash"}
    with pytest.raises(tk.ValidationError):
        act(
            "kagaconsent_data_use_update",
            people["editor"],
            content=CONTENT,
            reason="古い画面から",
            **seen(use),
        )


def test_of_two_editors_at_once_one_is_told(
    app: Any, people: dict[str, str], city: dict[str, Any]
) -> None:
    use = draft(people, city, "two-editors")
    start = Barrier(2)

    def write(benefit: str) -> str:
        with app.flask_app.test_request_context():
            start.wait()
            try:
                written = act(
                    "kagaconsent_data_use_update",
                    people["editor"],
                    content=CONTENT | {"benefit_ja": benefit},
                    reason="同時に書きました。",
                    **seen(use),
                )
            except tk.ValidationError as refused:
                return ",".join(refused.error_dict)
            finally:
                model.Session.remove()
            return str(written["draft"]["content"]["benefit_ja"])

    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(write, ("朝のバスが増えます。", "夜のバスが増えます。")))
    assert "content_hash" in told
    kept = act("kagaconsent_data_use_show", people["editor"], id=use["id"])["draft"]
    assert kept["content"]["benefit_ja"] in told
    assert kept["number"] == 1


def test_each_version_tells_what_changed(people: dict[str, str], city: dict[str, Any]) -> None:
    use = publish(people, draft(people, city, "changed-use"))
    publish(people, change(people, use, benefit_ja="夜のバスが増えます。"))
    shown = act("kagaconsent_data_use_version_show", "", id=use["id"], number=2)
    assert shown["previous"] == 1
    assert shown["reason"] == "便数の見直しに合わせました。"
    assert [(one["field"], one["ja"]) for one in shown["changes"]] == [
        ("benefit_ja", "良くなること")
    ]
    first = act("kagaconsent_data_use_version_show", "", id=use["id"], number=1)
    assert (first["previous"], first["changes"]) == (None, [])
    assert first["content"]["benefit_ja"] == CONTENT["benefit_ja"]


def test_the_same_content_changes_nothing(people: dict[str, str], city: dict[str, Any]) -> None:
    use = publish(people, draft(people, city, "same-content"))
    assert change(people, use)["draft"] is None


def test_suspended_and_ended_in_public(people: dict[str, str], city: dict[str, Any]) -> None:
    use = publish(people, draft(people, city, "taken-back"))
    waiting = change(people, use, benefit_ja="準備中の版です。")
    why = {"id": use["id"], "reason": "装置の点検のため止めています。"}
    with pytest.raises(tk.NotAuthorized):
        act("kagaconsent_data_use_suspend", people["editor"], **why)
    suspended = act("kagaconsent_data_use_suspend", people["admin"], **why)
    assert (suspended["state"], suspended["number"]) == ("suspended", 2)
    assert suspended["content"]["status"] == "suspended"
    assert suspended["draft"]["number"] == 3
    assert suspended["draft"]["content"]["benefit_ja"] == "準備中の版です。"
    assert suspended["draft"]["content_hash"] != waiting["draft"]["content_hash"]
    with pytest.raises(tk.ValidationError):
        act("kagaconsent_data_use_suspend", people["admin"], **why)
    again = publish(people, suspended)
    assert (again["state"], again["number"]) == ("published", 3)
    ended = act("kagaconsent_data_use_end", people["admin"], id=use["id"], reason="撤去しました。")
    assert (ended["state"], ended["number"]) == ("ended", 4)
    with pytest.raises(tk.ValidationError):
        change(people, use, benefit_ja="もう一度")
    assert act("kagaconsent_data_use_show", "", id=use["id"])["state"] == "ended"


def test_what_cannot_be_read_is_said(people: dict[str, str], city: dict[str, Any]) -> None:
    for content in ({"kind": "drone"}, "{", [], {"titel": "駅"}, {"title_ja": "\x00"}):
        with pytest.raises(tk.ValidationError) as refused:
            act(
                "kagaconsent_data_use_create",
                people["editor"],
                owner_org=city["id"],
                slug="unreadable",
                content=content,
                reason="取込み",
            )
        assert set(refused.value.error_dict) == {"content"}
    taken = draft(people, city, "taken-name")
    with pytest.raises(tk.ValidationError, match="slug"):
        taken = draft(people, city, "taken-name")
    for slug in ("../x", "Camera", "-a", "駅前", "ab\n", taken["id"]):
        with pytest.raises(tk.ValidationError, match="slug"):
            draft(people, city, slug)


def test_the_list_is_searched_and_filtered(people: dict[str, str], city: dict[str, Any]) -> None:
    desk = CONTENT["controller"] | {"desk_name": "地域福祉課"}
    items = [{**CONTENT["items"][0], "identifiability": "identifiable"}]
    publish(people, draft(people, city, "filter-a", title_ja="見守りセンサー"))
    publish(
        people,
        draft(
            people,
            city,
            "filter-b",
            kind="app",
            controller=desk,
            items=items,
            purpose_terms=["ImproveHealthcare"],
            title_ja="健康アプリの歩数",
        ),
    )

    def found(**query: Any) -> list[str]:
        rows = act("kagaconsent_data_use_list", "", limit=200, **query)["results"]
        return [row["slug"] for row in rows if row["slug"].startswith("filter-")]

    assert found() == ["filter-a", "filter-b"]
    assert found(q="見守り") == ["filter-a"]
    assert found(q="ｾﾝｻｰ") == ["filter-a"]
    assert found(q="健康　歩数") == ["filter-b"]
    assert found(q="100%_") == []
    assert found(kind="app") == ["filter-b"]
    assert found(department="地域福祉課") == ["filter-b"]
    assert found(purpose="ImproveHealthcare") == ["filter-b"]
    assert found(identifiability="identifiable") == ["filter-b"]
    assert found(identifiability="de_identified") == ["filter-a"]
    assert found(kind="app", identifiability="none") == []
    assert "地域福祉課" in act("kagaconsent_data_use_list", "")["departments"]
    for wrong in (
        {"kind": "x"},
        {"limit": 201},
        {"offset": -1},
        {"offset": 10**30},
        {"q": "駅\x00"},
        {"department": "\ud83d"},
    ):
        with pytest.raises(tk.ValidationError):
            act("kagaconsent_data_use_list", "", **wrong)
