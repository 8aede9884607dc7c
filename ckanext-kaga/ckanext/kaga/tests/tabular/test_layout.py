"""Where the tables of a file are: titles, headers of two rows, totals, notes, several tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.kaga.standards import Registry, registry
from ckanext.kaga.tabular import Part, Table, Unreadable, parts, read, read_batches
from ckanext.kaga.tests.tabular import books


def named(table: Table) -> list[tuple[str, int | None]]:
    """What the reading found, as (rule, row)."""
    return [(finding.rule, finding.row) for finding in table.findings]


def file(*lines: str) -> bytes:
    """A CSV file."""
    return "\n".join([*lines, ""]).encode()


TWO_ROWS = file(
    "公衆トイレ一覧,,,,",
    "名称,トイレ,,住所,備考",
    ",男性,女性,,",
    "中央公園,2,3,山田町,",
    "駅前,1,1,大聖寺,改修中",
)


def test_a_header_of_two_rows_is_joined_and_named() -> None:
    table = read(TWO_ROWS)
    assert table.header == ("名称", "トイレ_男性", "トイレ_女性", "住所", "備考")
    assert (table.header_row, table.header_height) == (3, 2)
    assert table.rows.to_list() == [4, 5]
    assert table.frame["トイレ_女性"].to_list() == ["3", "1"]
    assert named(table) == [("KG-R021", 3), ("KG-R011", 1)]
    assert "2行目と3行目の二段" in table.findings[0].message
    assert "トイレ_男性、トイレ_女性" in table.findings[0].message


@pytest.mark.parametrize(
    "lines",
    [
        # The second row is data: it fills a column that has its name already.
        ("名称,,住所", "甲,x,乙", "丙,y,丁"),
        # Numbers are no names.
        ("名称,男,,住所", ",1,2,", "甲,3,4,乙", "丙,5,6,丁"),
        # A title and its date stand over a header that needs neither.
        ("公衆トイレ一覧,,令和4年6月現在,", "ID,名称,住所,備考", "1,甲,乙,丙", "2,丁,戊,己"),
        # Nothing below fills the columns, so nothing proves them.
        ("名称,トイレ,,住所", ",男性,女性,"),
    ],
)
def test_what_may_be_data_is_no_second_row_of_the_header(lines: tuple[str, ...]) -> None:
    assert read(file(*lines)).header_height == 1


def test_a_header_of_two_rows_stands_above_rows_with_gaps_too() -> None:
    table = read(
        file(
            "ID,名称,男性トイレ,,,車椅子,画像,備考",
            ",,総数,和式,洋式,,,",
            "1,甲公園,3,1,2,,,",
            "2,乙公園,,,,有,,",
        )
    )
    assert table.header[2:5] == ("男性トイレ_総数", "男性トイレ_和式", "男性トイレ_洋式")
    assert table.rows.to_list() == [3, 4]


def test_totals_and_notes_at_the_end_are_cut_and_named() -> None:
    table = read(
        file(
            "ID,地区,男,女",
            "1,山中,1,2",
            "2,小計,3,4",
            "3,片山津,5,6",
            "小計,,8,10",
            "合　計,,9,12",
            "",
            "※令和5年4月1日現在,,,",
            "（注）概数,,,",
            "※,広報係調べ,,",
        )
    )
    assert table.rows.to_list() == [2, 3, 4]
    assert [(f.rule, f.row, f.value) for f in table.findings] == [
        ("KG-R012", 7, None),
        ("KG-R019", 5, "小計 8 10"),
        ("KG-R019", 6, "合　計 9 12"),
        ("KG-R020", 8, "※令和5年4月1日現在"),
        ("KG-R020", 9, "（注）概数"),
        ("KG-R020", 10, "※ 広報係調べ"),
    ]


@pytest.mark.parametrize(
    "below",
    [
        ("計,,8,10", "担当：環境課 0761-72-1111,,,"),
        ("計,,8,10", "集計は年度末に行います,,,"),
        ("", "お問い合わせ先 環境課,,,"),
        ("", "以上,,,"),
    ],
)
def test_whatever_stands_alone_below_a_total_or_a_gap_is_a_note(below: tuple[str, str]) -> None:
    table = read(file("ID,地区,男,女", "1,山中,1,2", "2,片山津,7,8", *below))
    assert table.rows.to_list() == [2, 3]
    assert named(table)[-1] == ("KG-R020", 5)


def test_a_row_of_one_cell_right_below_the_data_is_data() -> None:
    table = read(file("名称,地区,男,女", "山中会館,山中,1,2", "片山津会館,,,"))
    assert table.rows.to_list() == [2, 3]


def test_a_note_of_one_cell_is_not_told_twice() -> None:
    table = read(file("a,b,c", "1,2,3", "※速報値"))
    assert named(table) == [("KG-R020", 3)]


@pytest.mark.parametrize("last", ["4,注文数,x", "4,計画課,9", "※印の店,加賀市,9", "4,,合計"])
def test_data_that_look_like_totals_or_notes_are_kept(last: str) -> None:
    table = read(file("ID,名称,数", "1,甲,2", last))
    assert table.rows.to_list() == [2, 3]
    assert table.findings == ()


def test_a_repeated_header_is_left_out_and_named() -> None:
    table = read(file("名称,数", "甲,1", "", "名称,数", "乙,2"))
    assert table.rows.to_list() == [2, 5]
    assert named(table) == [("KG-R012", 3), ("KG-R022", 4)]


STACKED = file(
    "表1 避難所,,",
    "施設,定員,面積",
    "甲小学校,100,300",
    "乙小学校,200,400",
    "",
    "表2 備蓄,,",
    "",
    "品名,数量",
    "水,1000",
    "米,2000",
    "毛布,3000",
    "灯油,4000",
)


def test_of_two_tables_the_larger_is_read_and_the_other_named() -> None:
    first, second = parts(STACKED)
    assert (first.row, first.rows, first.header) == (8, 4, ("品名", "数量"))
    assert (second.row, second.rows, second.header) == (2, 2, ("施設", "定員", "面積"))
    table = read(STACKED)
    assert table.part == first
    assert table.rows.to_list() == [9, 10, 11, 12]
    assert named(table) == [("KG-R023", None), ("KG-R011", 6), ("KG-R012", 7)]
    assert (
        "2行目から始まる表（2行、見出し「施設、定員、面積」）は読んでいません"
        in table.findings[0].message
    )
    assert sorted([table.header_row, *table.rows, *table.skipped]) == list(range(1, 13))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(STACKED, id="stacked"),
        pytest.param(
            file(
                *("名称,男性,女性", "中央公園,2,3", "名称,男性,女性", "駅前,1,1", "合計,3,4"),
                *("", "※令和5年4月1日現在,,"),
            ),
            id="header again, total, note",
        ),
        pytest.param(books.as_found(), id="workbook"),
        pytest.param(books.zipped({"a.xlsx": books.as_found(), "b.csv": TWO_ROWS}), id="archive"),
    ],
)
def test_a_table_has_as_many_rows_in_the_list_as_when_it_is_read(data: bytes) -> None:
    for part in parts(data):
        assert part.rows == read(data, part=part).frame.height


def test_the_person_s_choice_is_read() -> None:
    chosen = parts(STACKED)[1]
    table = read(STACKED, part=Part.of(chosen.key))
    assert table.header == ("施設", "定員", "面積")
    assert table.rows.to_list() == [3, 4]
    assert named(table) == [("KG-R023", None), ("KG-R011", 1), ("KG-R012", 5)]
    assert sorted([table.header_row, *table.rows, *table.skipped]) == list(range(1, 13))


def test_a_choice_that_the_file_does_not_hold_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        read(STACKED, part=Part(row=3))
    assert refused.value.rule == "KG-R024"


@pytest.mark.parametrize(
    "lines",
    [
        # A row of the same kind after a blank one, though one cell is words.
        (
            "名称,電話",
            "甲,0761-72-1111",
            "乙,0761-72-2222",
            "",
            "丙,なし",
            "丁,0761-72-3333",
            "戊,1",
        ),
        ("名称,住所", "甲,山田町", "", "乙,片山津", "丙,山中"),
    ],
)
def test_a_blank_row_alone_does_not_end_a_table(lines: tuple[str, ...]) -> None:
    assert len(parts(file(*lines))) == 1
    assert named(read(file(*lines)))[0][0] == "KG-R012"


SIDE_BY_SIDE = file(
    "施設,定員,,種別,意味",
    "甲,100,,1,学校",
    "乙,200,,2,公園",
    "丙,300,,,",
    "丁,400,,,",
    "戊,500,,,",
)


def test_tables_side_by_side_are_told_apart_by_their_length() -> None:
    first, second = parts(SIDE_BY_SIDE)
    assert (first.column, first.rows, first.header) == (1, 5, ("施設", "定員"))
    assert (second.column, second.rows, second.header) == (4, 2, ("種別", "意味"))
    table = read(SIDE_BY_SIDE, part=second)
    assert table.frame.rows() == [("1", "学校"), ("2", "公園")]
    assert sorted([table.header_row, *table.rows, *table.skipped]) == list(range(1, 7))


def test_a_blank_column_in_a_table_is_left_out_of_it() -> None:
    table = read(file("施設,定員,,種別,意味", "甲,100,,1,学校", "乙,200,,2,公園"))
    assert table.header == ("施設", "定員", "種別", "意味")
    assert named(table) == [("KG-H008", None)]


OWN = """
slug: bench
generation: new
name_ja: ベンチ一覧
name_en: Benches
standard: 加賀市独自データセット
columns:
  - {name: 材質, type: text, required: required}
  - {name: 背もたれ, type: text, required: required}
