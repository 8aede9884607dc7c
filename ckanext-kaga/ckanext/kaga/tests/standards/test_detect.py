"""Detection: which standard, which generation, which column is which."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.kaga.standards import detect, match, registry

SAMPLES = Path(__file__).parents[1] / "samples"
NEW = registry().get("public_toilet/new")
OLD = registry().get("public_toilet/old")
HEADER = [column.name for column in NEW.columns]


@pytest.mark.parametrize(
    ("file", "key"),
    [
        ("172065_public_toilet.csv", "public_toilet/new"),
        ("222127_public_toilet.csv", "public_toilet/new"),
        ("xxxxxx_public_toilet.csv", "public_toilet/old"),
    ],
)
def test_real_files_are_recognised_without_doubt(file: str, key: str) -> None:
    with (SAMPLES / file).open(encoding="utf-8-sig", newline="") as stream:
        best, other = detect(next(csv.reader(stream)), registry())
    assert best.standard.key == key
    assert best.score == 1.0
    assert other.score < 0.8


@given(st.permutations(HEADER))
def test_the_order_of_the_columns_does_not_matter(header: list[str]) -> None:
    found = detect(header, registry())
    assert [(m.standard.key, m.score) for m in found] == [
        (m.standard.key, m.score) for m in detect(HEADER, registry())
    ]
    assert found[0].matched == {column.name: column for column in NEW.columns}


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("全国地方公共団体ｺｰﾄﾞ", "全国地方公共団体コード"),
        ("全国地方公共団体コ―ド", "全国地方公共団体コード"),
        ("緯度　", "緯度"),
        ("所在地_\n連結表記", "所在地_連結表記"),
        ("男性トイレ数(小便器)", "男性トイレ数（小便器）"),
        ("建物名等（方書）", "建物名等(方書)"),
        ("ｉｄ", "ID"),
        ("バリアフリー卜イレ数", "バリアフリートイレ数"),
        ("住所", "所在地_連結表記"),
        ("利用可能日時特記事項", "利用可能時間特記事項"),
        ("male_wc_total", "男性トイレ総数"),
        ("№", "ID"),
    ],
)
def test_a_header_is_recognised_as_people_write_it(cell: str, name: str) -> None:
    assert match([cell], NEW).matched[cell].name == name


def test_a_count_with_another_meaning_is_not_taken_over() -> None:
    """The old 多機能トイレ is not the new バリアフリートイレ; a person decides."""
    assert match(["多機能トイレ数"], NEW).extra == ("多機能トイレ数",)


def test_the_exact_header_wins_over_an_alias_before_it() -> None:
    found = match(["住所", "所在地_連結表記"], NEW)
    assert found.columns[0] is None
    assert found.matched["所在地_連結表記"].name == "所在地_連結表記"


def test_of_two_equal_cells_the_first_is_the_column() -> None:
    columns = match(["名称", "名称"], NEW).columns
    assert [column.name if column else None for column in columns] == ["名称", None]


def test_missing_and_extra_are_named() -> None:
    found = match([*HEADER[1:], "管理者", ""], NEW)
    assert [column.name for column in found.missing] == [HEADER[0]]
    assert found.extra == ("管理者",)
    assert "標準の39列のうち38列があります。" in found.reasons


def test_a_list_of_other_places_is_not_taken_for_toilets() -> None:
    """The address columns are the same in every standard; this is the hydrants' header."""
    hydrants = [*HEADER[:3], "種別", *HEADER[6:14], "緯度", "経度", "口径", "備考"]
    assert not any(found.likely for found in detect(hydrants, registry()))


def test_a_list_without_its_optional_columns_is_still_recognised() -> None:
    kept = [column.name for column in NEW.columns if column.required != "optional"]
    best = detect(kept, registry())[0]
    assert (best.standard.key, best.likely) == ("public_toilet/new", True)


@given(st.lists(st.text(max_size=8), max_size=12))
def test_any_header_can_be_asked_about(header: list[str]) -> None:
    for found in detect(header, registry()):
        assert 0 < found.score <= 1
        assert len(found.columns) == len(header)
