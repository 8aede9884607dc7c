"""The pages and files of the statutory ledger, as strangers and staff meet them."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from ckan.tests import factories
from openpyxl import load_workbook

from ckanext.kagaconsent.ledger import csv_bytes, ledger
from ckanext.kagaconsent.tests.files import correct, enter, make_public
from ckanext.kagaconsent.tests.ledger.examples import RESIDENTS
from ckanext.kagaconsent.tests.register import act, draft, publish

pytestmark = pytest.mark.stack

POISON = '"><script>poison()</script>'
GROUND = "記載すると、調査の時期が知られ、正しい把握ができなくなるため"


@pytest.fixture
def slug(city: dict[str, Any]) -> str:
    """A short name that no other test uses."""
    return f"file-of-{city['name'].lower().replace('_', '-')}"


@pytest.fixture
def file(people: dict[str, str], city: dict[str, Any], slug: str) -> dict[str, Any]:
    """A public file with an omission, under the threshold, and a text that tries to be HTML."""
    content = {
        "omissions": [{"field": "collection_method", "ground": GROUND}],
        "collection_method": "聞き込み",
        "people": "under_1000",
        "published_voluntarily": True,
        "record_scope": POISON,
    }
    return make_public(people, enter(people, city, slug, **content))


@pytest.fixture
def staff(people: dict[str, str]) -> dict[str, dict[str, str]]:
    """The header with which each of the city's staff signs in."""
    return {
        role: {"Authorization": factories.APIToken(user=people[role])["token"]}
        for role in ("editor", "admin", "resident")
    }


def test_the_sheet_has_the_statutory_rows_in_their_order(app: Any, file: dict[str, Any]) -> None:
    body = app.get(f"/file-ledger/{file['slug']}").body
    table = body[body.index('id="sheet"') : body.index("法律が求めていないこと")]
    rows = re.findall(r'<th scope="row">([^<]+)</th>', table)
    assert rows == [f"{item.number} {item.ja}" for item in ledger().items]
    assert GROUND in table
    assert "法律により記載を省略" in table
    assert "任意に掲載" in body
    assert "聞き込み" not in body
    assert POISON not in body


def test_the_list_is_searched(app: Any, file: dict[str, Any]) -> None:
    assert f"/file-ledger/{file['slug']}" in app.get("/file-ledger").body
    assert file["slug"] in app.get("/file-ledger?q=住民基本&agency=例市長").body
    for nothing in ("q=ぬりかべ", "agency=他市長", "q=%00"):
        assert file["slug"] not in app.get(f"/file-ledger?{nothing}").body
    assert (
        "Name of the personal information file" in app.get(f"/en/file-ledger/{file['slug']}").body
    )


def test_the_files_have_every_row_and_an_etag(app: Any, file: dict[str, Any]) -> None:
    table = app.get("/file-ledger.csv")
    assert table.data.startswith(b"\xef\xbb\xbf")
    lines = table.data.count(b"\r\n")
    assert lines >= len(list(ledger().parts())) + 1
    rows = list(csv.reader(io.StringIO(table.data.decode("utf-8-sig"), newline="")))
    assert [row[0] for row in rows[1:]] == [part.number for part in ledger().parts()]
    assert "聞き込み" not in table.data.decode()
    told = json.loads(app.get("/file-ledger.json").body)
    assert [item["number"] for item in told["items"]] == list(range(1, 19))
    book = app.get("/file-ledger.xlsx")
    assert load_workbook(io.BytesIO(book.data)).worksheets
    feed = app.get("/file-ledger.atom")
    names = {"a": "http://www.w3.org/2005/Atom"}
    entries = ET.fromstring(feed.data).findall("a:entry", names)  # noqa: S314 - our own
    links = [entry.find("a:link", names).attrib["href"] for entry in entries]
    assert any(link.endswith(f"/file-ledger/{file['slug']}") for link in links)
    for path in ("csv", "json", "xlsx", "atom"):
        answer = app.get(f"/file-ledger.{path}")
        tag = {"If-None-Match": answer.headers["ETag"]}
        assert app.get(f"/file-ledger.{path}", headers=tag, status=304).data == b""


