"""Staff and a business register a use of data by hand, and a second person makes it public."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from windows import DESKTOP, PHONE, Open

from ckanext.kagaconsent.tests.camera import NEW, STEPS
from stack.demo import Portal
from stack.home import Home

pytestmark = pytest.mark.browser


@pytest.fixture
def slug(home: Home, accounts: dict[str, dict[str, str]]) -> Iterator[str]:
    """Return a short name that no other data use has; what was made under it is gone or ended."""
    name = f"browser-camera-{uuid.uuid4().hex[:8]}"
    yield name
    admin = Portal(home.url, accounts["admin"]["token"])
    if admin.has("kagaconsent_data_use_show", name):
        use = admin.call("kagaconsent_data_use_show", id=name)
        if use["draft"]:
            seen = {"id": name, "content_hash": use["draft"]["content_hash"]}
            admin.call("kagaconsent_draft_discard", **seen)
        if use["published"] and use["state"] != "ended":
            admin.call("kagaconsent_data_use_end", id=name, reason="試験のために登録したものです。")


def fill(page: Page, fields: dict[str, str]) -> None:
    """Fill fields by their names: choices by value, everything else by typing."""
    for name, said in fields.items():
        field = page.locator(f'[name="{name}"]')
        if field.evaluate("node => node.tagName") == "SELECT":
            field.select_option(said)
        else:
            field.fill(said or (dt.date.today() + dt.timedelta(days=1000)).isoformat())  # noqa: DTZ011


def write(page: Page, slug: str, look: Callable[[Page], Any], prefix: str = "") -> None:
    """From the menu to the check page: a camera from its template, step by step."""
    page.goto(f"{prefix}/register")
    page.locator(f'a[href="{prefix}/register/work"]').first.click()
    page.locator(f'a[href="{prefix}/register/new"]').first.click()
    look(page)
    page.locator(f'[name=template][value="{NEW["template"]}"]').check()
    page.fill("[name=title_ja]", NEW["title_ja"])
    page.locator("summary").first.click()
    page.fill("[name=slug]", slug)
    if page.locator("select[name=owner_org]").count():
        page.select_option("select[name=owner_org]", index=1)
    page.locator("form[method=post] button[type=submit]").last.click()
    for step, fields in STEPS.items():
        expect(page).to_have_url(re.compile(f"/edit/{step}$"))
        fill(page, fields)
        look(page)
        page.locator("button[name=go][value=next]").click()


def hand_on_and_publish(author: Page, other: Page, slug: str, prefix: str = "") -> None:
    """Let the one who wrote it hand it on, and somebody else publish it."""
    author.locator('form[action$="/check/review"] button').click()
    other.goto(f"{prefix}/register/work")
    other.locator(f'a[href="{prefix}/register/{slug}/check"]').click()
    other.locator('form[action$="/check/publish"] button').click()


def looking(
    axe: Callable[[Page], list[str]], width: int, *, scripts: bool
) -> Callable[[Page], None]:
    """Return what looks at each page: it fits, and axe (a script) finds nothing serious."""

    def look(page: Page) -> None:
        page.wait_for_load_state()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if scripts:
            assert axe(page) == []

    return look


def test_a_camera_on_a_phone_without_scripts(
    open_page: Open, axe: Callable[[Page], list[str]], slug: str
) -> None:
    """In Japanese, 390 px wide, nothing but HTML: from the menu to the public page."""
    author = open_page(PHONE, "editor", scripts=False)
    look = looking(axe, PHONE, scripts=False)
    write(author, slug, look)
    expect(author.locator(".house-answer-sentence").first).to_contain_text("すべてに答えています")
    look(author)
    hand_on_and_publish(author, open_page(PHONE, "reviewer", scripts=False), slug)
    resident = open_page(PHONE, scripts=False)
    resident.goto(f"/register/{slug}")
    expect(resident.locator("[role=main]")).to_contain_text("14日")
    expect(resident.locator("[role=main]")).to_contain_text("第5条第1項")
    assert resident.get_by_role("link", name="変更・確認・公開").count() == 0


def test_a_camera_in_english_with_scripts(
    open_page: Open, axe: Callable[[Page], list[str]], slug: str
) -> None:
    """1280 px wide, axe clean on every step and on the check page."""
    look = looking(axe, DESKTOP, scripts=True)
    author = open_page(DESKTOP, "editor")
    write(author, slug, look, "/en")
    expect(author.locator(".house-answer-sentence").first).to_contain_text("Everything is answered")
    look(author)
    hand_on_and_publish(author, open_page(DESKTOP, "reviewer"), slug, "/en")
    resident = open_page(DESKTOP)
    resident.goto(f"/en/register/{slug}")
    expect(resident.locator("[role=main]")).to_contain_text("Whom to complain to")
    look(resident)


def test_a_business_hands_in_and_the_city_approves(
    open_page: Open, axe: Callable[[Page], list[str]], slug: str
) -> None:
    """The business cannot publish; the city gives it back once, then approves."""
    business, city = open_page(DESKTOP, "business"), open_page(DESKTOP, "reviewer")
    write(business, slug, looking(axe, DESKTOP, scripts=True))
    business.locator('form[action$="/check/review"] button').click()
    expect(business.locator(".house-answer-sentence").first).to_contain_text("市の管理者が承認")
    assert business.locator('form[action$="/check/publish"]').count() == 0
    city.goto(f"/register/{slug}/check")
    city.locator("summary", has_text="差し戻す").click()
    city.fill("#field-return-reason", "撮影範囲を書いてください")
    city.locator('form[action$="/check/return"] button').click()
    business.reload()
    expect(business.locator("#history")).to_contain_text("撮影範囲を書いてください")
    business.goto(f"/register/{slug}/edit/what")
    business.fill('[name="places[0].camera_range_ja"]', "広場の北側半分")
    business.locator("button[name=go][value=check]").click()
    hand_on_and_publish(business, city, slug)
    expect(city.locator(".house-answer-sentence").first).to_contain_text("公開されています")
    resident = open_page(DESKTOP)
    resident.goto(f"/register/{slug}")
    expect(resident.locator("[role=main]")).to_contain_text("株式会社例モビリティ（例）")
