"""Pages that only people who are signed in see: they work under the portal's own policy.

The window that open_page gives fails the test when a page breaks its Content-Security-Policy.
"""

from __future__ import annotations

import pytest
import requests
from playwright.sync_api import Browser, Page, expect
from windows import Open

from stack.home import Home

pytestmark = pytest.mark.browser

DATASET = "172065_public_toilet"
PAGES = [
    f"/dataset/edit/{DATASET}",
    f"/dataset/activity/{DATASET}",
    f"/dataset/groups/{DATASET}",
    f"/dataset/resources/{DATASET}",
    f"/dataset/{DATASET}/resource/{{resource}}/edit",
    f"/dataset/{DATASET}/resource/{{resource}}/views",
    "/organization/new",
    "/organization/edit/kaga-city",
    "/organization/members/kaga-city",
    "/organization/bulk_process/kaga-city",
    "/organization/activity/kaga-city",
    "/group/new",
    "/user/{user}",
    "/user/edit/{user}",
    "/user/activity/{user}",
    "/user/",
    "/dashboard/",
    "/dashboard/datasets",
    "/ckan-admin/",
    "/ckan-admin/config",
    "/ckan-admin/trash",
]


@pytest.fixture(scope="module")
def names(home: Home, accounts: dict[str, dict[str, str]]) -> dict[str, str]:
    """Return what the addresses leave open: a resource of the demonstration, the administrator."""
    reply = requests.get(
        f"{home.url}/api/3/action/package_show", params={"id": DATASET}, timeout=30
    )
    resource = reply.json()["result"]["resources"][0]["id"]
    return {"resource": resource, "user": accounts["admin"]["user"]}


@pytest.mark.parametrize("path", PAGES)
def test_page_keeps_the_policy(open_page: Open, names: dict[str, str], path: str) -> None:
    page = open_page(role="admin")
    answer = page.goto(path.format(**names))
    assert answer is not None
    assert answer.status == 200


def test_script_and_style_in_a_page_do_nothing(chromium: Browser, home: Home) -> None:
    page = chromium.new_page()
    page.goto(home.url)
    page.evaluate("document.body.innerHTML += '<p style=\"color: red\" id=probe>x</p>'")
    page.evaluate(
        "{const s = document.createElement('script'); s.text = 'window.ran = true';"
        "document.body.append(s)}"
    )
    assert page.evaluate("window.ran") is None
    assert page.evaluate("getComputedStyle(probe).color") != "rgb(255, 0, 0)"
    page.close()


def test_file_or_link_is_chosen_by_buttons(open_page: Open) -> None:
    page = open_page(role="admin")
    page.goto(f"/dataset/{DATASET}/resource/new")
    page.click("#resource-link-button")
    expect(page.locator("#field-resource-url")).to_be_focused()
    page.fill("#field-resource-url", "https://example.jp/")
    page.locator(".select-type", has=page.locator("#field-resource-url")).get_by_role(
        "button"
    ).click()
    expect(page.locator("#field-resource-url")).to_be_hidden()
    expect(page.locator("#field-resource-url")).to_have_value("")
    with page.expect_file_chooser() as chooser:
        page.click("#resource-upload-button")
    chooser.value.set_files({"name": "a.csv", "mimeType": "text/csv", "buffer": b"a\n"})
    expect(page.locator("#field-resource-upload")).to_be_visible()


def test_file_and_link_both_show_without_javascript(open_page: Open) -> None:
    page = open_page(role="admin", scripts=False)
    page.goto(f"/dataset/{DATASET}/resource/new")
    expect(page.locator("#field-resource-upload")).to_be_visible()
    expect(page.locator("#field-resource-url")).to_be_visible()


def test_api_token_is_made_and_revoked(open_page: Open, names: dict[str, str]) -> None:
    page: Page = open_page(role="admin")
    page.goto(f"/user/{names['user']}/api-tokens")
    page.fill("input[name=name]", "of the browser test")
    page.click("button[value=create]")
    row = page.locator("#api-tokens-table tbody tr", has_text="of the browser test")
    expect(row).to_be_visible()
    revoke = page.locator("#revoke-tokens-button")
    expect(revoke).to_be_disabled()
    row.locator("[name=token]").check()
    expect(revoke).to_be_enabled()
    revoke.click()
    page.locator(".modal .btn-primary").click()
    expect(row).to_have_count(0)
    expect(revoke).to_be_disabled()
