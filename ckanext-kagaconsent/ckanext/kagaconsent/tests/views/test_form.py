"""The form of a data use as staff meet it: plain HTML, step by step, without scripts."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan.tests import factories

from ckanext.kagaconsent.tests.camera import FILLED_IN, NEW, STEPS
from ckanext.kagaconsent.tests.register import CONTENT, act, draft, publish

pytestmark = pytest.mark.stack

POISON = '"><script>poison()</script>'


class Desk:
    """Somebody at the portal's pages, signed in by token, who sends forms as a browser does."""

    def __init__(self, app: Any, user: str) -> None:
        self._app = app
        self._headers = {"Authorization": factories.APIToken(user=user)["token"]}

    def get(self, path: str, status: int = 200) -> str:
        """Open a page; redirects are followed."""
        body: str = self._app.get(path, headers=self._headers, status=status).body
        return body

    def send(self, path: str, page: str, expect: int = 200, **changed: str) -> Any:
        """Send the form of a page with what was changed in it."""
        fields = sent(page) | changed
        return self._app.post(path, data=fields, headers=self._headers, status=expect)


def sent(page: str) -> dict[str, Any]:
    """What a browser would send of the fields of a page (the last form with fields of a draft)."""
    fields: dict[str, Any] = {}
    for tag in re.findall(r"<input [^>]+>", page):
        told = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        kind, name = told.get("type"), told.get("name")
        if not name or (kind in ("checkbox", "radio") and " checked" not in tag):
            continue
        if kind == "checkbox":
            fields.setdefault(name, []).append(told["value"])
        elif kind != "file":
            fields[name] = unescape(told.get("value", ""))
    for name, value in re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>([^<]*)</textarea>', page):
        fields[name] = unescape(value)
    for name, options in re.findall(
        r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL
    ):
        chosen = re.search(r'<option value="([^"]*)" selected>', options)
        fields[name] = unescape(chosen[1]) if chosen else ""
    return fields


@pytest.fixture
def editor(app: Any, people: dict[str, str]) -> Desk:
    """The city's editor at the pages."""
    return Desk(app, people["editor"])


@pytest.fixture
def admin(app: Any, people: dict[str, str]) -> Desk:
    """The city's administrator at the pages."""
    return Desk(app, people["admin"])


def ahead(years: int = 3) -> str:
    """A day some years ahead."""
    return (dt.date.today() + dt.timedelta(days=365 * years)).isoformat()  # noqa: DTZ011 - a day


def slug_of(city: dict[str, Any], name: str) -> str:
    return f"{name}-{city['name'].lower().replace('_', '-')}"


def test_a_camera_needs_few_fields(
    app: Any, editor: Desk, admin: Desk, city: dict[str, Any]
) -> None:
    slug = slug_of(city, "camera")
    editor.send("/register/new", editor.get("/register/new"), slug=slug, **NEW)
    for step, typed in STEPS.items():
        path = f"/register/{slug}/edit/{step}"
        changed = {name: said or ahead() for name, said in typed.items()}
        editor.send(path, editor.get(path), **changed)
    check = f"/register/{slug}/check"
    page = editor.get(check)
    assert "すべてに答えています" in page
    editor.send(f"{check}/review", page)
    assert "別の管理者が公開します" in editor.get(check)
    admin.send(f"{check}/publish", admin.get(check))
    body = app.get(f"/register/{slug}").body
    assert "14日" in body
    assert "加賀市安全・安心なまちづくり条例（例）第5条第1項" in body
    assert FILLED_IN == 17


GAPS: dict[str, tuple[str, dict[str, Any]]] = {
    "controller.name_ja": ("who", {"controller": {"desk_name": "危機対策課"}}),
    "items": ("what", {"items": []}),
    "purpose_ja": ("why", {"purpose_ja": "検討中"}),
    "bases[0].article": ("ground", {"bases": [{**CONTENT["bases"][0], "article": "等"}]}),
    "review_date": ("keep", {"review_date": None}),
    "to_whom_ja": ("give", {"provisions": [], "to_whom_ja": "未定"}),
    "remaining_route_ja": ("stop", {"remaining_route_ja": "-"}),
    "complaint_desk": ("stop", {"complaint_desk": None}),
}
"""One gap for each of the eight questions: the field, the step that asks for it, the content."""


