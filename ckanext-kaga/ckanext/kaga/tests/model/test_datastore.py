"""A load gives the table CKAN would have made, and readers never see it half done."""

from __future__ import annotations

import io
import threading
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan.tests import factories
from ckanext.datastore.backend.postgres import get_read_engine, get_write_engine

from ckanext.kaga.model import datastore, search
from ckanext.kaga.tests.portal import act

pytestmark = pytest.mark.stack


@dataclass(frozen=True)
class Column:
    id: str
    type: str
    label_ja: str = ""
    label_en: str = ""
    notes: str = ""


CODE = Column("全国地方公共団体コード", "text", "全国地方公共団体コード", "Local government code")
LATITUDE = Column("緯度", "numeric", "緯度", "Latitude", "世界測地系の十進度")
OPENED = Column("開設日", "date", "開設日")


def load(
    resource_id: str, rows: str, columns: tuple[Column, ...] = (CODE, LATITUDE, OPENED)
) -> None:
    datastore.load(resource_id, columns, io.BytesIO(rows.encode()), rows.count("\n"))


def rows_of(resource_id: str, **arguments: object) -> dict[str, object]:
    return act("datastore_search", resource_id=resource_id, **arguments)


def tables() -> set[str]:
    with get_write_engine().connect() as connection:
        return set(connection.scalars(sa.text("SELECT relname FROM pg_class")))


@pytest.fixture
def resource_id(dataset: dict[str, Any]) -> Iterator[str]:
    resource = factories.Resource(package_id=dataset["id"])
    yield resource["id"]
    with get_write_engine().begin() as connection:
        connection.execute(sa.text(f'DROP TABLE IF EXISTS "{resource["id"]}" CASCADE'))


def test_codes_stay_text_and_numbers_and_dates_become_such(resource_id: str) -> None:
    load(resource_id, '"012025",36.3038,2020-04-01\n"172065",,\n')
    found = rows_of(resource_id)
    assert found["records"] == [
        {"_id": 1, CODE.id: "012025", LATITUDE.id: 36.3038, OPENED.id: "2020-04-01"},
        {"_id": 2, CODE.id: "172065", LATITUDE.id: None, OPENED.id: None},
    ]
    assert [field["type"] for field in found["fields"]] == ["int", "text", "numeric", "date"]
    assert found["total"] == 2


def test_table_has_the_shape_that_ckan_gives_it(resource_id: str, dataset: dict[str, Any]) -> None:
    load(resource_id, '"172065",36.3,\n')
    act("datastore_create", resource_id=resource_id, force=True)
    stock = factories.Resource(package_id=dataset["id"])["id"]
    act(
        "datastore_create",
        resource_id=stock,
        force=True,
        fields=[{"id": column.id, "type": column.type} for column in (CODE, LATITUDE, OPENED)],
    )
    ours, stock = shape(resource_id), shape(stock)
    assert ours["columns"].pop(2)[0] == search.COLUMN
    assert ours["triggers"].pop()[0] == "zkaga_text"
    assert ours == stock


def shape(table: str) -> dict[str, list[tuple[object, ...]]]:
    """Columns, indexes, triggers, sequences and grants, with the table's own id taken out."""
    questions = {
        "columns": "SELECT attname, format_type(atttypid, atttypmod), attnotnull,"
        " pg_get_expr(d.adbin, d.adrelid) FROM pg_attribute a LEFT JOIN pg_attrdef d"
        " ON d.adrelid = a.attrelid AND d.adnum = a.attnum"
        " WHERE attrelid = to_regclass(:t) AND attnum > 0 ORDER BY attnum",
        "indexes": "SELECT pg_get_indexdef(indexrelid) FROM pg_index"
        " WHERE indrelid = to_regclass(:t) ORDER BY indisprimary",
        "triggers": "SELECT tgname, tgtype FROM pg_trigger WHERE tgrelid = to_regclass(:t)"
        " ORDER BY tgname",
        "sequence": "SELECT pg_get_serial_sequence(:t, '_id')",
        "grants": "SELECT relacl::text, relowner FROM pg_class WHERE oid = to_regclass(:t)",
    }
    with get_write_engine().connect() as connection:
        found = {
            name: [tuple(row) for row in connection.execute(sa.text(sql), {"t": f'"{table}"'})]
            for name, sql in questions.items()
        }
    index_hashes = {
        line[0].split(" ")[2]: "hash" for line in found["indexes"] if "gin" in str(line).lower()
    } | {line[0].split(" ")[2]: "hash" for line in found["indexes"] if "_full_text" in str(line)}

    def anonymous(value: object) -> object:
        text = str(value).replace(table, "ID")
        for name in index_hashes:
            text = text.replace(name, "HASH")
        return text

    return {name: [tuple(map(anonymous, row)) for row in rows] for name, rows in found.items()}


def test_stock_actions_work_afterwards(resource_id: str) -> None:
    load(resource_id, '"172065",36.3,\n')
    act(
        "datastore_upsert",
        resource_id=resource_id,
        force=True,
        method="insert",
        records=[{CODE.id: "172014", LATITUDE.id: 36.5}],
    )
    assert [row["_id"] for row in rows_of(resource_id)["records"]] == [1, 2]
    assert rows_of(resource_id, q="172014")["total"] == 1
    act("datastore_records_delete", resource_id=resource_id, force=True, filters={"_id": 1})
    info = act("datastore_info", id=resource_id)
    assert info["meta"]["count"] == 1
    act("datastore_delete", resource_id=resource_id, force=True)
    assert resource_id not in tables()


