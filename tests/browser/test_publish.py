"""The page 公開する, by hand: to the public alone, with a second person, by keyboard."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect
from windows import DESKTOP, PHONE, Open

from stack.demo import Portal
from stack.home import ROOT, Home

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("forgotten")]

KAGA = ROOT / "ckanext-kaga/ckanext/kaga/tests/samples/172065_public_toilet.csv"
SECONDS = 60_000


@pytest.fixture
def forgotten(home: Home, accounts: dict[str, dict[str, str]]) -> Iterator[None]:
    """Delete afterwards what was published."""
    admin = Portal(home.url, accounts["admin"]["token"])
    before = names(admin)
    yield
    for name in names(admin) - before:
        admin.call("dataset_purge", id=name)


def names(admin: Portal) -> set[str]:
    """Return the datasets of the portal, private ones too."""
    found = admin.call("package_search", include_private=True, rows=1000)["results"]
    return {dataset["name"] for dataset in found}


@pytest.fixture
def excel(tmp_path: Path) -> Path:
    """The city's list as staff have it: a title above the header, 度 in a number, ○ for 有."""
    header, *rows = csv.reader(io.StringIO(KAGA.read_text("utf-8-sig")))
    rows[0][header.index("緯度")] += "度"
    rows[1][header.index("車椅子使用者用トイレ有無")] = "○"
    book = openpyxl.Workbook()
    for row in [["加賀市 公衆トイレ一覧（令和6年4月1日現在）"], [], header, *rows]:
        book.active.append(row)
    book.save(tmp_path / "トイレ.xlsx")
    return tmp_path / "トイレ.xlsx"


def hand_in(staff: Page, excel: Path) -> None:
    """Choose the workbook and let what is certain be repaired."""
    staff.goto("/publish")
    staff.select_option("select[name=known]", "new")
    staff.set_input_files("[name=upload]", excel)
    staff.get_by_role("button", name="ファイルを確認する").click()
    expect(staff.locator("#files")).to_contain_text("要修正", timeout=SECONDS)
    repair = staff.get_by_role("button", name="確実なものを直す")
    expect(repair).to_be_visible(timeout=SECONDS)
    repair.click()
    expect(staff.locator("#files")).to_contain_text("公開前", timeout=SECONDS)


WINDOWS = pytest.mark.parametrize(
    ("width", "scripts"),
    [pytest.param(PHONE, False, id="phone"), pytest.param(DESKTOP, True, id="desktop")],
)


def test_files_go_from_the_desk_to_the_public_with_a_few_clicks(
    open_page: Open, excel: Path
) -> None:
    """Excel with a title, lost units and ○: chosen, repaired with one click, made public."""
    staff = open_page(DESKTOP, "editor")
    hand_in(staff, excel)
    publish = staff.get_by_role("button", name="すべて公開する")
    expect(publish).to_be_visible(timeout=SECONDS)
    publish.click()
    expect(staff.locator("#files")).to_contain_text("公開済み", timeout=SECONDS)

    anybody = open_page(DESKTOP)
    dataset = staff.locator("#files").get_by_role("link", name="公衆トイレ一覧", exact=True)
    anybody.goto(str(dataset.get_attribute("href")))
    anybody.get_by_role("link", name="トイレ.xlsx").first.click()
    with anybody.expect_download() as waiting:
        anybody.get_by_role("link", name="整えたCSV").first.click()
    content = waiting.value.path().read_text("utf-8-sig")
    [first, second, *_] = csv.DictReader(io.StringIO(content))
    assert float(first["緯度"]) == 36.309009
    assert second["車椅子使用者用トイレ有無"] == "有"