def test_the_printed_form_is_a_pdf_in_japanese(app: Any, file: dict[str, Any]) -> None:
    path = f"/file-ledger/{file['slug']}.pdf"
    answer = app.get(path)
    pages = pypdfium2.PdfDocument(answer.data)
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    text = re.sub(r"\s", "", text)
    places = [text.index(item.ja) for item in ledger().items if item.number not in {16, 17, 18}]
    assert places == sorted(places)
    assert GROUND in text
    assert "任意に掲載" in text
    assert "聞き込み" not in text
    tag = {"If-None-Match": answer.headers["ETag"]}
    assert app.get(path, headers=tag, status=304).data == b""


def test_a_removed_file_is_told_in_the_feed_and_nowhere_else(
    app: Any, people: dict[str, str], file: dict[str, Any]
) -> None:
    make_public(people, correct(people, file, file_name="旧い台帳", removed_on="2026-11-01"))
    for path in (f"/file-ledger/{file['slug']}", f"/file-ledger/{file['slug']}.pdf"):
        app.get(path, status=404)
    assert "旧い台帳" not in app.get("/file-ledger.csv").data.decode()
    assert "削除：旧い台帳" in app.get("/file-ledger.atom").body


def test_a_data_use_and_its_files_lead_to_each_other(
    app: Any, people: dict[str, str], city: dict[str, Any], slug: str
) -> None:
    publish(people, draft(people, city, f"use-{slug}", related_file_ids=[slug]))
    make_public(people, enter(people, city, slug))
    assert f"/file-ledger/{slug}" in app.get(f"/register/use-{slug}").body
    assert f"/register/use-{slug}" in app.get(f"/file-ledger/{slug}").body


FORM = {
    "file_name": "図書館利用者ファイル",
    "agency_name": "例市教育委員会",
    "record_items": "氏名\r\n貸出しの記録",
    "contains_sensitive": "含まない",
    "reason": "最初の記載です。",
}


def test_staff_write_correct_and_publish(
    app: Any, staff: dict[str, Any], city: dict[str, Any], slug: str
) -> None:
    editor, admin = staff["editor"], staff["admin"]
    typed = FORM | {"slug": slug, "owner_org": city["name"], "omit_record_items": GROUND}
    wrong = app.post("/file-ledger/new", data=typed | {"created_on": "令和5年"}, headers=editor)
    assert 'aria-describedby="field-created_on-error"' in wrong.body
    assert "図書館利用者ファイル" in wrong.body
    kept = app.post("/file-ledger/new", data=typed, headers=editor)
    assert 'id="field-purpose_of_use-error"' in kept.body  # what the lint misses, at its field
    assert GROUND in kept.body
    file = act("kagaconsent_file_ledger_show", id=slug)
    assert file["draft"]["content"]["record_items"] == ["氏名", "貸出しの記録"]
    whole = dict(zip([part.field for part in ledger().parts()], _cells(), strict=True))
    seen = {"content_hash": file["content_hash"], "reason": "空欄を埋めました。"}
    app.post(f"/file-ledger/{slug}/edit", data=whole | seen, headers=editor)
    filled = act("kagaconsent_file_ledger_show", id=slug)
    publish_it = {"content_hash": filled["draft"]["content_hash"]}
    app.post(f"/file-ledger/{slug}/publish", data=publish_it, headers=editor, status=403)
    app.post(f"/file-ledger/{slug}/publish", data=publish_it, headers=admin)
    assert app.get(f"/file-ledger/{slug}").status_code == 200
    assert slug not in app.get("/file-ledger/drafts", headers=editor).body


def _cells() -> list[str]:
    table = csv.reader(io.StringIO(csv_bytes([RESIDENTS]).decode("utf-8-sig"), newline=""))
    return [row[3] for row in list(table)[1:]]


