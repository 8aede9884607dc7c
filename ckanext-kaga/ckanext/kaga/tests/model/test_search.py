"""``datastore_search`` finds what a resident types, in tables of ours and of CKAN's making."""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from ckan.tests import factories
from ckanext.datastore.backend.postgres import get_write_engine

from ckanext.kaga.model import datastore
from ckanext.kaga.tests.model.test_datastore import Column
from ckanext.kaga.tests.portal import act

pytestmark = pytest.mark.stack

COLUMNS = (
    Column("名称", "text"),
    Column("所在地", "text"),
    Column("備考", "text"),
    Column("洋式", "int8"),
    Column("開設日", "date"),
)
PLACES = (
    ("錦城山公園", "石川県加賀市大聖寺地方町、外", None, 12, "2020-04-01"),
    ("大聖寺", "石川県加賀市大聖寺東町2丁目2番地", "ﾄｲﾚはＡＥＤの横", 4, None),
    ("Katayamazu Park", "石川県加賀市片山津町", "Ｗｉ－Ｆｉ 100%_\\ toilets", 3, "2021-12-12"),
    ("山代温泉トイレ", "石川県加賀市山代温泉", "車椅子\n入口ガラス戸", None, None),
)


@pytest.fixture(params=["loaded", "loaded large", "made by CKAN"])
def table(
    request: pytest.FixtureRequest, dataset: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """The places as our load leaves them, small and large, and as CKAN's own action does."""
    resource_id = factories.Resource(package_id=dataset["id"])["id"]
    if request.param == "made by CKAN":
        names = [column.id for column in COLUMNS]
        act(
            "datastore_create",
            resource_id=resource_id,
            force=True,
            fields=[{"id": column.id, "type": column.type} for column in COLUMNS],
            records=[dict(zip(names, place, strict=True)) for place in PLACES],
        )
    else:
        if request.param == "loaded large":
            monkeypatch.setattr(datastore, "FULL_TEXT_ROWS", 0)
        load(resource_id)
    yield resource_id
    with get_write_engine().begin() as connection:
        connection.execute(sa.text(f'DROP TABLE IF EXISTS "{resource_id}" CASCADE'))


@pytest.fixture
def loaded(dataset: dict[str, Any]) -> str:
    """The places as our load leaves them."""
    resource_id = factories.Resource(package_id=dataset["id"])["id"]
    load(resource_id)
    return resource_id


def load(resource_id: str, times: int = 1) -> None:
    rows = io.StringIO()
    csv.writer(rows).writerows(PLACES * times)
    datastore.load(resource_id, COLUMNS, io.BytesIO(rows.getvalue().encode()), len(PLACES) * times)


def found(table: str, q: Any, **arguments: Any) -> list[int]:
    """Return the row numbers of the answer, and see that its total is right."""
    answer = act("datastore_search", resource_id=table, q=q, **arguments)
    assert answer["total"] == len(answer["records"])
    return [record["_id"] for record in answer["records"]]


def test_a_word_is_found_anywhere_in_a_cell(table: str) -> None:
    expected = {
        "大聖寺": {1, 2},
        "公園": {1},
        "園": {1},
        "地方町": {1},
        "大聖寺 公園": {1},
        "大聖寺\u3000公園": {1},
        "片山津 公園": set(),
        "トイレ": {2, 4},
        "ﾄｲﾚ": {2, 4},
        "ガラス": {4},
        "ｶﾞﾗｽ": {4},
        "aed": {2},
        "ＡＥＤ": {2},
        "wi-fi": {3},
        "katayama": {3},
        "2丁目": {2},
        "２丁目2": {2},
        "%": {3},
        "100%_\\": {3},
        "'": set(),
        ":公園": set(),
        "a :b": set(),
        "2020-04-01": {1},
        "12": {1},
        "町、外": {1},
    }
    assert {q: set(found(table, q)) for q in expected} == expected


def test_words_may_be_in_different_cells_but_a_word_is_in_one(table: str) -> None:
    assert found(table, "錦城山 地方町") == [1]
    assert found(table, "公園石川県") == []


def test_the_row_whose_cell_is_the_word_stands_first(table: str) -> None:
    assert found(table, "大聖寺")[0] == 2
    assert found(table, "大聖寺", sort="_id") == [1, 2]


def test_what_postgresql_stems_is_still_found(loaded: str) -> None:
    assert found(loaded, "toilet") == [3]
    assert found(loaded, "parks") == [3]
    assert found(loaded, "parks", language="simple") == []


def test_query_language_stays_postgresqls(loaded: str) -> None:
    assert found(loaded, "park & !garden", plain=False) == [3]
    assert found(loaded, "kata:*", plain=False) == [3]
    assert found(loaded, "大聖寺:*", plain=False) == [2], "words begin after a space"


def test_a_named_column_is_searched_alone(table: str) -> None:
    assert found(table, {"所在地": "大聖寺"}) == [1, 2]
    assert found(table, {"名称": "大聖寺"}) == [2]
    assert found(table, {"所在地": "大聖寺", "名称": "公園"}) == [1]
    assert found(table, {"洋式": "12"}) == [1]
    assert found(table, {"備考": "aed"}) == [2]


def test_filters_fields_and_formats_go_with_it(table: str) -> None:
    assert found(table, "大聖寺", filters={"洋式": 4}) == [2]
    answer = act("datastore_search", resource_id=table, q="公園", fields=["名称"])
    assert answer["records"] == [{"名称": "錦城山公園"}]
    answer = act(
        "datastore_search", resource_id=table, q="公園", fields=["名称"], records_format="csv"
    )
    assert answer["records"] == "錦城山公園\n"
    answer = act(
        "datastore_search",
        resource_id=table,
        q="大聖寺",
        fields=["洋式"],
        distinct=True,
        sort="洋式",
    )
    assert answer["records"] == [{"洋式": 4}, {"洋式": 12}]


def test_no_hidden_column_is_shown(table: str) -> None:
    answer = act("datastore_search", resource_id=table, q="公園")
    columns = [column.id for column in COLUMNS]
    assert [field["id"] for field in answer["fields"]] == ["_id", *columns, "rank"]
    assert set(answer["records"][0]) == {"_id", *columns, "rank"}
    assert [field["id"] for field in act("datastore_info", id=table)["fields"]] == columns


def test_pages_follow_each_other_without_a_gap(loaded: str) -> None:
    load(loaded, times=50)
    pages = [
        act("datastore_search", resource_id=loaded, q="大聖寺", limit=30, offset=offset)
        for offset in range(0, 120, 30)
    ]
    assert {page["total"] for page in pages} == {100}
    numbers = [record["_id"] for page in pages for record in page["records"]]
    assert len(set(numbers)) == len(numbers) == 100


@pytest.mark.parametrize("method", ["upsert", "update"])
def test_a_changed_row_is_found_by_what_it_says_now(loaded: str, method: str) -> None:
    act(
        "datastore_upsert",
        resource_id=loaded,
        force=True,
        method=method,
        records=[{"_id": 1, "名称": "中央公園"}],
    )
    assert found(loaded, "中央") == [1]
    assert found(loaded, "錦城山") == []
    act("datastore_records_delete", resource_id=loaded, force=True, filters={"_id": 1})
    assert found(loaded, "中央") == []


def test_a_new_row_is_found(loaded: str) -> None:
    act(
        "datastore_upsert",
        resource_id=loaded,
        force=True,
        method="insert",
        records=[{"名称": "動橋駅前公園"}],
    )
    assert set(found(loaded, "公園")) == {1, 5}


def fields_of(columns: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"id": name, "type": kind} for name, kind in columns]


