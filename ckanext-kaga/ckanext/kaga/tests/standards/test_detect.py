"""Detection: which standard, which generation, which column is which."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.kaga.standards import Standard, detect, match, registry, settle

SAMPLES = Path(__file__).parents[1] / "samples"
NEW = registry().get("public_toilet/new")
OLD = registry().get("public_toilet/old")
HEADER = [column.name for column in NEW.columns]


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.csv")), ids=lambda path: path.stem)
def test_every_real_file_is_recognised_without_doubt(path: Path) -> None:
    """Yaizu publishes both generations side by side, so each file tells its own."""
    slug = re.sub(r"^[0-9x]{6}_|_(new_)?yyyymmdd.*$", "", path.stem)
    slug = {"food_business": "food_business_all"}.get(slug, slug)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        best, other = detect(next(csv.reader(stream)), registry())[:2]
    new = path.stem in {"172065_public_toilet", "222127_public_toilet", "222127_fire_hydrant"}
    assert best.standard.key == f"{slug}/{'new' if new else 'old'}"
    assert best.likely
    assert best.score > other.score


def test_a_list_of_something_else_is_not_taken_for_a_short_standard() -> None:
    """名称, 住所 and 緯度 are in every list; SSID is what makes one of access points."""
    libraries = [
        "NO",
        "都道府県名",
        "市区町村名",
        "名称",
        "住所",
        "緯度",
        "経度",
        "電話番号",
        "備考",
    ]
    found = detect([*libraries, "蔵書数", "閉館日"], registry())
    assert not any(one.likely for one in found)


def test_a_near_spelling_is_offered_and_not_assumed() -> None:
    found = match(["全国地方公共団体コド", "蔵書数"], NEW)
    assert found.extra == ("全国地方公共団体コド", "蔵書数")
    assert found.suggestions == {"全国地方公共団体コド": "全国地方公共団体コード"}
    remarked = match(["緯度（世界測地系）", "経度(WGS84)", "備考"], NEW)
    assert remarked.suggestions == {"緯度（世界測地系）": "緯度", "経度(WGS84)": "経度"}


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
    likely = [found.standard.slug for found in detect(hydrants, registry()) if found.likely]
    assert set(likely) == {"fire_hydrant"}


def test_a_list_without_its_optional_columns_is_still_recognised() -> None:
    kept = [column.name for column in NEW.columns if column.required != "optional"]
    best = detect(kept, registry())[0]
    assert (best.standard.key, best.likely) == ("public_toilet/new", True)


@given(st.lists(st.text(max_size=8), max_size=12))
def test_any_header_can_be_asked_about(header: list[str]) -> None:
    for found in detect(header, registry()):
        assert 0 < found.score <= 1
        assert len(found.columns) == len(header)


def header_of(name: str) -> list[str]:
    """The header of a real file."""
    with (SAMPLES / f"{name}.csv").open(encoding="utf-8-sig", newline="") as stream:
        return next(csv.reader(stream))


def test_a_second_table_of_a_dataset_is_what_its_header_says_for_certain() -> None:
    settled = settle(header_of("222127_aed"), NEW, registry())
    assert settled.standard.key == "aed/old"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("172065_public_toilet", OLD), ("xxxxxx_public_toilet", NEW)],
)
def test_the_generation_is_the_dataset_s(name: str, wanted: Standard) -> None:
    assert settle(header_of(name), wanted, registry()).standard is wanted


@pytest.mark.parametrize("header", [["名称", "住所"], ["色", "番号"], []])
def test_a_header_that_tells_nothing_leaves_the_dataset_s_standard(header: list[str]) -> None:
    assert settle(header, NEW, registry()).standard is NEW


def test_a_header_of_two_likely_standards_is_the_dataset_s() -> None:
    """A new standard's columns with most of another's are both; people chose one of them."""
    other = registry().get("public_facility/new")
    header = [*dict.fromkeys([*HEADER, *(column.name for column in other.columns)])]
    likely = [one.standard for one in detect(header, registry()) if one.likely]
    assert {NEW, other} <= set(likely)
    assert settle(header, NEW, registry()).standard is NEW
    assert settle(header, other, registry()).standard is other