"""


@pytest.fixture
def own(tmp_path: Path) -> Registry:
    """The shipped standards with one of the city's own."""
    (tmp_path / "bench.yaml").write_text(OWN, encoding="utf-8")
    return registry(tmp_path)


BENCHES = file(
    "材質,背もたれ",
    "木,有",
    "石,無",
    "",
    "品名,数量",
    "水,1000",
    "米,2000",
    "毛布,3000",
)


def test_of_two_tables_that_of_the_city_s_own_standard_is_read(own: Registry) -> None:
    assert read(BENCHES).header == ("品名", "数量")
    assert read(BENCHES, known=own).header == ("材質", "背もたれ")
    assert next(read_batches(BENCHES, known=own)).header == ("材質", "背もたれ")
    best, other = parts(BENCHES, known=own)
    assert best.why == "見出しが標準「ベンチ一覧」に合います。"
    assert other.header == ("品名", "数量")


def test_the_columns_of_the_city_s_own_standard_begin_a_table(own: Registry) -> None:
    # Without a number below it, only a standard tells that a header is one.
    data = file("名称,住所", "甲,山田町", "", "材質,背もたれ", "木,有", "石,無")
    assert len(parts(data)) == 1
    assert [part.header for part in parts(data, known=own)] == [
        ("材質", "背もたれ"),
        ("名称", "住所"),
    ]
