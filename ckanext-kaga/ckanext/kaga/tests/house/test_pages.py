"""What every page of the house keeps."""

from __future__ import annotations

import re
from typing import Any

import pytest

pytestmark = [pytest.mark.stack, pytest.mark.usefixtures("portal", "clean_index")]

INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", re.IGNORECASE)


def text(app: Any, address: str) -> str:
    """Return the body of a page that answers."""
    answer = app.get(address, status=200)
    return answer.body


def test_the_home_page_has_three_doors(app: Any) -> None:
    page = text(app, "/")
    assert page.count('class="house-door"') == 3
    assert page.index("/dataset/") < page.index('href="/register"') < page.index('href="/plan"')


@pytest.mark.parametrize(
    "address", ["/", "/about", "/dataset/", "/register", "/plan", "/user/login"]
)
def test_nothing_of_ckans_placeholders_is_left(app: Any, address: str) -> None:
    page = text(app, address)
    for leftover in ("placeholder-420x220", "Powered by", "ckan-logo-footer", "gravatar.com"):
        assert leftover not in page


@pytest.mark.parametrize("address", ["/", "/about", "/kaga/style", "/register", "/plan"])
def test_our_pages_hold_no_inline_script_or_style(app: Any, address: str) -> None:
    assert INLINE.findall(text(app, address)) == []


@pytest.mark.parametrize(
    ("address", "lang", "heading"),
    [
        ("/kaga/style", "ja", "画面の部品見本"),
        ("/en/kaga/style", "en", "House style"),
        ("/kaga/style?lang=ja-simple", "ja-simple", "画面の部品見本"),
    ],
)
def test_the_page_says_its_language(app: Any, address: str, lang: str, heading: str) -> None:
    page = text(app, address)
    assert f'<html lang="{lang}"' in page
    assert f"<h1>{heading}</h1>" in page


def test_the_switch_leads_to_the_same_page_with_its_search(app: Any) -> None:
    page = text(app, "/dataset/?q=abc")
    assert 'href="/en/dataset/?q=abc&amp;lang=en"' in page
    assert 'href="/dataset/?q=abc&amp;lang=ja-simple"' in page


def test_choosing_easy_japanese_does_not_filter_a_search(app: Any) -> None:
    assert "ja-simple" not in re.sub(
        r"<nav class=\"house-languages.*?</nav>",
        "",
        text(app, "/dataset/?lang=ja-simple").split("<body", 1)[1],
        flags=re.DOTALL,
    )


def test_the_history_names_what_can_be_chosen_in_the_readers_language(
    app: Any, dataset: dict[str, Any]
) -> None:
    """And chooses it without JavaScript, which CKAN's own list of types does not."""
    page = text(app, f"/dataset/activity/{dataset['name']}")
    assert '<option value="changed package">データセットの更新</option>' in page
    assert "Changed Package" not in page
    address = f"/en/dataset/activity/{dataset['name']}?activity_type=changed+package"
    assert '<option value="changed package" selected>Dataset changed</option>' in text(app, address)
