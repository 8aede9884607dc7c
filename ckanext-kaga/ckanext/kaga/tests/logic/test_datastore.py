"""Records that a system writes into a table without a file pass the personal-data gate."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan.tests import factories

from ckanext.kaga.tests.portal import act

pytestmark = pytest.mark.stack

TOILET = {"名称": "錦城東公園", "設置主体": "加賀市", "男性トイレ総数": 2}
MY_NUMBERS = ["123456789018", "223456789012", "323456789017"]


@pytest.fixture
def table(dataset: dict[str, Any]) -> str:
    """A table of the DataStore that a system keeps, with one record."""
    made = act(
        "datastore_create",
        resource={"package_id": dataset["id"], "name": "公衆トイレ"},
        records=[TOILET],
        primary_key=["名称"],
    )
    return made["resource_id"]


def rows_of(table: str) -> list[dict[str, Any]]:
    return act("datastore_search", resource_id=table)["records"]


def refused(action: str, **given: Any) -> list[str]:
    with pytest.raises(tk.ValidationError) as error:
        act(action, **given)
    return error.value.error_dict["records"]


def test_records_without_personal_data_are_written(table: str) -> None:
    act("datastore_upsert", resource_id=table, records=[TOILET | {"男性トイレ総数": 3}])
    [row] = rows_of(table)
    assert (row["名称"], row["男性トイレ総数"]) == ("錦城東公園", 3)


@pytest.mark.parametrize(
    ("write", "as_number"), [("datastore_upsert", False), ("datastore_create", True)]
)
def test_my_numbers_are_refused_with_record_and_column(
    dataset: dict[str, Any], write: str, as_number: bool
) -> None:
    fields = [{"id": "名称", "type": "text"}, {"id": "個人番号", "type": "text"}]
    made = act("datastore_create", resource={"package_id": dataset["id"]}, fields=fields)
    rows = [
        {"名称": "申請", "個人番号": int(number) if as_number else number} for number in MY_NUMBERS
    ]
    given = {
        "records": [{"名称": "申請", "個人番号": ""}, *rows],
        "resource_id": made["resource_id"],
    }
    if write == "datastore_upsert":
        given["method"] = "insert"
    said = refused(write, **given)
    assert "「個人番号」" in said[0]
    assert "2件目 1234********" in said[0]
    assert "何も書き込みませんでした" in said[-1]
    assert not any(number in sentence for number in MY_NUMBERS for sentence in said)
    assert rows_of(made["resource_id"]) == []


def test_a_table_that_begins_with_personal_data_is_not_made(dataset: dict[str, Any]) -> None:
    said = refused(
        "datastore_create",
        resource={"package_id": dataset["id"], "name": "申請者"},
        records=[{"氏名": "山田 太郎", "生年月日": "1980-04-01", "電話番号": "090-1234-5678"}],
    )
    assert "アップロード" in said[-1]
    assert act("package_show", id=dataset["id"])["resources"] == []


def test_what_hides_in_a_nested_value_is_found(table: str) -> None:
    note = {"連絡": [{"メール": "yamada.taro@mail.example"}]}
    refused("datastore_upsert", resource_id=table, records=[TOILET | {"設置主体": note}])


def test_ckan_says_what_is_wrong_with_a_request(table: str) -> None:
    said = refused("datastore_upsert", resource_id=table, records=["x"], method="insert")
    assert "not a json object" in said[0]
    with pytest.raises(tk.ValidationError, match="resource_id"):
        act("datastore_create", records=[TOILET])
    with pytest.raises(tk.ObjectNotFound):
        act("datastore_upsert", resource_id="none", records=[TOILET])


def test_who_may_not_write_is_told_nothing_else(table: str) -> None:
    stranger = factories.User()["name"]
    personal = {"氏名": "山田 太郎", "生年月日": "1980-04-01"}
    with pytest.raises(tk.NotAuthorized):
        act("datastore_upsert", user=stranger, resource_id=table, records=[personal])
