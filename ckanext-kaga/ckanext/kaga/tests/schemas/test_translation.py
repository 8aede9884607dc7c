"""English beside Japanese: shown, searched, sent back and taken away again."""

from __future__ import annotations

from typing import Any

import pytest
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp, call_action

pytestmark = [pytest.mark.stack, pytest.mark.usefixtures("empty_portal")]


@pytest.fixture
def toilets() -> dict[str, Any]:
    """Return a dataset with a resource, both in two languages."""
    return factories.Dataset(
        owner_org=factories.Organization()["id"],
        title="公衆トイレ一覧",
        title_en="Lavatories of the town",
        notes="公園などにある公衆トイレの一覧です。",
        notes_en="Public lavatories in parks.",
        resources=[
            {
                "name": "一覧（CSV）",
                "name_en": "The list as CSV",
                "url": "https://example.org/a.csv",
                "format": "CSV",
            }
        ],
    )


def test_each_language_gets_its_own_words(app: CKANTestApp, toilets: dict[str, Any]) -> None:
    for page in (f"/dataset/{toilets['name']}", "/dataset/"):
        japanese, english = app.get(page).body, app.get(f"/en{page}").body
        assert "公衆トイレ一覧" in japanese
        assert "公園などにある公衆トイレの一覧です。" in japanese
        assert "Lavatories of the town" not in japanese
        assert "Lavatories of the town" in english
        assert "Public lavatories in parks." in english


def test_a_file_is_called_by_its_english_name_on_the_english_page(
    app: CKANTestApp, toilets: dict[str, Any]
) -> None:
    page = f"/dataset/{toilets['name']}"
    assert "一覧（CSV）" in app.get(page).body
    assert "The list as CSV" in app.get(f"/en{page}").body


def test_without_english_the_japanese_is_shown(app: CKANTestApp) -> None:
    dataset = factories.Dataset(title="AED設置箇所一覧", owner_org=factories.Organization()["id"])
    assert "AED設置箇所一覧" in app.get(f"/en/dataset/{dataset['name']}").body


def test_the_english_words_find_the_dataset(toilets: dict[str, Any]) -> None:
    for query in ("lavatories", "town"):
        found = call_action("package_search", q=query)["results"]
        assert toilets["id"] in {dataset["id"] for dataset in found}, query


def test_what_was_read_can_be_sent_back(toilets: dict[str, Any]) -> None:
    read = call_action("package_show", id=toilets["id"])
    assert read["title_translated"] == {"ja": "公衆トイレ一覧", "en": "Lavatories of the town"}
    read["title_translated"] = {"ja": "別の題", "en": "Another title"}
    read["title_en"] = "Restrooms of the town"
    call_action("package_update", context={"user": factories.Sysadmin()["name"]}, **read)
    again = call_action("package_show", id=toilets["id"])
    assert again["title_translated"] == {"ja": "公衆トイレ一覧", "en": "Restrooms of the town"}


def test_taking_the_english_away_takes_it_from_every_place(toilets: dict[str, Any]) -> None:
    read = call_action("package_show", id=toilets["id"])
    read["title_en"] = read["resources"][0]["name_en"] = ""
    call_action("package_update", context={"user": factories.Sysadmin()["name"]}, **read)
    again = call_action("package_show", id=toilets["id"])
    assert "title_translated" not in again
    assert "name_translated" not in again["resources"][0]


def test_an_organisation_has_two_names_as_well() -> None:
    city = factories.Organization(title="加賀市", title_en="Kaga City")
    shown = call_action("organization_show", id=city["id"])
    assert shown["title_translated"] == {"ja": "加賀市", "en": "Kaga City"}