@WINDOWS
def test_a_second_person_sees_what_it_is_and_approves(
    open_page: Open, excel: Path, width: int, *, scripts: bool
) -> None:
    """Described, shown as table and map, returned with a word, asked again, approved, public."""
    staff = open_page(width, "editor", scripts=scripts)
    hand_in(staff, excel)
    staff.get_by_role("link", name="公開の準備").first.click()
    expect(staff.get_by_role("img", name="17件の位置")).to_be_visible()
    staff.get_by_label("担当部署").fill("政策戦略部")
    staff.get_by_role("button", name="説明を保存する").click()
    expect(staff.get_by_label("担当部署")).to_have_value("政策戦略部")
    ask(staff, "6月の更新分です。")

    second = open_page(width, "reviewer", scripts=scripts)
    open_request(second)
    expect(second.locator("#content")).to_contain_text("6月の更新分です。")
    second.get_by_label("コメント", exact=True).fill("説明に時点を書いてください。")
    second.get_by_role("button", name="差し戻す").click()
    expect(second.locator(".house-answer")).to_contain_text("差し戻されました")

    staff.reload()
    expect(staff.locator(".house-answer")).to_contain_text("説明に時点を書いてください。")
    staff.get_by_label("説明", exact=False).first.fill(
        "市内の公衆トイレの一覧です（令和6年4月現在）。"
    )
    staff.get_by_role("button", name="説明を保存する").click()
    ask(staff, "直しました。")

    open_request(second)
    second.get_by_role("button", name="承認する").click()
    expect(second.locator(".house-answer")).to_contain_text("公開されています")
    anybody = open_page(width, scripts=scripts)
    answer = anybody.goto(second.url.removesuffix("/publish"))
    assert answer
    assert answer.ok


def ask(staff: Page, comment: str) -> None:
    """Ask for an approval, on the page 公開の準備."""
    staff.get_by_text("別の職員に承認を依頼する").click()
    staff.get_by_label("承認する人への連絡").fill(comment)
    staff.get_by_role("button", name="承認を依頼する").click()
    expect(staff.locator(".house-answer")).to_contain_text("承認を待っています")


def open_request(second: Page) -> None:
    """Find the request among what there is to do, and open it."""
    second.goto("/publish")
    row = second.locator("#work tr", has_text="承認の依頼があります").first
    row.get_by_role("link").click()


def by_keyboard(page: Page, reached: Callable[[], bool], key: str = "Tab") -> None:
    """Press a key until what is wanted has the focus."""
    for _ in range(120):
        if reached():
            return
        page.keyboard.press(key)
    pytest.fail(f"No key led there: {page.url}")


def focus_on(page: Page, text: str) -> None:
    """Go to the control of this name with the keyboard alone."""
    named = """text => {
        const it = document.activeElement;
        const names = [it.innerText, it.value, it.ariaLabel];
        const said = names.some(name => (name || "").includes(text));
        return said && it.matches("a, button, input, select, summary");
    }"""
    by_keyboard(page, lambda: page.evaluate(named, text))


def fits(page: Page, width: int) -> None:
    """Nothing lies beside the page, once its styles have come."""
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


WORDS = {
    "": [
        "ファイルを確認する",
        "確実なものを直す",
        "公開前",
        "公開の準備",
        "いま公開する",
        "公開されています",
    ],
    "/en": [
        "Check the files",
        "Repair what is certain",
        "Ready, not public",
        "Get ready to publish",
        "Make it public now",
        "This dataset is public.",
    ],
}


@WINDOWS
@pytest.mark.parametrize("language", [*WORDS], ids=["ja", "en"])
def test_everything_is_done_with_the_keyboard_alone(
    open_page: Open, excel: Path, language: str, width: int, *, scripts: bool
) -> None:
    """From the file to the public without a mouse, in Japanese and in English."""
    check, repair, state, ready, publish, answer = WORDS[language]
    staff = open_page(width, "editor", scripts=scripts)
    # Before the page: the browser asks for a file at once, and does not wait for a late listener.
    staff.on("filechooser", lambda chooser: chooser.set_files(excel))
    staff.goto(f"{language}/publish")
    by_keyboard(staff, lambda: staff.evaluate("document.activeElement.name === 'upload'"))
    staff.keyboard.press("Space")
    expect(staff.locator("[name=upload]")).to_have_value(re.compile(excel.stem), timeout=SECONDS)
    by_keyboard(staff, lambda: staff.evaluate("document.activeElement.name === 'known'"))
    staff.keyboard.press("End")
    focus_on(staff, check)
    staff.keyboard.press("Enter")
    expect(staff.get_by_role("button", name=repair)).to_be_visible(timeout=SECONDS)
    focus_on(staff, repair)
    staff.keyboard.press("Enter")
    expect(staff.locator("#files")).to_contain_text(state, timeout=SECONDS)
    fits(staff, width)
    focus_on(staff, ready)
    staff.keyboard.press("Enter")
    expect(staff.get_by_role("button", name=publish)).to_be_visible(timeout=SECONDS)
    fits(staff, width)
    focus_on(staff, publish)
    staff.keyboard.press("Enter")
    expect(staff.locator(".house-answer")).to_contain_text(answer)
