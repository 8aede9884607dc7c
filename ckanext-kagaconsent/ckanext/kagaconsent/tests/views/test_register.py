"""The public pages of the register and its exports, as strangers meet them."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from ckan.tests import factories

from ckanext.kagaconsent.ledger import content_hash, read_use
from ckanext.kagaconsent.tests.register import CONTENT, act, draft, publish

pytestmark = pytest.mark.stack

POISON = '"><script>poison()</script>'


@pytest.fixture
def camera(people: dict[str, str], city: dict[str, Any]) -> dict[str, Any]:
    """A published data use with two versions, each with texts that try to become HTML."""
    slug = f"camera-{city['name'].replace('_', '-')}"
    use = publish(people, draft(people, city, slug, risk_notes_ja=POISON, example=True))
    changed = act(
        "kagaconsent_data_use_update",
        people["editor"],
        id=use["id"],
        content=CONTENT | {"benefit_ja": POISON, "measures": [], "stop_url": "javascript:x()"},
        reason=POISON,
    )
    return publish(people, changed)


def test_the_page_answers_the_eight_questions_in_order(app: Any, camera: dict[str, Any]) -> None:
    body = app.get(f"/register/{camera['slug']}").body
    asked = [
        "だれが",
        "何を",
        "何のために",
        "何を根拠に",
        "いつまで",
        "だれに渡すか",
        "止めるには",
        "苦情はどこへ",
    ]
    places = [body.index(f">{question}</h2>") for question in asked]
    assert places == sorted(places)
    assert body.index("広場を通る人の数を数えます。顔は記録しません。") < places[0]
    assert "例市 総務部総務課" in body
    assert "記載なし" in body  # the measures of the policy on security
    assert POISON not in body
    assert "javascript:" not in body


def test_a_version_stays_and_tells_what_changed(app: Any, camera: dict[str, Any]) -> None:
    first = app.get(f"/register/{camera['slug']}/versions/1").body
    assert "これは例です" in first
    assert "新しい版があります" in first
    assert (
        content_hash(
            read_use(act("kagaconsent_data_use_version_show", id=camera["id"], number=1)["content"])
        )
        in first
    )
    second = app.get(f"/register/{camera['slug']}/versions/2").body
    assert camera["content_hash"] in second
    assert "混む時間にバスが増えます。" in second
    assert "これは例です" not in second
    assert POISON not in first + second
    for number in ("3", "0", "9" * 30):
        app.get(f"/register/{camera['slug']}/versions/{number}", status=404)


def test_english_and_easy_japanese(app: Any, camera: dict[str, Any]) -> None:
    english = app.get(f"/en/register/{camera['slug']}").body
    assert "Whom to complain to" in english
    assert "People-counting camera at the station square (example)" in english
    easy = app.get(f"/register/{camera['slug']}?lang=ja-simple").body
    assert "<ruby>駅前<rp>" in easy


def test_a_draft_is_found_by_nobody_but_its_organisation(
    app: Any, people: dict[str, str], city: dict[str, Any]
) -> None:
    slug = f"draft-{city['name'].replace('_', '-')}"
    use = draft(people, city, slug, title_ja="まだ秘密の計画")
    for path in (f"/register/{slug}", f"/register/{slug}/versions/1", f"/register/{slug}.json"):
        app.get(path, status=404)
    for path in ("/register?q=秘密の計画", "/register.json", "/register.csv"):
        assert "秘密の計画" not in app.get(path).body.replace('value="秘密の計画"', "")
    token = factories.APIToken(user=people["editor"])["token"]
    headers = {"Authorization": token}
    body = app.get(f"/register/{slug}", headers=headers).body
    assert "まだ秘密の計画" in body
    assert use["draft"]["content_hash"] in body
    assert "まだ秘密の計画" not in app.get("/register.json", headers=headers).body


def test_the_list_is_narrowed(app: Any, camera: dict[str, Any]) -> None:
    body = app.get("/register").body
    assert f'href="/register/{camera["slug"]}"' in body
    narrow = "q=駅前広場&kind=camera&identifiability=de_identified"
    desk = CONTENT["controller"]["desk_name"]
    assert camera["slug"] in app.get(f"/register?{narrow}&department={desk}").body
    for nothing in ("q=ぬりかべ", "kind=app", "kind=drone", "q=%00", "page=2&q=駅前"):
        found = app.get(f"/register?{nothing}").body
        assert camera["slug"] not in found
    assert "条件を減らして" in app.get("/register?q=ぬりかべ").body


def test_exports(app: Any, camera: dict[str, Any]) -> None:
    answer = app.get("/register.json")
    told = json.loads(answer.body)
    assert [use["slug"] for use in told["data_uses"]] == sorted(
        use["slug"] for use in told["data_uses"]
    )
    mine = next(use for use in told["data_uses"] if use["slug"] == camera["slug"])
    assert content_hash(read_use(mine["content"])) == mine["content_hash"]
    assert mine["version_address"].endswith(f"/register/{camera['slug']}/versions/2")
    table = app.get("/register.csv")
    assert table.data.startswith(b"\xef\xbb\xbf")
    assert table.data.count(b"\r\n") > 1
    rows = list(csv.DictReader(io.StringIO(table.data.decode("utf-8-sig"), newline="")))
    row = next(row for row in rows if row["短い名前"] == camera["slug"])
    assert row["苦情はどこへ"].startswith("例市 総務部総務課")
    one = app.get(f"/register/{camera['slug']}.json")
    assert len(json.loads(one.body)["answers"]) == 8
    for path, sent in (
        ("/register.json", answer),
        ("/register.csv", table),
        (f"/register/{camera['slug']}.json", one),
    ):
        headers = {"If-None-Match": sent.headers["ETag"]}
        assert app.get(path, headers=headers, status=304).data == b""
