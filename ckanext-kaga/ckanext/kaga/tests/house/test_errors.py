"""A page that cannot be shown says why, in the reader's language, and leads on."""

from __future__ import annotations

import importlib
from typing import Any

import pytest

pytestmark = [pytest.mark.stack, pytest.mark.usefixtures("portal", "clean_index")]


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/nothing", "ページが見つかりません"),
        ("/en/nothing", "There is no such page"),
        ("/dataset/nothing", "データセットが見つからないか"),
        ("/nothing?lang=ja-simple", "アドレスが <ruby>違"),
    ],
)
def test_an_unknown_page_helps_the_reader_on(app: Any, address: str, sentence: str) -> None:
    page = app.get(address, status=404).body
    assert sentence in page
    assert 'name="q"' in page
    assert "The requested URL was not found" not in page


def test_who_is_not_logged_in_is_shown_the_way(app: Any) -> None:
    page = app.get("/organization/new", status=403).body
    assert "このページを見る権限がありません" in page
    assert 'href="/user/login"' in page


def test_a_wrong_method_is_no_english_sentence(app: Any) -> None:
    page = app.post("/theme", status=405).body
    assert "The method is not allowed" not in page


def test_a_page_that_broke_half_way_is_said_in_the_house_style(
    app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(page: int) -> str:
        raise RuntimeError("in the middle of the page")

    # by its name, because the package calls the blueprint so as well
    view = importlib.import_module("ckanext.kaga.views.style")
    monkeypatch.setattr(view, "_page_address", fail)
    monkeypatch.setitem(app.flask_app.config, "PROPAGATE_EXCEPTIONS", False)
    page = app.get("/kaga/style", status=500).body
    assert "サイト側で問題が起きました" in page
    assert "house.css" in page
