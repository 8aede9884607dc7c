"""Every page of the first story, in each language, on a phone and on a desk.

With KAGA_SCREENSHOTS=FOLDER the pages' pictures are written there, for eyes.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import requests
from playwright.sync_api import Page
from windows import DESKTOP, PHONE, Open
from words import foreign

from stack.demo import CONTENT as DEMO
from stack.demo import DATA_USES, FILES, PEOPLE, PLAN
from stack.home import ROOT, Home

pytestmark = pytest.mark.browser

DATASET = "172065_public_toilet"
# name: (address, who looks)
PAGES = {
    "home": ("/", None),
    "search": ("/dataset/?q=トイレ", None),
    "nothing-found": ("/dataset/?q=ぬりかべ", None),
    "dataset": (f"/dataset/{DATASET}", None),
    "resource": (f"/dataset/{DATASET}/resource/{{resource}}", None),
    "organization": ("/organization/kaga-city", None),
    "organizations": ("/organization/", None),
    "standards": ("/standards", None),
    "standard": ("/standards/public_toilet/new", None),
    "standard-old": ("/standards/public_facility/old", None),
    "standard-unknown": ("/standards/18/new", None),
    "register": ("/register", None),
    "register-narrowed": ("/register?kind=app&q=予約", None),
    "register-affected": ("/register/affected", None),
    "register-parties": ("/register/parties", None),
    "register-new": ("/register/new", "editor"),
    "register-work": ("/register/work", "editor"),
    "register-workbook": ("/register/workbook", "editor"),
    "data-use": ("/register/example-on-demand-bus", None),
    "data-use-version": ("/register/example-frailty-prevention/versions/1", None),
    "file-ledger": ("/file-ledger", None),
    "file-ledger-sheet": ("/file-ledger/example-frailty-prevention", None),
    "file-ledger-form": ("/file-ledger/example-online-applications/edit", "editor"),
    "file-ledger-import": ("/file-ledger/import", "editor"),
    "anonymised": ("/anonymised", None),
    "anonymised-new": ("/anonymised/new", "reviewer"),
    "signs": ("/register/example-river-level/signs?size=sticker", None),
    "signs-many": ("/signs", "editor"),
    "requests": ("/requests", None),
    "complaint": ("/requests/new/complaint", None),
    "ask-status": ("/requests/status", None),
    "desk": ("/desk", "editor"),
    "counter": ("/desk/new", "editor"),
    "desk-statistics": ("/desk/statistics", "editor"),
    "plan": ("/plan", None),
    "plan-example": ("/plan/kaga-smart-city-example", None),
    "plan-pillar": ("/plan/kaga-smart-city/pillars/my-number", None),
    "plan-measure": ("/plan/kaga-smart-city/measures/online-applications", None),
    "plan-kpi": ("/plan/kaga-smart-city-example/kpi/programming", None),
    "plan-compare": ("/plan/kaga-smart-city-example/compare", None),
    "plan-compare-empty": ("/plan/kaga-smart-city/compare", None),
    "plan-embed": ("/plan/kaga-smart-city-example/embed", None),
    "plan-kpi-embed": ("/plan/kaga-smart-city-example/kpi/programming/embed", None),
    "plan-version": ("/plan/kaga-smart-city-example/versions/2", None),
    "plan-rounds": ("/plan/kaga-smart-city-example/rounds", "reviewer"),
    "plan-work": ("/plans/work", "editor"),
    "plan-draft": ("/plan/kaga-smart-city/draft", "reviewer"),
    "plan-draft-measure": ("/plan/kaga-smart-city/draft/measures/online-applications", "reviewer"),
    "plan-draft-kpi": ("/plan/kaga-smart-city/draft/kpi/programming", "reviewer"),
    "graph": ("/graph/kpi:kaga-smart-city:programming", None),
    "graph-dataset": (f"/graph/dataset:{DATASET}", None),
    "about": ("/about", None),
    "login": ("/user/login", None),
    "style": ("/kaga/style", None),
    "publish": ("/publish", "editor"),
    "report": (f"/dataset/{DATASET}/resource/{{resource}}/check", "editor"),
    "review": (f"/dataset/{DATASET}/publish", "editor"),
    "versions": (f"/dataset/{DATASET}/resource/{{resource}}/versions", "editor"),
    "history": (f"/dataset/activity/{DATASET}", "editor"),
    "edit-dataset": (f"/dataset/edit/{DATASET}", "editor"),
    "edit-resource": (f"/dataset/{DATASET}/resource/{{resource}}/edit", "editor"),
    "news": ("/dashboard/", "editor"),
    "new-dataset": ("/dataset/new", "editor"),
    "new-resource": (f"/dataset/{DATASET}/resource/new", "editor"),
}
LANGUAGES = {"ja": "", "en": "/en"}
STANDARDS = ROOT / "ckanext-kaga" / "ckanext" / "kaga" / "standards"
# Words of readers, of files and of formats, which no page translates
CONSENT = ROOT / "ckanext-kagaconsent" / "ckanext" / "kagaconsent"
# Names of the law's items, and the examples of the form: Japanese by law or by nature
LEDGER_ITEMS = "".join(
    (CONSENT / name).read_text("utf-8")
    for name in ("ledger/data/file_ledger_items.yaml", "views/ledger_help.py")
)
SAMPLES = (
    "ぬりかべ", "電話番号", "月火水木金土日", "CSV on the Web", "令和4年度改定", "控えの試験",
)  # fmt: skip


@pytest.fixture(scope="module")
def published(home: Home) -> dict[str, Any]:
    """Return what the portal knows of the demonstration's dataset."""
    reply = requests.get(
        f"{home.url}/api/3/action/package_show", params={"id": DATASET}, timeout=30
    )
    return reply.json()["result"]