def test_an_import_is_shown_before_it_is_done(
    app: Any, people: dict[str, str], staff: dict[str, Any], city: dict[str, Any], slug: str
) -> None:
    editor = staff["editor"]
    make_public(people, enter(people, city, slug))
    changed = csv_bytes([replace(RESIDENTS, record_scope="例市に住所を有する者のみ")])
    given = {"owner_org": city["name"], "reason": "年次の見直しです。"}
    shown = app.post(
        "/file-ledger/import",
        data=given | {"upload": (io.BytesIO(changed), "ledger.csv")},
        headers=editor,
        content_type="multipart/form-data",
    ).body
    assert "例市に住所を有する者のみ" in shown
    assert act("kagaconsent_file_ledger_show", id=slug)["draft"] is None
    hidden = dict(re.findall(r'name="(packed|seen)" value="([^"]*)"', shown))
    app.post("/file-ledger/import", data=given | hidden, headers=editor)
    after = act("kagaconsent_file_ledger_show", id=slug)["draft"]
    assert after["content"]["record_scope"] == "例市に住所を有する者のみ"
    again = app.post("/file-ledger/import", data=given | {"packed": "x"}, headers=editor)
    assert "KC-I" not in again.body
    assert "CSV" in again.body


def test_strangers_and_residents_write_nothing(
    app: Any, staff: dict[str, Any], file: dict[str, Any]
) -> None:
    there = f"/file-ledger/{file['slug']}"
    for headers in ({}, staff["resident"]):
        for path in ("/file-ledger/new", "/file-ledger/import", "/file-ledger/drafts"):
            app.get(path, headers=headers, status=403)
        app.get(f"{there}/edit", headers=headers, status=403)
    assert f"{there}/edit" not in app.get(there).body


def test_calls_for_proposals(app: Any, people: dict[str, str], file: dict[str, Any]) -> None:
    given = {
        "owner_org": file["owner_org"],
        "opens": "2026-11-01",
        "closes": "2026-11-30",
        "desk": "総務部総務課（電話 0761-00-0002）",
        "summary": POISON,
    }
    call = act("kagaconsent_anonymised_call_create", people["admin"], files=[file["slug"]], **given)
    body = app.get("/anonymised").body
    assert "2026-11-30" in body
    assert f"/file-ledger/{file['slug']}" in body
    assert POISON not in body
    for wrong in ({"closes": "2026-10-01"}, {"files": ["no-such-file"]}, {"files": []}):
        with pytest.raises(Exception, match=next(iter(wrong))):
            act(
                "kagaconsent_anonymised_call_update",
                people["admin"],
                **{**given, "id": call["id"], "files": [file["slug"]], **wrong},
            )
    changed = {**given, "id": call["id"], "files": file["slug"], "summary": "図書館の利用"}
    assert act("kagaconsent_anonymised_call_update", people["admin"], **changed)["files"]
    assert "図書館の利用" in app.get("/anonymised").body


def test_a_call_is_announced_and_changed_with_a_form(
    app: Any, staff: dict[str, Any], file: dict[str, Any], city: dict[str, Any]
) -> None:
    assert "/anonymised/new" not in app.get("/anonymised", headers=staff["editor"]).body
    app.get("/anonymised/new", headers=staff["editor"], status=403)
    admin = staff["admin"]
    typed = {
        "owner_org": city["name"],
        "opens": "2026-12-01",
        "closes": "2026-11-01",
        "files": file["slug"],
        "desk": "総務部総務課",
        "summary": "図書館の利用の傾向（様式の試験）",
    }
    wrong = app.post("/anonymised/new", data=typed, headers=admin).body
    assert 'id="field-closes-error"' in wrong
    assert typed["summary"] in wrong
    app.post("/anonymised/new", data=typed | {"closes": "2027-01-31"}, headers=admin)
    [call] = [
        one for one in act("kagaconsent_anonymised_call_list") if one["summary"] == typed["summary"]
    ]
    there = f"/anonymised/{call['id']}/edit"
    assert there in app.get("/anonymised", headers=admin).body
    assert there not in app.get("/anonymised").body
    app.get(there, headers=staff["editor"], status=403)
    body = app.get(there, headers=admin).body
    assert f'value="{file["slug"]}"' in body
    assert "checked" in body
    later = typed | {"closes": "2027-02-28"}
    app.post(there, data=later, headers=admin)
    assert "2027-02-28" in app.get("/anonymised").body
