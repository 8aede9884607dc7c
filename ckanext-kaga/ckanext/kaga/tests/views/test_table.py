"""The table on a file's page: searched, page by page, without JavaScript."""

from __future__ import annotations

import re
from typing import Any

import pytest
from ckan.lib.jobs import Worker

from ckanext.kaga.helpers_table import PREVIEW_ROWS
from ckanext.kaga.tests.conftest import SAMPLES, TOILETS
from ckanext.kaga.tests.portal import act, upload

pytestmark = [pytest.mark.stack, pytest.mark.usefixtures("with_test_worker", "clean_queues")]


@pytest.fixture
def address(dataset: dict[str, Any]) -> str:
    """Yaizu's real list of 112 public toilets, published: the address of its page."""
    content = (SAMPLES / "222127_public_toilet.csv").read_bytes()
    made = upload(content, TOILETS, package_id=dataset["id"])
    Worker().work(burst=True)
    assert act("resource_show", id=made["id"])["datastore_active"]
    return f"/dataset/{dataset['name']}/resource/{made['id']}"


def rows(body: str) -> int:
    """Count the rows of the table on the page."""
    table = re.search(r'<table[^>]*id="preview".*?</table>', body, re.DOTALL)
    return table[0].count("<tr>") - 1 if table else 0


def test_a_search_shows_the_rows_that_hold_the_words_and_how_many(app: Any, address: str) -> None:
    body = app.get(f"{address}?q=原浜 トイレ").body
    assert "「原浜 トイレ」を含む行：1件" in body
    assert rows(body) == 1
    assert "原浜海岸トイレ" in body
    assert 'value="原浜 トイレ"' in body, "what was asked stays in the field"
    assert "rank" not in re.search(r"<thead>.*?</thead>", body, re.DOTALL)[0]


def test_without_a_search_the_table_goes_page_by_page(app: Any, address: str) -> None:
    first = app.get(address).body
    assert f"全112行のうち1行目から{PREVIEW_ROWS}行目" in first
    assert rows(first) == PREVIEW_ROWS
    last = app.get(f"{address}?page=6").body
    assert rows(last) == 112 - 5 * PREVIEW_ROWS
    assert 'rel="next"' not in last
    assert 'rel="prev"' in last


def test_the_places_of_the_table_are_drawn_where_the_table_begins(app: Any, address: str) -> None:
    spot = 'class="house-map-spot"'
    first = app.get(address).body
    assert first.count(spot) == 112
    assert "112件の位置" in first
    assert spot not in app.get(f"{address}?page=2").body
    assert spot not in app.get(f"{address}?q=公園").body


def test_the_pages_of_a_search_keep_its_words(app: Any, address: str) -> None:
    body = app.get(f"{address}?q=公園").body
    following = re.search(r'<a href="([^"]+)" rel="next"', body)[1].replace("&amp;", "&")
    assert following.endswith("#table")
    assert "q=%E5%85%AC%E5%9C%92" in following
    assert "「公園」を含む行" in app.get(following).body


def test_nothing_found_says_what_to_try(app: Any, address: str) -> None:
    body = app.get(f"{address}?q=大聖寺").body
    assert "見つかりませんでした。" in body
    assert rows(body) == 0


@pytest.mark.parametrize("q", ["%00", "%20", "%25", "'", ":x", "<b>", "\u3000"])
def test_odd_words_do_no_harm(app: Any, address: str, q: str) -> None:
    body = app.get(f"{address}?q={q}").body
    assert "<b>" not in body


def test_it_speaks_english_and_easy_japanese(app: Any, address: str) -> None:
    english = app.get(f"/en{address}?q=公園").body
    assert "Search in this table" in english
    assert "Rows that hold “公園”:" in english
    easy = app.get(f"{address}?q=公園&lang=ja-simple").body
    assert "<ruby>表" in easy