@pytest.fixture(scope="module")
def resource(published: dict[str, Any]) -> str:
    """Return the id of the demonstration's file."""
    return published["resources"][0]["id"]


@pytest.fixture(scope="module")
def data(published: dict[str, Any]) -> str:
    """Return all words that are the city's own or a standard's, and no translator's."""
    file = (DEMO / f"{DATASET}.csv").read_text("utf-8-sig")
    words = f"{json.dumps(published, ensure_ascii=False)} {(DEMO / 'demo.yaml').read_text()} {file}"
    books = (DATA_USES, FILES, PLAN)
    words = " ".join([words, *(book.read_text("utf-8") for book in books), LEDGER_ITEMS])
    books = (path.read_text("utf-8") for path in STANDARDS.rglob("*.yaml"))
    return " ".join([words, *books, *(person[1] for person in PEOPLE.values()), *SAMPLES])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_page(
    open_page: Open,
    axe: Callable[[Page], list[str]],
    resource: str,
    data: str,
    name: str,
    language: str,
) -> None:
    """It answers, fits a desk and a phone, axe finds nothing serious, all is in its language.

    The window is made narrow rather than the page opened again. What axe finds does not depend
    on the language.
    """
    address, role = PAGES[name]
    page = open_page(DESKTOP, role)
    answer = page.goto(LANGUAGES[language] + address.format(resource=resource))
    assert answer is not None
    assert answer.status == 200
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1
    assert foreign(page, language, data) == []
    for width in (DESKTOP, PHONE):
        page.set_viewport_size({"width": width, "height": 900})
        _take_picture(page, f"{name}-{language}-{width}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if language == "ja":
            assert axe(page) == []


@pytest.mark.parametrize(
    "name",
    [
        "home",
        "register",
        "register-parties",
        "data-use",
        "file-ledger",
        "plan",
        "plan-kpi",
        "plan-compare",
        "requests",
        "style",
    ],
)
def test_page_in_easy_japanese(
    open_page: Open, axe: Callable[[Page], list[str]], name: str
) -> None:
    """Residents' pages have an easy Japanese that differs from the ordinary one."""
    page = open_page(PHONE)
    page.goto(PAGES[name][0])
    ordinary = page.locator("[role=main]").inner_text()
    page.goto(PAGES[name][0] + "?lang=ja-simple")
    _take_picture(page, f"{name}-easy-{PHONE}")
    assert page.locator("[role=main]").inner_text() != ordinary
    assert axe(page) == []


def _take_picture(page: Page, name: str) -> None:
    folder = os.environ.get("KAGA_SCREENSHOTS")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_the_name_has_room_on_a_phone_without_scripts(open_page: Open) -> None:
    page = open_page(PHONE, scripts=False)
    page.goto("/")
    name = page.locator(".house-brand").bounding_box()
    assert name is not None
    assert name["width"] > PHONE / 2