def test_what_is_missing_is_said_at_its_field(
    editor: Desk, people: dict[str, str], city: dict[str, Any]
) -> None:
    slug = slug_of(city, "gaps")
    content = {name: value for _, gap in GAPS.values() for name, value in gap.items()}
    use = draft(people, city, slug, **content)
    page = editor.get(f"/register/{slug}/check")
    assert "_register.css" in page
    for field, (step, _) in GAPS.items():
        assert f'/register/{slug}/edit/{step}?check=1#field-{field}"' in page
        shown = editor.get(f"/register/{slug}/edit/{step}?check=1")
        assert f'id="field-{field}-error"' in shown
        assert f'href="#field-{field}"' in shown
        assert f'id="field-{field}-error"' not in editor.get(f"/register/{slug}/edit/{step}")
    assert page.count("未回答") == 7  # stop and complaint share a step
    sent_on = editor.send(f"/register/{slug}/check/review", page)
    assert "答えになっていません" in sent_on.body
    assert act("kagaconsent_data_use_show", people["editor"], id=use["id"])["state"] == "draft"


def test_what_cannot_be_read_comes_back_as_typed(
    editor: Desk, people: dict[str, str], city: dict[str, Any]
) -> None:
    slug = slug_of(city, "typed")
    draft(people, city, slug)
    path = f"/register/{slug}/edit/keep"
    typed = {"storages[0].period_value": "二週間", "storages[0].disposal_method_ja": POISON}
    body = editor.send(path, editor.get(path), **typed).body
    assert 'id="field-storages[0].period_value-error"' in body
    assert 'value="二週間"' in body
    assert POISON not in body
    assert sent(body)["storages[0].disposal_method_ja"].startswith('"><')
    kept = act("kagaconsent_data_use_show", people["editor"], id=slug)["draft"]["content"]
    assert kept == act("kagaconsent_data_use_show", people["editor"], id=slug)["content"]


def test_rows_come_and_go(editor: Desk, people: dict[str, str], city: dict[str, Any]) -> None:
    slug = slug_of(city, "rows")
    draft(people, city, slug)
    path = f"/register/{slug}/edit/what"

    def names() -> list[str]:
        kept = act("kagaconsent_data_use_show", people["editor"], id=slug)["draft"]["content"]
        return [item["name_ja"] for item in kept["items"]]

    body = editor.send(path, editor.get(path), add="items").body
    assert 'name="items[2].name_ja"' in body
    editor.send(path, body, **{"items[2].name_ja": "天気"})
    assert names() == ["通行人の映像", "時間ごとの通行人数", "天気"]
    editor.send(path, editor.get(path), remove="items[0]")
    assert names() == ["時間ごとの通行人数", "天気"]
    kept = act("kagaconsent_data_use_show", people["editor"], id=slug)["draft"]["content"]
    assert kept["items"][0] == CONTENT["items"][1]


def test_untouched_steps_change_nothing(
    editor: Desk, people: dict[str, str], city: dict[str, Any]
) -> None:
    slug = slug_of(city, "untouched")
    before = draft(people, city, slug)["draft"]["content_hash"]
    for step in STEPS:
        path = f"/register/{slug}/edit/{step}"
        editor.send(path, editor.get(path))
    after = act("kagaconsent_data_use_show", people["editor"], id=slug)["draft"]["content_hash"]
    assert after == before


def test_of_two_at_once_nobody_loses(
    editor: Desk, admin: Desk, people: dict[str, str], city: dict[str, Any]
) -> None:
    slug = slug_of(city, "two")
    draft(people, city, slug)
    path = f"/register/{slug}/edit/why"
    mine, theirs = editor.get(path), admin.get(path)
    admin.send(path, theirs, benefit_ja="夜のバスが増えます。")
    body = editor.send(path, mine, benefit_ja="朝のバスが増えます。").body
    assert "ほかの人が先に保存しました" in body
    assert "夜のバスが増えます。" in body
    assert sent(body)["benefit_ja"] == "朝のバスが増えます。"
    editor.send(path, body)
    kept = act("kagaconsent_data_use_show", people["editor"], id=slug)["draft"]["content"]
    assert kept["benefit_ja"] == "朝のバスが増えます。"


