"""The main job, by hand: staff publish the city's real file, anybody finds and downloads it."""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from windows import DESKTOP, PHONE, Open

from stack.demo import Portal
from stack.home import ROOT, Home

pytestmark = pytest.mark.browser

SAMPLES = ROOT / "ckanext-kaga" / "ckanext" / "kaga" / "tests" / "samples"
KAGA = SAMPLES / "172065_public_toilet.csv"
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")
SECONDS = 60_000


@pytest.fixture
def title(home: Home, accounts: dict[str, dict[str, str]]) -> Iterator[str]:
    """Return a title that no other dataset has; what was made under it is deleted afterwards."""
    name = f"公衆トイレ一覧 {uuid.uuid4().hex[:8]}"
    yield name
    admin = Portal(home.url, accounts["admin"]["token"])
    found = admin.call("package_search", q=f'title:"{name}"', include_private=True)["results"]
    for dataset in found:
        if dataset["title"] == name:
            admin.call("dataset_purge", id=dataset["id"])


def describe(page: Page, title: str) -> None:
    """Fill the dataset form as far as it insists, and go on to the file."""
    page.goto("/dataset/")
    page.get_by_role("link", name="データセットを追加").click()
    page.fill("[name=title]", title)
    page.fill("[name=notes]", "加賀市内の公園や広場にある公衆トイレの一覧です。")
    page.select_option("select[name=private]", "False")
    page.locator("main form button[name=save], .main form button[name=save]").last.click()
    expect(page.locator("input[type=file][name=upload]")).to_be_attached()


def upload(page: Page, file: Path) -> None:
    """Choose a file in CKAN's resource form and finish."""
    page.set_input_files("input[type=file][name=upload]", file)
    page.locator("button[name=save][value=go-metadata]").click()


def wait_for_report(page: Page) -> None:
    """Go to the check report from where the form ended, and wait for the last step."""
    page.get_by_role("link", name="確認結果").first.click()
    expect(page.locator(".house-answer-sentence")).to_contain_text("公開しました", timeout=SECONDS)


def download(page: Page, title: str) -> bytes:
    """Search, open the dataset, and download the clean table, as anybody."""
    page.goto("/")
    page.get_by_role("searchbox", name="何をお探しですか").fill("トイレ")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=title).first.click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="整えたCSV").first.click()
    return waiting.value.path().read_bytes()


@pytest.mark.parametrize("scripts", [True, False], ids=["javascript", "no-javascript"])
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_staff_publish_and_anybody_downloads(
    open_page: Open, title: str, width: int, *, scripts: bool
) -> None:
    """From an empty form to the same 17 rows in a stranger's hands."""
    staff = open_page(width, "editor", scripts=scripts)
    describe(staff, title)
    upload(staff, KAGA)
    wait_for_report(staff)

    content = download(open_page(width, scripts=scripts), title)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == 18
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    original = list(csv.DictReader(io.StringIO(KAGA.read_text("utf-8-sig"))))
    assert len(rows) == 17
    assert {row["全国地方公共団体コード"] for row in rows} == {"172065"}
    assert [row["名称"] for row in rows] == [row["名称"] for row in original]
    assert [float(row["緯度"]) for row in rows] == [float(row["緯度"]) for row in original]


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        pytest.param("KG-R010", lambda text: text.encode("cp932"), id="cp932"),
        pytest.param("KG-R011", lambda text: f"加賀市の一覧\n\n{text}".encode(), id="title-row"),
    ],
)
def test_what_cities_really_have_is_published(
    open_page: Open, title: str, tmp_path: Path, rule: str, change: Callable[[str], bytes]
) -> None:
    """Another encoding, or a title above the header, is read and named in the report."""
    file = tmp_path / KAGA.name
    file.write_bytes(change(KAGA.read_text("utf-8-sig")))
    staff = open_page(DESKTOP, "editor")
    describe(staff, title)
    upload(staff, file)
    wait_for_report(staff)
    expect(staff.locator("#content")).to_contain_text(rule)


def test_a_picture_named_csv_is_refused_with_a_sentence(
    open_page: Open, title: str, tmp_path: Path
) -> None:
    """The form comes back, says what the file is, and has lost nothing."""
    file = tmp_path / "172065_public_toilet.csv"
    file.write_bytes(PNG)
    staff = open_page(DESKTOP, "editor")
    describe(staff, title)
    staff.locator("[name=name]").press_sequentially("公衆トイレ（写真）")
    staff.keyboard.press("Tab")
    upload(staff, file)
    expect(staff.locator(".error-explanation, .house-errors").first).to_contain_text("PNG")
    expect(staff.locator("[name=name]")).to_have_value("公衆トイレ（写真）")


def test_a_name_typed_before_the_page_is_ready_is_kept(open_page: Open, title: str) -> None:
    """CKAN's own script listens to the name only when its translations have come."""
    staff = open_page(DESKTOP, "editor")
    describe(staff, title)
    translations: list[Route] = []
    # Playwright marks the handler that it is given, which a bound method does not bear.
    staff.route("**/api/i18n/**", lambda route: translations.append(route))  # noqa: PLW0108
    with staff.expect_request("**/api/i18n/**"):
        staff.reload()
    staff.fill("[name=name]", "公衆トイレ（令和6年）")
    staff.keyboard.press("Tab")
    with staff.expect_response("**/api/i18n/**"):
        translations[-1].continue_()
    staff.wait_for_load_state("networkidle")
    staff.set_input_files("input[type=file][name=upload]", KAGA)
    expect(staff.locator("[name=name]")).to_have_value("公衆トイレ（令和6年）")
