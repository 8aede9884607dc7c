"""Searching by theme: what residents browse by."""

from __future__ import annotations

from typing import Any

import pytest
from ckan.tests import factories

pytestmark = [pytest.mark.stack, pytest.mark.usefixtures("portal", "clean_index")]

HEALTH = "http://publications.europa.eu/resource/authority/data-theme/HEAL"


@pytest.fixture
def clinics(city: dict[str, Any]) -> dict[str, Any]:
    """A public dataset about health."""
    return factories.Dataset(title="医療機関一覧", theme=[HEALTH], owner_org=city["id"])


def test_a_theme_leads_to_its_datasets(app: Any, clinics: dict[str, Any]) -> None:
    factories.Dataset(title="公衆トイレ一覧", owner_org=clinics["owner_org"])
    page = app.get("/theme", status=200).body
    assert "健康・医療" in page
    assert "1件" in page
    found = app.get("/dataset/", query_string={"vocab_theme": HEALTH}, status=200).body
    assert "医療機関一覧" in found
    assert "公衆トイレ一覧" not in found


def test_the_filters_speak_the_readers_language(app: Any, clinics: dict[str, Any]) -> None:
    japanese = app.get("/dataset/").body
    assert "健康・医療" in japanese
    assert "クリエイティブ・コモンズ" in japanese
    assert "Health" in app.get("/en/dataset/").body
    assert HEALTH not in japanese.replace(f"vocab_theme={HEALTH}", "")


def test_without_themes_the_page_says_so(app: Any) -> None:
    assert "テーマの付いたデータはまだありません" in app.get("/theme", status=200).body