def test_labels_and_notes_are_in_the_data_dictionary(resource_id: str) -> None:
    load(resource_id, '"172065",36.3,\n')
    fields = act("datastore_info", id=resource_id)["fields"]
    assert fields[1]["info"] == {
        "label": "緯度",
        "label_translated": {"en": "Latitude"},
        "notes": "世界測地系の十進度",
    }


def test_what_a_person_wrote_into_the_data_dictionary_survives_a_new_upload(
    resource_id: str,
) -> None:
    load(resource_id, '"172065",36.3,\n')
    act(
        "datastore_create",
        resource_id=resource_id,
        force=True,
        fields=[{"id": LATITUDE.id, "type": "numeric", "info": {"notes": "入口の位置"}}],
    )
    load(resource_id, '"172065",36.4,\n')
    fields = act("datastore_info", id=resource_id)["fields"]
    assert fields[1]["info"]["notes"] == "入口の位置"
    assert fields[1]["info"]["label"] == "緯度"


def test_a_new_table_replaces_the_old_one_whole_columns_included(resource_id: str) -> None:
    load(resource_id, '"172065",36.3,\n' * 17)
    load(resource_id, "x\n", (Column("名称", "text"),))
    assert rows_of(resource_id)["records"] == [{"_id": 1, "名称": "x"}]
    assert rows_of(resource_id)["total"] == 1


def test_a_refused_value_leaves_the_old_table_and_nothing_else(resource_id: str) -> None:
    load(resource_id, '"172065",36.3,\n')
    before = tables()
    with pytest.raises(datastore.Rejected, match="numeric"):
        load(resource_id, '"172065",36.4,\n"172065",north,\n')
    assert rows_of(resource_id)["records"][0][LATITUDE.id] == 36.3
    assert tables() == before


def test_aliases_point_to_the_new_table(resource_id: str) -> None:
    load(resource_id, '"172065",36.3,\n')
    alias = f"toilets_{uuid.uuid4().hex}"
    act("datastore_create", resource_id=resource_id, force=True, aliases=alias)
    load(resource_id, '"172065",36.4,\n')
    assert rows_of(alias)["records"][0][LATITUDE.id] == 36.4


def test_types_outside_the_list_are_a_programming_error(resource_id: str) -> None:
    with pytest.raises(ValueError, match="DROP TABLE"):
        load(resource_id, "x\n", (Column("名称", "text); DROP TABLE resource; --"),))


def test_names_are_quoted(resource_id: str) -> None:
    name = 'a"b; DROP TABLE x; -- %s {}'
    load(resource_id, "x\n", (Column(name, "text"),))
    assert rows_of(resource_id)["records"] == [{"_id": 1, name: "x"}]


def test_only_the_datastores_reader_may_read_the_new_table(resource_id: str) -> None:
    load(resource_id, '"172065",36.3,\n')
    table = sa.table(resource_id)
    with get_read_engine().connect() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(table)) == 1
        with pytest.raises(sa.exc.ProgrammingError, match="permission denied"):
            connection.execute(sa.delete(table))


def test_a_large_table_is_searched_without_ckans_own_full_text(
    resource_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(datastore, "FULL_TEXT_ROWS", 1)
    load(resource_id, '"172065",36.3,\n"172014",36.4,\n')
    assert rows_of(resource_id, q="172014")["total"] == 1
    assert rows_of(resource_id, q="172014", plain=False)["total"] == 0
    act(
        "datastore_upsert",
        resource_id=resource_id,
        force=True,
        method="insert",
        records=[{CODE.id: "172103"}],
    )
    assert rows_of(resource_id, q="172103")["total"] == 1
    assert rows_of(resource_id, q="172103", plain=False)["total"] == 1


def test_readers_see_the_old_table_or_the_new_one(resource_id: str) -> None:
    sizes = (17, 400)
    load(resource_id, '"172065",36.3,\n' * sizes[0])
    assert rows_of(resource_id)["total"] == sizes[0]
    seen: set[tuple[int, int]] = set()
    wrong: list[Exception] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                found = rows_of(resource_id, limit=1000)
                seen.add((len(found["records"]), len({r["_id"] for r in found["records"]})))
            except (tk.ObjectNotFound, tk.ValidationError, sa.exc.SQLAlchemyError) as error:
                wrong.append(error)

    # One thread: CKAN's own resource_id_from_alias reads a cursor after its connection went
    # back to the pool, so that two threads disturb each other whatever we do.
    reader = threading.Thread(target=read)
    reader.start()
    for turn in range(12):
        load(resource_id, '"172065",36.3,\n' * sizes[(turn + 1) % 2])
    done.set()
    reader.join()
    assert not wrong
    assert seen == {(size, size) for size in sizes}


def test_a_reader_that_never_pauses_makes_the_load_give_up(
    resource_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(datastore, "_LOCK_TRIES", 2)
    load(resource_id, '"172065",36.3,\n')
    with get_read_engine().connect() as reader:
        reader.execute(sa.select(sa.text("*")).select_from(sa.table(resource_id)))
        with pytest.raises(datastore.Busy):
            load(resource_id, '"172065",36.4,\n')
    assert rows_of(resource_id)["records"][0][LATITUDE.id] == 36.3