def test_a_change_of_what_is_public_needs_its_reason(
    editor: Desk, people: dict[str, str], city: dict[str, Any]
) -> None:
    slug = slug_of(city, "reason")
    publish(people, draft(people, city, slug))
    path = f"/register/{slug}/edit/why"
    body = editor.send(path, editor.get(path), benefit_ja="夜のバスが増えます。").body
    assert 'id="field-reason-error"' in body
    editor.send(path, body, reason="夜の便を加えたため")
    kept = act("kagaconsent_data_use_show", people["editor"], id=slug)
    assert kept["draft"]["reason"] == "夜の便を加えたため"
    editor.send(f"/register/{slug}/check/discard", editor.get(f"/register/{slug}/check"))
    assert act("kagaconsent_data_use_show", people["editor"], id=slug)["draft"] is None


def test_a_draft_is_given_back_and_discarded(
    editor: Desk, admin: Desk, people: dict[str, str], city: dict[str, Any]
) -> None:
    slug = slug_of(city, "back")
    draft(people, city, slug)
    check = f"/register/{slug}/check"
    editor.send(f"{check}/review", editor.get(check))
    wrong = admin.send(f"{check}/return", admin.get(check), reason="").body
    assert 'id="field-return-reason"' in wrong
    admin.send(f"{check}/return", admin.get(check), reason="撮影範囲を書いてください")
    page = editor.get(check)
    assert "撮影範囲を書いてください" in page
    editor.send(f"{check}/discard", page)
    editor.get(check, status=404)
    editor.get("/register/work")


def test_nobody_outside_finds_the_forms(
    app: Any, people: dict[str, str], city: dict[str, Any]
) -> None:
    slug = slug_of(city, "outside")
    draft(people, city, slug)
    stranger, other = Desk(app, people["resident"]), Desk(app, people["other editor"])
    for who in (stranger, other):
        for path in (f"/register/{slug}/check", f"/register/{slug}/edit/why"):
            who.get(path, status=404)
            who.send(path.replace("/check", "/check/review"), "", expect=404)
    stranger.get("/register/new", status=403)
    app.get(f"/register/{slug}/check", status=404)


def test_no_such_step_template_or_deed(editor: Desk, people: dict[str, str], city: Any) -> None:
    slug = slug_of(city, "none")
    draft(people, city, slug)
    editor.get(f"/register/{slug}/edit/x", status=404)
    editor.send(f"/register/{slug}/check/x", "", expect=404)
    page = editor.get("/register/new")
    for changed in ({"template": "drone"}, {"title_ja": ""}, {"slug": "new"}, {"slug": slug}):
        body = editor.send("/register/new", page, **(NEW | changed)).body
        assert "house-field-error" in body


def test_pages_below_the_register_belong_to_its_menu(
    editor: Desk, people: dict[str, str], city: dict[str, Any]
) -> None:
    slug = slug_of(city, "menu")
    publish(people, draft(people, city, slug))
    for path in (
        "/register",
        f"/register/{slug}",
        f"/register/{slug}/versions/1",
        f"/register/{slug}/edit/who",
        f"/register/{slug}/check",
        "/register/new",
        "/register/work",
        "/register/parties",
        "/register/affected",
        f"/register/{slug}/signs",
        "/signs",
    ):
        body = editor.get(path)
        assert re.search(r'<li class="[^"]*active[^"]*"><a [^>]*href="/register"', body), path
    assert 'href="/signs"' in editor.get("/register/work")


def test_a_business_finds_itself_as_one(
    app: Any, people: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    business = factories.Organization(title="例交通株式会社")
    user = factories.User()["name"]
    act("organization_member_create", id=business["id"], username=user, role="editor")
    monkeypatch.setitem(tk.config, "ckanext.kagaconsent.business_orgs", [business["name"]])
    slug = slug_of(business, "business")
    desk = Desk(app, user)
    desk.send("/register/new", desk.get("/register/new"), slug=slug, **NEW)
    controller = act("kagaconsent_data_use_show", user, id=slug)["content"]["controller"]
    assert controller == {
        "name_ja": "例交通株式会社",
        "kind": "business",
        "law_applied": "appi_4",
    }
