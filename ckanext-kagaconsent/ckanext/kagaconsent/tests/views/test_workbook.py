"""The workbook of the register at the portal's pages: out, a look, and in."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from ckan.tests import factories

from ckanext.kagaconsent.ledger import read_use, read_uses, uses_xlsx
from ckanext.kagaconsent.tests.ledger.uses import CAMERA
from ckanext.kagaconsent.tests.register import act, draft

pytestmark = pytest.mark.stack

POISON = '"><script>poison()</script>'


@pytest.fixture
def headers(people: dict[str, str]) -> dict[str, str]:
    """How the city's editor signs in."""
    return {"Authorization": factories.APIToken(user=people["editor"])["token"]}


def look(app: Any, headers: dict[str, str], city: dict[str, Any], content: bytes) -> str:
    sent = {"owner_org": city["id"], "upload": (io.BytesIO(content), "uses.xlsx")}
    body: str = app.post("/register/workbook", data=sent, headers=headers).body
    return body


def test_out_changed_and_in_again(
    app: Any, people: dict[str, str], city: dict[str, Any], headers: dict[str, str]
) -> None:
    slug = f"book-{city['name'].lower().replace('_', '-')}"
    draft(people, city, slug)
    sent = app.get(f"/register/workbook/download?owner_org={city['name']}", headers=headers)
    (use,) = read_uses(sent.data)
    assert use.slug == slug
    assert "登録簿と同じです" in look(app, headers, city, sent.data)
    changed = uses_xlsx(
        [replace(use, benefit_ja=POISON), replace(CAMERA, slug=f"new-{slug}", title_ja="新しい例")]
    )
    page = look(app, headers, city, changed)
    assert POISON not in page
    assert "変わるもの 2件" in page
    assert "良くなること" in page
    kept = act("kagaconsent_data_use_show", people["editor"], id=slug)["draft"]
    assert kept["content"]["benefit_ja"] == "混む時間にバスが増えます。"  # nothing is written yet
    packed = re.search(r'name="packed" value="([^"]+)"', page)
    assert packed
    form = {"owner_org": city["id"], "packed": unescape(packed[1]), "reason": "まとめて直しました"}
    done = app.post("/register/workbook/apply", data=form, headers=headers).body
    assert "2件のうち2件" in done
    kept = act("kagaconsent_data_use_show", people["editor"], id=slug)["draft"]
    assert (kept["content"]["benefit_ja"], kept["reason"]) == (POISON, "まとめて直しました")
    new = act("kagaconsent_data_use_show", people["editor"], id=f"new-{slug}")
    assert read_use(new["content"]).title_ja == "新しい例"
    again = app.post("/register/workbook/apply", data=form, headers=headers).body
    assert "2件のうち0件" in again  # it changed since it was looked at, and is there already


def test_what_is_wrong_is_shown_with_its_cell(
    app: Any, city: dict[str, Any], headers: dict[str, str]
) -> None:
    for content, said in (
        (b"", "ブックを選んでください"),
        (b"not a workbook", "ブックを取り込めませんでした"),
        (uses_xlsx([replace(CAMERA, slug="a"), replace(CAMERA, slug="a")]), "利用!A3"),
    ):
        assert said in look(app, headers, city, content)


def test_what_somebody_made_up_is_refused(
    app: Any, people: dict[str, str], city: dict[str, Any], headers: dict[str, str]
) -> None:
    for packed in ("", "x", "eJw=", "eNqrVgIAAHUAbQ=="):
        form = {"owner_org": city["id"], "packed": packed}
        app.post("/register/workbook/apply", data=form, headers=headers, status=400)
    other = factories.Organization()
    app.post(
        "/register/workbook/apply",
        data={"owner_org": other["id"], "packed": ""},
        headers=headers,
        status=403,
    )
    resident = {"Authorization": factories.APIToken(user=people["resident"])["token"]}
    app.get("/register/workbook", headers=resident, status=403)
    app.get("/register/workbook", status=403)
