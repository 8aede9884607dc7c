"""A real browser on the running portal. Every page is watched for what no page may do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from windows import DESKTOP, Open

from stack.home import Home

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Debian's Chromium without its windows, which take more than half of the work of a test
CHROMIUM = "/usr/bin/chromium-headless-shell"
# Kept from calling home
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start Debian's Chromium once."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def signed_in(
    chromium: Browser, home: Home, accounts: dict[str, dict[str, str]]
) -> Callable[[str], dict]:
    """Return a function that gives the cookies of a role, signed in by the form, once."""
    states: dict[str, dict] = {}

    def state(role: str) -> dict:
        if role not in states:
            context = chromium.new_context(locale="ja-JP")
            page = context.new_page()
            page.goto(f"{home.url}/user/login")
            page.fill("#field-login", accounts[role]["user"])
            page.fill("#field-password", accounts[role]["password"])
            page.press("#field-password", "Enter")
            page.wait_for_url(lambda url: "login" not in url)
            states[role] = context.storage_state()
            context.close()
        return states[role]

    return state


@pytest.fixture
def open_page(chromium: Browser, home: Home, signed_in: Callable[[str], dict]) -> Iterator[Open]:
    """Return a function that gives a fresh window: width in px, role or nobody, JavaScript or not.

    When the test ends, it fails if a page broke its own Content-Security-Policy or asked another
    origin for anything.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_(width: int = DESKTOP, role: str | None = None, *, scripts: bool = True) -> Page:
        context = chromium.new_context(
            base_url=home.url,
            locale="ja-JP",
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            storage_state=signed_in(role) if role else None,
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console",
            lambda message: (
                faults.append(f"{page.url}: {message.text}")
                if "Content Security Policy" in message.text
                else None
            ),
        )
        page.on(
            "request",
            lambda request: (
                faults.append(f"{page.url} asks {request.url}")
                if not request.url.startswith((home.url, "data:", "blob:", "about:"))
                else None
            ),
        )
        return page

    yield open_
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """Return a function that lists what axe finds serious or critical on a page."""
    source = AXE.read_text()

    def check(page: Page) -> list[str]:
        page.evaluate(source)
        found = page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", WCAG_22_AA
        )
        return [
            f"{violation['id']} ({violation['impact']}): {node['html'][:200]}"
            for violation in found["violations"]
            if violation["impact"] in ("serious", "critical")
            for node in violation["nodes"]
        ]

    return check
