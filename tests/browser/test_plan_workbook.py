"""A department reports a round by Excel, on a phone and without scripts."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page
from windows import DESKTOP, PHONE, Open

from ckanext.kagakpi.plan.sheet import COLUMNS, HEADING, NAME

pytestmark = pytest.mark.browser

ROUNDS = "/plan/kaga-smart-city-example/rounds"
DAY = "2025年9月30日"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def the_round(open_page: Open) -> str:
    """The address of the round of this day, which is opened where there is none yet."""
    head = open_page(role="reviewer")
    head.goto(ROUNDS)
    link = head.locator("#rounds a", has_text=DAY)
    if not link.count():
        head.fill("#field-as_of", "2025-09-30")
        head.fill("#field-due", "2026-12-25")
        press(head, "[role=main] form[action$=rounds] button")
        head.goto(ROUNDS)
    return str(link.get_attribute("href"))


def rows(content: bytes) -> dict[str, dict[str, Any]]:
    """What stands in a workbook, by KPI and field."""
    page = load_workbook(io.BytesIO(content))[NAME]
    names = [column.field for column in COLUMNS]
    found = page.iter_rows(min_row=HEADING + 1, values_only=True)
    return {str(row[0]): dict(zip(names, row, strict=False)) for row in found}


def filled(content: bytes, kpi: str, **cells: Any) -> bytes:
    """The workbook with cells of a KPI's row written, by field."""
    book = load_workbook(io.BytesIO(content))
    names = [column.field for column in COLUMNS]
    row = next(one for one in book[NAME].iter_rows(min_row=HEADING + 1) if one[0].value == kpi)
    for field, value in cells.items():
        row[names.index(field)].value = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def download(page: Page) -> bytes:
    """Take the workbook out."""
    with page.expect_download() as got:
        page.locator("form[action$=download] button").click()
    return Path(got.value.path()).read_bytes()


def press(page: Page, what: str, text: str = "") -> None:
    """Follow a link or send a form, until the next page is there with its styles."""
    with page.expect_navigation():
        page.locator(what, has_text=text).click()


def send(page: Page, content: bytes) -> None:
    """Upload a workbook to look at what it would change."""
    file = {"name": "報告.xlsx", "mimeType": XLSX, "buffer": content}
    page.set_input_files("#field-upload", files=[file])
    press(page, "form[enctype] button")


def said(page: Page) -> str:
    """What the page says; it fits a phone."""
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    return page.locator("[role=main]").inner_text()


def test_a_department_reports_a_round_by_excel(open_page: Open, the_round: str) -> None:
    clerk = open_page(PHONE, role="editor", scripts=False)
    clerk.goto(the_round)
    press(clerk, "a", "Excelで報告する")
    book = download(clerk)
    # another number than an earlier run on this portal left
    value = 27_000 if rows(book)["programming"]["value"] == 26_000 else 26_000
    report = {"value": value, "cause_ja": "講座を増やしました（見本）。"}

    send(clerk, filled(book, "programming", standing="たぶん", **report))
    refused = said(clerk)
    assert "ブックを取り込めませんでした。何も書き込んでいません。" in refused
    assert f"{NAME}!M" in refused
    assert "「種類」の「たぶん」は読み取れません。「確定値」" in refused

    send(clerk, filled(book, "programming", standing="確定値", **report))
    looked = said(clerk)
    assert "まだ何も書き込んでいません" in looked
    assert "前の年度（2,475人）の10倍以上です" in looked
    assert str(value) in clerk.locator("#changes-1").inner_text()
    press(clerk, "button", "下書きとして書き込む")
    assert "1件のうち1件を下書きとして書き込みました。" in said(clerk)

    press(clerk, "[role=main] a", "programming")
    form = clerk.url
    assert "前の年度（2,475人）の10倍以上です" in said(clerk)
    press(clerk, "button", "計画の所管へ提出する")
    assert "提出済み" in said(clerk)

    # so that the story can be told again on this portal
    head = open_page(role="reviewer")
    head.goto(form)
    head.fill("#field-comment", "桁を確かめてください（見本）。")
    press(head, "form[action$=return] button")
    clerk.goto(form)
    assert "桁を確かめてください（見本）。" in said(clerk)


@pytest.mark.parametrize("language", ["", "/en"])
def test_everybody_can_use_the_pages_of_a_report(
    open_page: Open, axe: Callable[[Page], list[str]], the_round: str, language: str
) -> None:
    clerk = open_page(role="editor")

    def usable() -> None:
        for width in (DESKTOP, PHONE):
            clerk.set_viewport_size({"width": width, "height": 900})
            assert clerk.evaluate("document.documentElement.scrollWidth") <= width
            assert axe(clerk) == []

    workbook = language + the_round.replace("/rounds/", "/workbooks/")
    clerk.goto(workbook)
    book = download(clerk)
    usable()
    send(clerk, filled(book, "wifi", standing="たぶん"))
    usable()
    # one row that is odd and one that cannot be taken
    odd = filled(book, "wifi", value=300, cause_ja="場所を増やしました（見本）。")
    send(clerk, filled(odd, "my-number-card", value=80))
    assert clerk.locator("#changes-1, #changes-2").count() == 1
    usable()
    for kpi in ("my-number-card", "platform-in-products"):
        clerk.goto(f"{language}{the_round}/{kpi}")
        usable()
