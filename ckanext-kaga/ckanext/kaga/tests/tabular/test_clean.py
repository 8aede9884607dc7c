"""Cleaning: what leaves is in the standard's spelling, order and types, and nothing is lost."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import replace

import polars as pl
import pytest

from ckanext.kaga import standards, tabular
from ckanext.kaga.standards import Column, Standard
from ckanext.kaga.tests.tabular.conftest import NEW, Build


def publish(data: bytes, standard: Standard | None = NEW) -> tabular.CleanTable:
    """The clean table of a file."""
    return tabular.clean(tabular.read(data), standard)


def csv(table: tabular.CleanTable) -> bytes:
    """The clean table as its file."""
    stream = io.BytesIO()
    tabular.write_csv(table, stream)
    return stream.getvalue()


def standard_of(*columns: Column) -> Standard:
    """A standard that nobody publishes."""
    return replace(NEW, id="x", slug="x", columns=columns, sums=(), ranges=())


def test_kaga_is_published_with_types(toilets: bytes) -> None:
    table = publish(toilets)
    types = {column.id: column.type for column in table.columns}
    assert types["全国地方公共団体コード"] == "text"
    assert types["緯度"] == "numeric"
    assert types["男性トイレ総数"] == "int8"
    assert types["利用終了時間"] == "text"
    first = table.frame.row(0, named=True)
    assert first["全国地方公共団体コード"] == "172065"
    assert first["緯度"] == "36.309009"
    assert first["男性トイレ総数"] == 3
    assert first["男性トイレ数（和式）"] is None
    assert [column.label_ja for column in table.columns] == [c.name for c in NEW.columns]


def test_coordinates_keep_every_digit(build: Build) -> None:
    table = publish(build({"緯度": "36.34882151234567890123", "経度": "136.30637410"}))
    assert table.frame["緯度"][0] == "36.34882151234567890123"
    assert b"36.34882151234567890123,136.30637410" in csv(table)


def test_cells_leave_in_canonical_spelling(build: Build) -> None:
    cells = {"男性トイレ総数": " １，２３４", "利用終了時間": "9:00", "ID": "００１"}
    row = publish(build(cells)).frame.row(0, named=True)
    assert (row["男性トイレ総数"], row["利用終了時間"], row["ID"]) == (1234, "09:00", "001")


@pytest.mark.parametrize(
    "written",
    ["2026-04-01", "2026/4/1", "2026.4.1", "2026年4月1日", "２０２６／０４／０１", "2026/4/1 0:00"],
)
def test_dates_are_dates(written: str) -> None:
    standard = standard_of(Column("日付", "date", "required"), Column("名称", "text", "optional"))
    table = publish(f"日付,名称\n{written},甲\n".encode(), standard)
    assert table.frame["日付"].to_list() == [dt.date(2026, 4, 1)]
    assert csv(table).endswith("2026-04-01,甲\r\n".encode())


@pytest.mark.parametrize("written", ["2026-02-30", "令和8年4月1日", "46113", "2026"])
def test_what_is_no_date_is_an_error(written: str) -> None:
    standard = standard_of(Column("日付", "date", "required"), Column("名称", "text", "optional"))
    data = f"日付,名称\n{written},甲\n".encode()
    report = tabular.check(tabular.read(data), standard)
    assert [(f.rule, f.row) for f in report.findings] == [("KG-T003", 2)]
    with pytest.raises(ValueError, match="errors"):
        publish(data, standard)


def test_columns_come_in_the_standard_s_order_then_the_city_s_own() -> None:
    table = publish("管理者,住所,緯度,名称,列B\n甲,乙,36,丙,丁\n".encode())
    assert [column.label_ja for column in table.columns] == [
        "名称", "所在地_連結表記", "緯度", "管理者", "列B"
    ]  # fmt: skip
    assert table.frame.row(0) == ("丙", "乙", "36", "甲", "丁")
    assert [column.column is None for column in table.columns] == [False] * 3 + [True] * 2


def test_english_labels_that_are_wrong_in_the_book_are_left_out(toilets: bytes) -> None:
    labels = {column.label_ja: column.label_en for column in publish(toilets).columns}
    assert labels["緯度"] == "latitude"
    assert labels["女性トイレ数（和式）"] == ""


def test_a_table_with_an_error_is_not_published(build: Build) -> None:
    with pytest.raises(ValueError, match="errors"):
        publish(build({"男性トイレ総数": "三"}))
    with pytest.raises(ValueError, match="errors"):
        publish(b"a,b\n1,2\n1,2,3\n1,2\n", None)


def test_without_a_standard_every_column_is_text() -> None:
    table = publish("店名,席数\n甲,08\n".encode(), None)
    assert table.frame.rows() == [("甲", "08")]
    assert {column.type for column in table.columns} == {"text"}


def test_the_file_is_utf8_with_bom_and_crlf(toilets: bytes) -> None:
    data = csv(publish(toilets))
    assert data.startswith("\ufeff全国地方公共団体コード,ID,".encode())
    assert re.search(rb"[^\r]\n", data) is None
    assert data.count(b"\r\n") == 18


def test_an_empty_table_has_its_header() -> None:
    assert csv(publish("名称,住所\n,\n".encode())) == "\ufeff名称,所在地_連結表記\r\n".encode()


def ids(*names: str) -> list[str]:
    """The ids that these names get."""
    data = ",".join(f'"{name}"' for name in names) + "\n" + ",".join("x" for _ in names) + "\n"
    return [column.id for column in publish(data.encode(), None).columns]


def test_ids_fit_postgresql() -> None:
    long = "とても長い見出しの列でありデータベースには入らない"
    made = ids(long + "甲", long + "乙", "xmin", "_id", "列名", "100%")
    assert made == [
        "とても長い見出しの列でありデータベースには",
        "とても長い見出しの列でありデータベースに_2",
        "column_xmin",
        "id",
        "列名",
        "100%",
    ]
    assert all(len(made_id.encode()) <= 63 for made_id in made)


def test_a_long_name_of_the_standard_gives_way_to_its_physical_name() -> None:
    long = Column("と" * 22, "text", "optional", physical_name="long_name")
    table = publish(("と" * 22 + ",名称\nx,y\n").encode(), standard_of(long))
    assert table.columns[0].id == "long_name"
    assert table.columns[0].label_ja == "と" * 22


def test_the_stored_cells_are_those_of_the_canon() -> None:
    """What is typed for the database says the same as what the CSV spells."""
    table = publish("名称,男性トイレ総数\n甲,007\n乙,\n".encode())
    assert table.frame.schema == {"名称": pl.String, "男性トイレ総数": pl.Int64}
    assert csv(table).endswith("甲,7\r\n乙,\r\n".encode())


def test_every_standard_s_columns_have_unique_ids() -> None:
    for standard in filter(lambda one: one.has_columns, standards.registry().all()):
        header = ",".join(f'"{column.name}"' for column in standard.columns)
        made = [column.id for column in publish(f"{header}\n".encode(), standard).columns]
        assert len(set(made)) == len(standard.columns)


def test_a_table_with_errors_is_written_for_a_person_to_go_on(build: Build) -> None:
    data = build({"男性トイレ総数": "三", "女性トイレ総数": "２"}, {"男性トイレ総数": "３"})
    clean = tabular.clean(tabular.read(data), NEW, forgiving=True)
    types = {column.label_ja: column.type for column in clean.columns}
    assert (types["男性トイレ総数"], types["女性トイレ総数"]) == ("text", "int8")
    assert clean.frame["男性トイレ総数"].to_list() == ["三", "3"]
    assert clean.frame["女性トイレ総数"].to_list() == [2, None]
