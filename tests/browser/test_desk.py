"""From a sign on the street to a complaint on a phone, the desk's answer, and its reader."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from redis import Redis
from scan import scanned
from test_pages import _take_picture
from windows import DESKTOP, PHONE, Open

from stack.home import Home

pytestmark = pytest.mark.browser

USE = "example-river-level"

ANSWER = "設置場所の案内を、広場の入口にも掲示しました。"


@pytest.fixture(autouse=True)
def unspent(home: Home) -> None:
    """Forget what an earlier run sent within the hour: one address may send ten."""
    counts = Redis.from_url(home.redis_url(0))
    for key in counts.scan_iter("ckan:*:kagaconsent:requests:*"):
        counts.delete(key)


def main(page: Page) -> str:
    return page.locator("[role=main]").inner_text()


def test_complaint_and_answer(
    open_page: Open, axe: Callable[[Page], list[str]], home: Home
) -> None:
    complaint = f"広場にカメラがあることが分かりませんでした。{uuid.uuid4().hex[:8]}"
    phone = open_page(PHONE, scripts=False)
    phone.goto(urlsplit(scanned(home, USE)).path)
    expect(phone).to_have_url(f"{home.url}/register/{USE}")
    phone.get_by_role("link", name="苦情・相談を送る").click()
    expect(phone.locator("h1")).to_have_text("苦情・相談を送る")
    phone.fill("[name=text]", complaint)
    phone.get_by_role("button", name="送信する").click()
    number = phone.locator("#reference").inner_text()
    passphrase = phone.locator("#secret").inner_text()
    assert passphrase not in phone.url

    desk = open_page(DESKTOP, "editor")
    desk.goto("/")
    desk.get_by_role("link", name="請求・苦情の窓口").click()
    desk.get_by_role("link", name=number).click()
    assert complaint in main(desk)
    assert axe(desk) == []
    _take_picture(desk, f"desk-case-{DESKTOP}")
    desk.fill("[name=text]", ANSWER)
    desk.get_by_role("button", name="送信する").click()
    expect(desk.locator("[role=main]")).to_contain_text(ANSWER)
    desk.locator("summary", has_text="決定・回答").click()
    desk.select_option("[name=decided-outcome]", "improved")
    desk.locator("form", has=desk.locator("[name=decided-outcome]")).get_by_role(
        "button", name="記録する"
    ).click()
    expect(desk.locator(".house-answer").first).to_contain_text("改善した")

    phone = open_page(PHONE, scripts=False)
    phone.goto("/requests")
    phone.get_by_role("link", name="送ったものの回答を見る").click()
    phone.fill("[name=reference]", number.lower())
    phone.fill("[name=secret]", passphrase.replace("-", ""))
    phone.get_by_role("button", name="表示する").click()
    assert ANSWER in main(phone)
    assert "改善した" in main(phone)
    assert "第128条" in main(phone)
    assert phone.url.endswith("/requests/status")


@pytest.mark.parametrize(
    ("language", "width"), [("ja", DESKTOP), ("ja-simple", PHONE), ("en", PHONE)]
)
def test_what_a_resident_meets_is_accessible(
    open_page: Open, axe: Callable[[Page], list[str]], language: str, width: int
) -> None:
    """From the start to the status of a request, which only a POST shows."""
    page = open_page(width)
    page.goto(f"/requests?lang={language}" if language != "en" else "/en/requests")
    names = ["start", "form", "sent", "status"]
    for name in names:
        page.wait_for_load_state()
        _take_picture(page, f"requests-{name}-{language}-{width}")
        assert axe(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert page.locator("h1").count() == 1
        if name == "start":
            page.locator("#way-disclosure ~ .house-actions a").click()
        elif name == "form":
            page.select_option("[name=owner_org]", "kaga-city")
            page.fill("[name=text]", "国民健康保険の記録のうち、私に関するもの。")
            page.fill("[name=person_name]", "山中 花子")
            page.fill("[name=person_contact]", "加賀市大聖寺南町ニ41番地")
            page.locator("[role=main] form button[type=submit]").click()
        elif name == "sent":
            page.locator("[role=main] form button[type=submit]").click()
