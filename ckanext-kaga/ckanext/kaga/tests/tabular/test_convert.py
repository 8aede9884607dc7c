"""Conversion from the old generation to the new one, on real files and on any rows."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.kaga import standards, tabular
from ckanext.kaga.tests.tabular.conftest import SAMPLES

KNOWN = standards.registry()
OLD = KNOWN.get("public_toilet/old")
NEW = KNOWN.get("public_toilet/new")


def convert(data: bytes | Path) -> tuple[tabular.Table, standards.Match, tabular.Converted]:
    """Read a file of the old generation, and convert it."""
    table = tabular.read(data)
    fit = standards.detect(table.header, KNOWN)[0]
    new = KNOWN.other(fit.standard)
    assert new
    return table, fit, tabular.convert(table, fit, new)


def of_toilets(*rows: dict[str, str], more: tuple[str, ...] = ()) -> tabular.Converted:
    """Convert rows of the old list of toilets, with further columns."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, [*OLD.by_name, *more], restval="")
    writer.writeheader()
    writer.writerows(rows)
    return convert(stream.getvalue().encode())[2]


def old_files() -> list[Path]:
    """Return the real files of the old generation."""
    return [
        path
        for path in sorted(SAMPLES.glob("*.csv"))
        if standards.detect(tabular.read(path).header, KNOWN)[0].standard.generation == "old"
    ]


@pytest.mark.parametrize("path", old_files(), ids=lambda path: path.stem)
def test_a_real_file_keeps_its_rows_and_every_value(path: Path) -> None:
    table, _, converted = convert(path)
    assert converted.table.rows.equals(table.rows)
    assert converted.fit.missing == ()
    assert converted.fit.extra == tuple(cell for cell in converted.kept if cell.strip())
    for before, after in zip(table.frame.rows(), converted.table.frame.rows(), strict=True):
        text = "\n".join(after)
        assert [cell for cell in before if cell not in text] == []


@pytest.mark.parametrize("path", old_files(), ids=lambda path: path.stem)
def test_a_real_file_gets_no_new_errors(path: Path) -> None:
    table, fit, converted = convert(path)
    before, after = (
        {(one.rule, one.row, one.value) for one in report.findings if one.severity == "error"}
        for report in (
            tabular.check(table, fit),
            tabular.check(converted.table, converted.fit),
        )
    )
    assert after == before


def test_yaizus_shelters_lie_where_their_addresses_say() -> None:
    """Their addresses begin with the city, so the city is proved and the prefecture is not."""
    _, _, converted = convert(SAMPLES / "222127_evacuation_space.csv")
    first = converted.table.frame.row(0, named=True)
    assert first["全国地方公共団体コード"] == first["市区町村コード"] == "222127"
    assert first["地方公共団体名"] == "静岡県焼津市"
    assert first["所在地_連結表記"] == "焼津市中港5-463"
    assert (first["所在地_都道府県"], first["所在地_市区町村"]) == ("", "焼津市")


def test_what_is_not_the_same_is_asked_and_kept() -> None:
    converted = of_toilets({"名称": "駅前", "多機能トイレ数": "2", "男性トイレ総数": "1"})
    row = converted.table.frame.row(0, named=True)
    assert (row["バリアフリートイレ数"], row["多機能トイレ数"]) == ("", "2")
    assert converted.kept == ("多機能トイレ数",)
    assert [step.new.name for step in converted.asked] == ["バリアフリートイレ数"]
    assert NEW.by_name["バリアフリートイレ数"] in converted.blank
    assert NEW.by_name["男性トイレ総数"] not in converted.blank


@pytest.mark.parametrize(
    ("address", "prefecture", "city"),
    [
        ("石川県加賀市大聖寺南町", "石川県", "加賀市"),
        ("加賀市大聖寺南町", "", "加賀市"),
        ("石川県小松市小馬出町", "石川県", ""),
        ("福井県あわら市", "", ""),
        ("", "", ""),
    ],
)
def test_of_an_address_only_its_proved_start_is_taken(
    address: str, prefecture: str, city: str
) -> None:
    row = of_toilets(
        {"名称": "駅前", "都道府県名": "石川県", "市区町村名": "加賀市", "住所": address}
    ).table.frame.row(0, named=True)
    assert (row["所在地_都道府県"], row["所在地_市区町村"]) == (prefecture, city)


def test_a_blank_city_proves_nothing() -> None:
    row = of_toilets({"名称": "駅前", "住所": "石川県加賀市"}).table.frame.row(0, named=True)
    assert (row["地方公共団体名"], row["所在地_都道府県"], row["所在地_市区町村"]) == ("", "", "")


def test_a_column_of_ones_own_is_the_new_standards_where_it_has_its_name() -> None:
    converted = of_toilets(
        {"名称": "駅前", "町字ID": "0001000", "担当": "係"}, more=("町字ID", "担当")
    )
    assert converted.table.frame.row(0, named=True)["町字ID"] == "0001000"
    assert "担当" in converted.kept
    assert "町字ID" not in converted.kept


def test_a_file_may_lack_old_columns() -> None:
    table = tabular.read("NO,市区町村名,名称,男性トイレ総数\n1,加賀市,駅前,3\n".encode())
    converted = tabular.convert(table, standards.match(table.header, OLD), NEW)
    row = converted.table.frame.row(0, named=True)
    assert (row["ID"], row["地方公共団体名"], row["所在地_連結表記"]) == ("1", "加賀市", "")
    assert converted.kept == ()


def test_the_match_must_be_of_this_header() -> None:
    table = tabular.read("NO,名称\n1,駅前\n".encode())
    with pytest.raises(ValueError, match="another file"):
        tabular.convert(table, standards.match(["NO"], OLD), NEW)


CELLS = st.text("あ石川県加賀市 1\u3000", max_size=8)
ROWS = st.lists(st.fixed_dictionaries(dict.fromkeys(OLD.by_name, CELLS)), max_size=4)


@settings(deadline=None)
@given(ROWS)
def test_no_value_is_made_up_or_lost(rows: list[dict[str, str]]) -> None:
    table = tabular.read((SAMPLES / "xxxxxx_public_toilet.csv").read_bytes())
    frame = pl.DataFrame(rows, schema=dict.fromkeys(OLD.by_name, pl.String))
    numbers = pl.Series(range(2, 2 + len(rows)), dtype=pl.UInt32)
    filled = replace(table, frame=frame, rows=numbers)
    converted = tabular.convert(filled, standards.match(table.header, OLD), NEW)
    for before, after in zip(rows, converted.table.frame.rows(named=True), strict=True):
        allowed = {"", before["都道府県名"] + before["市区町村名"]}
        allowed |= {cell for value in before.values() for cell in (value, value.strip())}
        assert set(after.values()) <= allowed
        assert all(any(cell in new for new in after.values()) for cell in before.values())
