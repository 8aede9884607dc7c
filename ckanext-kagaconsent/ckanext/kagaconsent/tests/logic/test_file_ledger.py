"""The way of an entry into the public file ledger, and what never gets there."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from werkzeug.datastructures import FileStorage

from ckanext.kagaconsent.ledger import csv_bytes, entry_json, xlsx_bytes
from ckanext.kagaconsent.tests.files import ENTRY, correct, enter, make_public
from ckanext.kagaconsent.tests.ledger.examples import RESIDENTS, SCREENING
from ckanext.kagaconsent.tests.register import act, draft, publish

pytestmark = pytest.mark.stack

OUTSIDE = ("", "resident", "other editor")


def everything_told(people: dict[str, str], id_: str) -> str:
    """All that strangers are told of a file and of the whole ledger."""
    told = []
    for who in OUTSIDE:
        name = people.get(who, "")
        for action in ("kagaconsent_file_ledger_show", "kagaconsent_file_ledger_version_list"):
            try:
                told.append(act(action, name, id=id_))
            except tk.NotAuthorized as refused:
                told.append(str(refused))
        everything = {"limit": 200, "include_content": True}
        told.append(act("kagaconsent_file_ledger_list", name, **everything))
        told.append(act("kagaconsent_file_ledger_list", name, drafts=True, **everything))
        told.append(act("kagaconsent_file_ledger_change_list", name, limit=200))
    return str(told)


def test_from_draft_to_public(people: dict[str, str], city: dict[str, Any]) -> None:
    file = enter(people, city, "residents")
    assert RESIDENTS.file_name not in everything_told(people, file["id"])
    with pytest.raises(tk.NotAuthorized):
        act(
            "kagaconsent_file_ledger_publish",
            people["editor"],
            id=file["id"],
            content_hash=file["draft"]["content_hash"],
        )
    public = make_public(people, file)
    assert public["draft"] is None
    shown = act("kagaconsent_file_ledger_show", "", id="residents")
    assert shown["content"] == ENTRY
    assert [row["number"] for row in shown["sheet"]["rows"]] == list(range(1, 19))
    assert "user_id" not in shown
    assert "draft" not in shown


def test_a_second_person_publishes(people: dict[str, str], city: dict[str, Any]) -> None:
    mine = act(
        "kagaconsent_file_ledger_create",
        people["admin"],
        owner_org=city["id"],
        slug="of-the-admin",
        content=ENTRY,
        reason="最初の記載です。",
    )
    with pytest.raises(tk.ValidationError) as refused:
        make_public(people, mine)
    assert set(refused.value.error_dict) == {"id"}


def test_publishing_is_refused_with_the_statutory_item(
    people: dict[str, str], city: dict[str, Any]
) -> None:
    gaps = {"purpose_of_use": "未定", "collection_method": "", "request_desk_address": "−"}
    file = enter(people, city, "with-gaps", **gaps)
    assert {one["field"] for one in file["draft"]["findings"]} == set(gaps)
    with pytest.raises(tk.ValidationError) as refused:
        make_public(people, file)
    assert set(refused.value.error_dict) == set(gaps)
    assert "法第74条第1項第5号" in str(refused.value.error_dict["collection_method"])


def test_what_is_left_out_never_leaves(people: dict[str, str], city: dict[str, Any]) -> None:
    secret = "匿名の通報と尾行による調査"
    ground = "調査の手法が知られると正確な把握が困難になるため"
    omitted = [{"field": "collection_method", "ground": ground}]
    file = enter(people, city, "omitted", collection_method=secret, omissions=omitted)
    public = make_public(people, file)
    assert public["content"]["omissions"] == omitted
    told = everything_told(people, file["id"])
    assert ground in told
    assert secret not in told
    assert not act("kagaconsent_file_ledger_list", "", q="尾行")["count"]


def test_a_withheld_or_removed_file_leaves_the_ledger(
    people: dict[str, str], city: dict[str, Any]
) -> None:
    never = make_public(
        people, enter(people, city, "never", file_name="内偵ファイル", withheld=True)
    )
    assert not never["listed"]
    assert "内偵ファイル" not in everything_told(people, never["id"])
    later = make_public(people, enter(people, city, "later", file_name="巡回ファイル"))
    assert "巡回ファイル" in everything_told(people, later["id"])
    make_public(people, correct(people, later, file_name="巡回ファイル", withheld=True))
    assert "巡回ファイル" not in everything_told(people, later["id"])
    gone = make_public(people, enter(people, city, "gone", file_name="旧事務ファイル"))
    make_public(people, correct(people, gone, file_name="旧事務ファイル", removed_on="2026-11-01"))
    listed = act("kagaconsent_file_ledger_list", "", q="旧事務ファイル")
    assert not listed["count"]
    changes = act("kagaconsent_file_ledger_change_list", "", limit=200)
    told = [(one["removed_on"]) for one in changes if one["slug"] == "gone"]
    assert told == ["2026-11-01", None]


def test_versions_tell_what_changed(people: dict[str, str], city: dict[str, Any]) -> None:
    file = make_public(people, enter(people, city, "changed-file"))
    again = correct(people, file)
    assert again["draft"] is None  # the same content changes nothing
    draft_of = correct(people, file, record_scope="例市に住所を有する者", remarks="")
    assert (draft_of["number"], draft_of["draft"]["number"]) == (1, 2)
    outside = act("kagaconsent_file_ledger_version_list", "", id=file["id"])
    assert [one["number"] for one in outside] == [1]
    make_public(people, draft_of)
    newest, first = act("kagaconsent_file_ledger_version_list", "", id=file["id"])
    assert [one["field"] for one in newest["changes"]] == ["record_scope", "remarks"]
    assert first["changes"] == []
    with pytest.raises(tk.ValidationError) as refused:
        act(
            "kagaconsent_file_ledger_update",
            people["editor"],
            id=file["id"],
            content=ENTRY,
            reason="古い画面から",
            content_hash=file["content_hash"],
        )
    assert set(refused.value.error_dict) == {"content_hash"}


def test_files_and_data_uses_find_each_other(people: dict[str, str], city: dict[str, Any]) -> None:
    use = publish(people, draft(people, city, "linked-use", related_file_ids=["linked-there"]))
    one = make_public(people, enter(people, city, "linked-here", related_use_ids=["linked-use"]))
    two = make_public(people, enter(people, city, "linked-there", related_use_ids=[]))
    make_public(people, enter(people, city, "linked-nowhere", related_use_ids=[]))
    for file in (one, two):
        shown = act("kagaconsent_file_ledger_show", "", id=file["id"])
        assert [row["slug"] for row in shown["uses"]] == ["linked-use"]
    found = act("kagaconsent_file_ledger_list", "", data_use=use["id"])
    assert [row["slug"] for row in found["results"]] == ["linked-here", "linked-there"]
    assert not act("kagaconsent_file_ledger_list", "", data_use="no-such-use")["count"]


def take_in(
    people: dict[str, str], city: dict[str, Any], content: bytes, **more: Any
) -> dict[str, Any]:
    upload = FileStorage(io.BytesIO(content), "ledger.csv")
    given = {"owner_org": city["id"], "reason": "様式から取り込みました。", "upload": upload}
    told: dict[str, Any] = act("kagaconsent_file_ledger_import", people["editor"], **given, **more)
    return told


def test_a_file_is_looked_at_before_it_is_taken_in(
    people: dict[str, str], city: dict[str, Any]
) -> None:
    book = xlsx_bytes([RESIDENTS, SCREENING])
    looked = take_in(people, city, book, preview=True)
    assert looked["counts"] == {"new": 2, "changed": 0, "same": 0}
    assert not act("kagaconsent_file_ledger_list", people["editor"], drafts=True)["count"]
    done = take_in(people, city, book, seen=looked["seen"])
    slugs = [step["slug"] for step in done["steps"]]
    assert all(slug.startswith("file-") for slug in slugs)
    assert take_in(people, city, csv_bytes([RESIDENTS, SCREENING]))["counts"]["same"] == 2
    changed = csv_bytes([replace(RESIDENTS, record_scope="例市に住所を有する者")])
    looked = take_in(people, city, changed, preview=True)
    assert [one["field"] for one in looked["steps"][0]["changes"]] == ["record_scope"]
    take_in(people, city, csv_bytes([replace(RESIDENTS, remarks="別の変更")]))
    with pytest.raises(tk.ValidationError) as refused:
        take_in(people, city, changed, seen=looked["seen"])
    assert set(refused.value.error_dict) == {"seen"}


def test_an_import_keeps_what_an_export_leaves_out(
    people: dict[str, str], city: dict[str, Any]
) -> None:
    whole = entry_json(RESIDENTS) | {
        "collection_method": "聞き取り",
        "omissions": [{"field": "collection_method", "ground": "手法が知られるため"}],
        "withheld": True,
        "file_name": "調査ファイル",
    }
    file = enter(people, city, "kept-back", **whole)
    seen = replace(
        RESIDENTS, file_name="調査ファイル", omissions=SCREENING.omissions, collection_method=""
    )
    seen = replace(seen, omissions=(replace(SCREENING.omissions[0], field="collection_method"),))
    take_in(people, city, csv_bytes([seen]))
    after = act("kagaconsent_file_ledger_show", people["editor"], id=file["id"])["draft"]
    assert after["content"]["withheld"] is True
    assert after["content"]["collection_method"] == "聞き取り"
    assert after["content"]["omissions"][0]["ground"] == SCREENING.omissions[0].ground


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "KC-I"),
        (csv_bytes([RESIDENTS, RESIDENTS]), "住民基本台帳ファイル（例）"),
        (csv_bytes([replace(RESIDENTS, file_name="")]), "—"),
    ],
)
def test_a_wrong_file_is_refused(
    people: dict[str, str], city: dict[str, Any], content: bytes, said: str
) -> None:
    with pytest.raises(tk.ValidationError) as refused:
        take_in(people, city, content)
    assert set(refused.value.error_dict) == {"upload"}
    assert said in str(refused.value.error_dict) or said == "KC-I"


def test_what_cannot_be_read_is_said(people: dict[str, str], city: dict[str, Any]) -> None:
    for content in ({"law": "gdpr"}, "{", [], {"file_nam": "台帳"}, {"file_name": "\x00"}):
        with pytest.raises(tk.ValidationError) as refused:
            act(
                "kagaconsent_file_ledger_create",
                people["editor"],
                owner_org=city["id"],
                slug="unreadable-file",
                content=content,
                reason="取込み",
            )
        assert set(refused.value.error_dict) == {"content"}
    enter(people, city, "taken-file")
    with pytest.raises(tk.ValidationError, match="slug"):
        enter(people, city, "taken-file")


def test_the_list_is_searched_and_filtered(people: dict[str, str], city: dict[str, Any]) -> None:
    make_public(people, enter(people, city, "list-a", file_name="農地台帳ファイル"))
    make_public(
        people, enter(people, city, "list-b", agency_name="例市教育委員会", record_items=["学年"])
    )

    def found(**query: Any) -> list[str]:
        rows = act("kagaconsent_file_ledger_list", "", limit=200, **query)["results"]
        return [row["slug"] for row in rows if row["slug"].startswith("list-")]

    assert found() == ["list-a", "list-b"]
    assert found(q="農地　ﾌｧｲﾙ") == ["list-a"]
    assert found(q="学年") == ["list-b"]
    assert found(agency="例市教育委員会") == ["list-b"]
    assert found(agency="例市教育委員会", q="農地") == []
    assert "例市教育委員会" in act("kagaconsent_file_ledger_list", "")["agencies"]
    for wrong in ({"limit": 201}, {"offset": -1}, {"q": "駅\x00"}, {"agency": "\ud83d"}):
        with pytest.raises(tk.ValidationError):
            act("kagaconsent_file_ledger_list", "", **wrong)
