"""A resident on the street: from the code on a sign to the eight answers, on a phone."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from scan import scanned
from windows import PHONE, Open

from stack.home import Home

pytestmark = pytest.mark.browser

USE = "example-river-level"
QUESTIONS = (
    "だれが",
    "何を",
    "何のために",
    "何を根拠に",
    "いつまで",
    "だれに渡すか",
    "止めるには",
    "苦情はどこへ",
)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_resident_scans_a_sign_and_reads_the_answers(
    open_page: Open, axe: Callable[[Page], list[str]], home: Home, *, scripts: bool
) -> None:
    address = urlsplit(scanned(home, USE))
    assert address.path.startswith("/s/")
    page = open_page(PHONE, scripts=scripts)
    page.goto(address.path)
    assert page.url.endswith(f"/register/{USE}")
    for question in QUESTIONS:
        heading = page.get_by_role("heading", level=2, name=question, exact=True)
        expect(heading).to_be_visible()
        answer = heading.locator("xpath=following-sibling::p").first
        assert answer.inner_text().strip() not in {"", "記載なし"}
    if scripts:
        assert axe(page) == []
        page.goto(f"{address.path}?lang=ja-simple")
        expect(page.locator("h1 ruby").first).to_be_visible()
    page.goto(f"/register/{USE}?lang=ja")
    page.get_by_role("link", name="現地に掲示するサイン").click()
    expect(page.get_by_role("link", name="PDF").first).to_be_visible()
