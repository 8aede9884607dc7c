"""A resident reads the register of data use: on a phone, in three languages, without JavaScript."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect
from windows import DESKTOP, PHONE, Open

pytestmark = pytest.mark.browser

BRIDGE = "大聖寺川の橋"
RIVER = "example-river-level"
QUESTIONS = [
    "だれが",
    "何を",
    "何のために",
    "何を根拠に",
    "いつまで",
    "だれに渡すか",
    "止めるには",
    "苦情はどこへ",
]
NEAR = {"latitude": 36.25, "longitude": 136.36}
WAYS = {
    "ja": ("/register", "関係するかもしれない", "データの流れ"),
    "ja-simple": ("/register?lang=ja-simple", "関係するかもしれない", "データの流れ"),
    "en": ("/en/register", "may concern you", "The way of the data"),
}


def overflows(page: Page) -> bool:
    """Tell whether the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


@pytest.mark.parametrize("language", list(WAYS))
def test_from_the_list_to_what_concerns_me_and_its_data(open_page: Open, language: str) -> None:
    page = open_page(PHONE, scripts=False)
    address, sentence, picture = WAYS[language]
    page.goto(address)
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.get_by_role("button", name="Nearest to me first")).to_have_count(0)
    page.locator(".main a[href$='/register/affected']").click()
    page.get_by_label(BRIDGE).check()
    page.locator("form[method=post] button[type=submit]").click()
    expect(page.locator(".house-answer-sentence")).to_contain_text(sentence)
    assert BRIDGE not in page.url
    found = page.locator(".register-found li")
    expect(found).to_have_count(1)
    expect(found).to_contain_text(BRIDGE)
    found.get_by_role("link").click()

    headings = page.locator("section > h2")
    if language == "en":
        expect(headings.first).to_have_text("Who")
        expect(page.locator("body")).to_contain_text("River level sensors (example)")
        expect(page.locator("body")).to_contain_text("The texts of this entry are in Japanese")
        assert (
            page.locator(".house-answer-sentence").evaluate("node => node.closest('[lang]').lang")
            == "ja"
        )
    elif language == "ja":
        assert headings.all_inner_texts()[:8] == QUESTIONS
    else:
        expect(headings.nth(3).locator("rt")).to_have_text("ほうりつ")
    expect(page.get_by_role("img", name=picture)).to_be_visible()
    assert not overflows(page)
    link = page.get_by_role("link", name="JSON-LD (DPV)")
    told = json.loads(page.request.get(link.get_attribute("href")).body())
    assert told["@id"].endswith(f"/register/{RIVER}")


def test_near_me_is_found_out_on_the_device_alone(open_page: Open) -> None:
    page = open_page(PHONE)
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation(NEAR)
    page.goto("/register")
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="現在地から近い順に並べる").click()
    expect(page.get_by_role("status").filter(has_text="近い順に並べました")).to_be_visible()
    first = page.locator("#places tbody tr").first
    expect(first).to_contain_text(BRIDGE)
    expect(first.locator("[data-distance]")).to_have_text("7.4 km")
    assert asked == []


def test_a_data_use_is_printed_in_the_order_of_the_questions(open_page: Open) -> None:
    page = open_page(DESKTOP)
    page.goto(f"/register/{RIVER}")
    page.emulate_media(media="print")
    expect(page.locator(".masthead").first).to_be_hidden()
    expect(page.locator(".register-print h1")).to_be_visible()
    assert page.locator("section > h2").all_inner_texts()[:8] == QUESTIONS
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