def test_a_column_that_somebody_adds_is_searched_and_one_that_goes_is_not(loaded: str) -> None:
    old = [(column.id, column.type) for column in COLUMNS]
    with_notes = [*old, ("追記", "text")]
    act("datastore_create", resource_id=loaded, force=True, fields=fields_of(with_notes))
    act(
        "datastore_upsert",
        resource_id=loaded,
        force=True,
        records=[{"_id": 3, "追記": "改修中"}],
    )
    assert found(loaded, "改修") == [3]
    without_address = [one for one in with_notes if one[0] != "所在地"]
    act(
        "datastore_create",
        resource_id=loaded,
        force=True,
        delete_fields=True,
        fields=fields_of(without_address),
    )
    assert found(loaded, "地方町") == []
    assert found(loaded, "改修") == [3]


def test_a_table_from_before_there_was_a_hidden_column(loaded: str) -> None:
    with get_write_engine().begin() as connection:
        connection.execute(sa.text(f'DROP TRIGGER zkaga_text ON "{loaded}"'))
        connection.execute(sa.text(f'ALTER TABLE "{loaded}" DROP COLUMN _kaga_text'))
    assert set(found(loaded, "大聖寺")) == {1, 2}


def test_an_alias_is_searched_like_its_table(loaded: str) -> None:
    alias = f"places_{uuid.uuid4().hex}"
    act("datastore_create", resource_id=loaded, force=True, aliases=alias)
    assert set(found(alias, "大聖寺")) == {1, 2}


def test_thousands_of_words_are_no_thousands_of_clauses(loaded: str) -> None:
    """It took minutes."""
    assert found(loaded, "大聖寺 " * 19 + "公園") == found(loaded, "大聖寺 公園") != []
    assert found(loaded, "大聖 " * 5_000) == []


def test_a_column_with_an_awkward_name(dataset: dict[str, Any]) -> None:
    resource_id = factories.Resource(package_id=dataset["id"])["id"]
    name = 'a"b %s :c {}'
    datastore.load(resource_id, (Column(name, "text"),), io.BytesIO("公園前\n".encode()), 1)
    with get_write_engine().connect() as connection:
        kept = connection.scalar(
            sa.select(sa.text("_kaga_text")).select_from(sa.table(resource_id))
        )
    assert kept == "\n公園前\n"


def test_the_total_after_a_load_is_counted_not_guessed(loaded: str) -> None:
    load(loaded, times=300)
    answer = act("datastore_search", resource_id=loaded, limit=1, total_estimation_threshold=10)
    assert answer["total"] == 1200
    answer = act(
        "datastore_search", resource_id=loaded, q="大聖寺", limit=1, total_estimation_threshold=10
    )
    assert answer["total"] == 600


def test_over_http(
    app: Any, dataset: dict[str, Any], loaded: str, reset_index: Callable[[], None]
) -> None:
    answer = app.get(
        f"/api/3/action/datastore_search?resource_id={loaded}&q=大聖寺&include_total=0"
    )
    result = answer.json["result"]
    assert {record["_id"] for record in result["records"]} == {1, 2}
    assert "total" not in result
