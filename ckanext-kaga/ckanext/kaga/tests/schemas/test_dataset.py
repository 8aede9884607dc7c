"""What a public servant may leave out, what is refused and with which words."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan.tests import factories
from ckan.tests.helpers import call_action

pytestmark = [pytest.mark.stack, pytest.mark.usefixtures("empty_portal")]

THREE_ANSWERS = {"title": "公衆トイレ一覧", "notes": "公園などにある公衆トイレの一覧です。"}


@pytest.fixture
def answers() -> dict[str, Any]:
    """Return the three answers that the form asks for."""
    return {**THREE_ANSWERS, "owner_org": factories.Organization()["id"]}


def _call(action: str, **answers: Any) -> dict[str, Any]:
    return call_action(action, context={"user": factories.Sysadmin()["name"]}, **answers)


def _refusal(answers: dict[str, Any]) -> dict[str, list[str]]:
    with pytest.raises(tk.ValidationError) as refused:
        _call("package_create", **answers)
    return refused.value.error_dict


def test_three_answers_make_a_dataset(answers: dict[str, Any]) -> None:
    dataset = _call("package_create", **answers)
    assert dataset["license_id"] == "CC-BY-4.0"
    assert dataset["license_url"] == "https://creativecommons.org/licenses/by/4.0/"
    assert dataset["name"].startswith("dataset-")


@pytest.mark.parametrize("field", ["title", "notes", "owner_org"])
def test_each_of_the_three_is_needed(answers: dict[str, Any], field: str) -> None:
    del answers[field]
    assert field in _refusal(answers)


@pytest.mark.parametrize("field", ["title", "notes"])
def test_spaces_are_no_answer(answers: dict[str, Any], field: str) -> None:
    assert field in _refusal({**answers, field: " 　 "})


def test_a_standard_names_the_dataset_the_way_catalogues_do(answers: dict[str, Any]) -> None:
    first = _call("package_create", **answers, standard="public_toilet/new")
    second = _call("package_create", **answers, standard="public_toilet/new")
    assert first["name"] == "172065_public_toilet"
    assert second["name"].startswith("dataset-")


def test_a_name_stays_when_an_update_leaves_it_out(answers: dict[str, Any]) -> None:
    dataset = _call("package_create", **answers, name="toilets")
    updated = _call("package_update", **{**answers, "id": dataset["id"], "name": ""})
    assert updated["name"] == "toilets"


def test_an_unknown_standard_is_refused(answers: dict[str, Any]) -> None:
    assert "standard" in _refusal({**answers, "standard": "public_toilet/1999"})


def test_a_code_without_its_check_digit_is_refused_with_the_right_one(
    answers: dict[str, Any],
) -> None:
    [message] = _refusal({**answers, "spatial_code": "17206"})["spatial_code"]
    assert "17206" in message
    assert "172065" in message


def test_a_period_that_ends_before_it_starts_is_refused(answers: dict[str, Any]) -> None:
    period = {"temporal_start": "2026-04-01", "temporal_end": "2025-03-31"}
    [message] = _refusal({**answers, **period})["temporal_end"]
    assert "2025-03-31" in message
    assert "2026-04-01" in message


def test_one_day_is_a_period(answers: dict[str, Any]) -> None:
    period = {"temporal_start": "2026-04-01", "temporal_end": "2026-04-01"}
    dataset = _call("package_create", **answers, **period)
    assert dataset["temporal_end"] == "2026-04-01"


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "www.city.kaga.ishikawa.jp", "http://", "https://[", "ftp://a"],
)
def test_only_web_addresses_become_links(answers: dict[str, Any], address: str) -> None:
    [message] = _refusal({**answers, "contact_url": address})["contact_url"]
    assert address in message


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/csv,a", "file:///etc/passwd"]
)
def test_a_file_is_not_linked_by_a_script(answers: dict[str, Any], address: str) -> None:
    [refused] = _refusal({**answers, "resources": [{"url": address}]})["resources"]
    assert address in refused["url"][0]


@pytest.mark.parametrize(
    "address", ["https://example.jp/a:b.csv", "ftp://example.jp/a", "file.csv"]
)
def test_the_address_of_a_file_stays_as_it_is(answers: dict[str, Any], address: str) -> None:
    [resource] = _call("package_create", **answers, resources=[{"url": address}])["resources"]
    assert resource["url"].endswith(address)


def test_an_emptied_field_is_gone(answers: dict[str, Any]) -> None:
    dataset = _call("package_create", **answers, department="公園緑地課")
    updated = _call("package_update", **{**dataset, "department": ""})
    assert not updated.get("department")
