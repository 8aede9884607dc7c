"""The house with fewer plugins on, or under another name."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = [pytest.mark.stack, pytest.mark.usefixtures("with_plugins", "clean_index")]


def text(app: Any, address: str) -> str:
    """Return the body of a page that answers."""
    answer = app.get(address, status=200)
    return answer.body


@pytest.mark.ckan_config("ckan.plugins", "kagakpi")
def test_the_plan_stands_alone(app: Any) -> None:
    page = text(app, "/plan")
    assert "まだ公開された計画はありません。" in page
    assert "お問い合わせ" in page, "the footer is the house's, in Japanese"
    assert "<ruby>計画" in text(app, "/plan?lang=ja-simple")


@pytest.mark.ckan_config("ckan.plugins", "kagaconsent")
def test_the_register_stands_alone(app: Any) -> None:
    page = text(app, "/register")
    assert "公開されているデータ利用は、まだありません。" in page
    assert "kaga-common" in page, "the house's stylesheet"


@pytest.mark.ckan_config("ckan.plugins", "kagaconsent kaga scheming_datasets datastore")
def test_the_door_of_a_plugin_that_is_off_is_not_shown(app: Any) -> None:
    page = text(app, "/")
    assert page.count('class="house-door"') == 2
    assert "/plan" not in page


@pytest.mark.ckan_config("ckan.site_title", "加賀市オープンデータポータル")
@pytest.mark.ckan_config("ckanext.kaga.catalogue_title_en", "Kaga City Open Data Portal")
def test_the_portal_is_called_by_its_name_in_the_page_s_language(app: Any) -> None:
    english = text(app, "/en/about")
    assert "<title>About this site - Kaga City Open Data Portal</title>" in english
    assert "加賀市オープンデータポータル" not in english
    assert "<title>加賀市オープンデータポータル</title>" in text(app, "/")
