"""The gate on real files, on single cells and columns, and its laws."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from ckanext.kaga import gate, standards, tabular
from ckanext.kaga.gate import patterns
from ckanext.kaga.gate.mynumber import is_my_number, proves
from ckanext.kaga.tests.gate.measure import verdict_on

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.csv"))
VALID = "123456789018"
CELLS = (
    VALID, "1234 5678 9018", "123456789012", "見本 太郎", "090-0000-1234", "S45.3.2",
    "加賀市架空町1", "taro@example.jp", "",
)  # fmt: skip


def verdict(header: str, *rows: str) -> gate.Verdict:
    """The verdict on a table given as lines."""
    return gate.inspect(tabular.read("\n".join((header, *rows, "")).encode()), None)


def found(verdict: gate.Verdict) -> set[str]:
    """The ids of the rules that hit."""
    return {hit.rule.id for hit in verdict.hits}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_no_real_file_is_held(path: Path) -> None:
    assert verdict_on(path.read_bytes()).outcome in {"clear", "look"}


def test_a_shops_mobile_in_a_real_file_is_shown_masked() -> None:
    [path] = [path for path in SAMPLES if path.stem == "222127_preschool"]
    [hit] = verdict_on(path.read_bytes()).hits
    assert (hit.rule.id, hit.column, hit.count) == ("KG-P020", "電話番号", 2)
    assert hit.places[0] == gate.Place(53, "0************")


@given(st.text("0123456789", min_size=11, max_size=11))
def test_exactly_one_digit_makes_eleven_digits_a_my_number(base: str) -> None:
    assert sum(is_my_number(base + last) for last in "0123456789") == 1


def test_the_published_example_is_a_my_number_and_its_neighbour_is_not() -> None:
    assert is_my_number(VALID)
    assert not is_my_number("123456789012")
    assert not is_my_number("１２３４５６７８９０１８")


@pytest.mark.parametrize(
    ("passing", "numbers", "proof"),
    [(1, 1, False), (2, 2, False), (3, 3, True), (3, 5, False), (9, 100, False), (60, 101, True)],
)
def test_numbers_prove_only_what_chance_would_not_do(
    passing: int, numbers: int, proof: bool
) -> None:
    assert proves(passing, numbers) is proof


@pytest.mark.parametrize(
    ("header", "cell", "outcome"),
    [
        ("個人番号", VALID, "refused"),
        ("マイナンバー", "1234-5678-9018", "refused"),
        ("備考", f"個人番号：{VALID}", "refused"),
        ("個人番号", "123456789012", "blocked"),
        ("備考", f"番号は {VALID} です", "blocked"),
        ("ID", VALID, "clear"),
        ("個人番号カード交付枚数", "12345", "clear"),
        ("追跡番号", "1234-5678-9018-1234", "clear"),
        ("備考", "携帯 090-0000-1234 まで", "blocked"),
        ("備考", "０８０ー００００ー１２３４へ", "blocked"),
        ("備考", "0761-72-0000", "clear"),
        ("備考", "090001234567", "clear"),
        ("メール", "taro@example.jp", "blocked"),
        ("メール", "info@example.jp", "clear"),
        ("メール", "t-yamada@city.kaga.lg.jp", "clear"),
        ("備考", "石川５００さ１２－３４", "blocked"),
        ("備考", "石川 500 さ ・・12", "blocked"),
        ("住所", "小松市石川町20の12-34", "clear"),
        ("番号", "ZZ12345678ZZ", "blocked"),
        ("品番", "ZZ1234567", "clear"),
        ("備考", "旅券番号はZZ1234567", "blocked"),
        ("備考", "普通預金 1234567", "blocked"),
        ("備考", "普通教室 30", "clear"),
        ("内容", "昭和45年3月2日生まれの方", "blocked"),
        ("内容", "昭和45年3月2日生産開始", "clear"),
        ("備考", "山田太郎様の敷地", "blocked"),
        ("備考", "石川県知事様より", "clear"),
        ("備考", "福井の皆様、山口様式", "clear"),
        ("備考", "担当：佐藤花子", "blocked"),
        ("備考", "山田さんに鍵", "look"),
    ],
)
def test_one_cell(header: str, cell: str, outcome: str) -> None:
    assert verdict(f"番,{header}", f"1,{cell}").outcome == outcome


@pytest.mark.parametrize(
    ("header", "row", "rules"),
    [
        ("氏名,生年月日", "見本 太郎,S45.3.2", {"KG-P005"}),
        ("氏名,住所", "見本 太郎,加賀市架空町1", {"KG-P006"}),
        ("氏名,勤務先名称,所在地", "見本 太郎,見本会社,加賀市架空町1", {"KG-P016"}),
        ("施設名,管理者氏名,住所", "見本館,見本 太郎,加賀市架空町1", set()),
        ("団体名,代表者氏名,代表者住所", "見本会,見本 太郎,加賀市架空町1", {"KG-P021"}),
        ("代表者氏名,生年月日", "見本 太郎,1970/3/2", {"KG-P005"}),
        ("氏名,住所", "株式会社見本,加賀市架空町1", set()),
        ("名前,住所", "中央公園,加賀市架空町1", set()),
        ("名称,設立年月日", "見本会,1970/3/2", set()),
        ("生年月日,区分", "1970/3/2,新規", {"KG-P017"}),
        ("銀行名,支店名,口座番号", "見本銀行,本店,1234567", {"KG-P008"}),
        ("地区,生活保護世帯数", "架空町,3", {"KG-P022"}),
        ("地区,トイレ数", "架空町,3", set()),
    ],
)
def test_columns_together(header: str, row: str, rules: set[str]) -> None:
    assert found(verdict(header, row)) == rules


def test_rows_are_counted_and_only_the_first_are_shown() -> None:
    rows = [f"{at},090-0000-{at:04}" for at in range(20)]
    [hit] = verdict("ID,携帯", *rows).hits
    assert hit.count == 20
    assert [place.row for place in hit.places] == [2, 3, 4, 5, 6]


def test_a_city_chooses_what_is_small_and_whose_mail_is_an_office() -> None:
    table = tabular.read("地区,相談件数,メール\n架空町,7,taro@example.jp\n".encode())
    policy = gate.Policy(small_cell=5, domains=("example.jp",))
    assert found(gate.inspect(table, None)) == {"KG-P003", "KG-P022"}
    assert gate.inspect(table, None, policy=policy).outcome == "clear"


def test_ages_of_a_small_town_pass_and_a_town_of_three_people_does_not() -> None:
    standard = standards.registry().get("population/old")
    header = tuple(column.name for column in standard.columns)
    cells = ["3" if "歳" in name else "" for name in header]
    cells[header.index("総人口")] = "120"
    assert verdict_on(_csv(header, cells)).outcome == "clear"
    cells[header.index("総人口")] = "3"
    assert found(verdict_on(_csv(header, cells))) == {"KG-P022"}


def test_a_personal_header_is_not_repeated() -> None:
    said = verdict("佐藤 花子,090-0000-1234", "田中 一郎,090-0000-5678")
    assert said.outcome == "blocked"
    assert "佐藤 花子" not in json.dumps(said.as_dict(), ensure_ascii=False)
    assert {hit.column for hit in said.hits} <= {"1列目", "2列目"}


@settings(max_examples=30, deadline=None)
@example(
    rows=[(VALID, VALID)] * 4 + [(VALID, "taro@example.jp"), ("taro@example.jp", VALID)], cut=6
)
@given(
    st.lists(st.tuples(st.sampled_from(CELLS), st.sampled_from(CELLS)), max_size=12),
    st.integers(0, 12),
)
def test_batches_say_the_same_as_the_whole(rows: list[tuple[str, str]], cut: int) -> None:
    lines = "\n".join(["氏名,番号", "見本 花子,1", *(",".join(row) for row in rows), ""])
    table = tabular.read(lines.encode())
    parts = (
        replace(table, frame=table.frame[span], rows=table.rows[span])
        for span in (slice(0, cut), slice(cut, None))
    )
    assert gate.inspect(parts, None).as_dict() == gate.inspect(table, None).as_dict()


@given(st.text(max_size=60))
def test_no_text_stops_the_gate(cell: str) -> None:
    table = tabular.read("備考,氏名\nx,y\n".encode())
    said = gate.inspect(
        replace(table, frame=table.frame.with_columns(pl.lit(cell).alias("備考"))), None
    )
    assert json.dumps(said.as_dict())


FINDS = (
    *("090-1234-5678", "+81 (0)90-1234-5678", "taro@example.jp", "1234-5678-9018", VALID),
    *("AB12345678CD", "旅券番号は AB1234567", "免許証の番号：第 123456789012号", "S45.3.2 生"),
    *("被保険者証の記号・番号 12・345678", "普通預金口座番号 1234567", "昭和50年1月1日生まれ"),
    *(
        "金沢 530 あ 12-34",
        "山田 太郎さん",
        "世帯主：山田 太郎、",
        "本人は佐藤 はなこ",
        "（山田様）",
    ),
)
SPACES = ("", " ", "  ", "\t", "\u3000", "\x1c", "\n")
LIKE = {
    " ": SPACES,
    "-": ("-", "－", "ー", "一", "−", " ", "", "- "),
    **{digit: (digit, chr(ord(digit) + 0xFEE0)) for digit in "0123456789"},
    **{letter: (letter, chr(ord(letter) + 0xFEE0)) for letter in "ABCD@.:"},
}
"""Other ways to write a character, most of which the levelled text has no more."""


@given(st.sampled_from(FINDS), st.data())
def test_the_quick_look_passes_nothing_over(find: str, data: st.DataObject) -> None:
    text = "".join(data.draw(st.sampled_from(LIKE.get(one, (one,)))) for one in find)
    level = patterns.levelled(text)
    finds = [*patterns.find(level, gate.Policy()), *patterns.TWELVE.finditer(level)]
    assert not finds or patterns.suspects(pl.Series([text])).to_list() == [True]


def test_the_quick_look_takes_every_find() -> None:
    assert patterns.suspects(pl.Series(FINDS)).all()
    assert not patterns.suspects(pl.Series(["担当は広報課です", "皆様のご意見", "5年1組"])).any()


@pytest.mark.parametrize("cell", ["a." * 16_000 + "@", "0-" * 16_000])
def test_a_long_cell_is_looked_at_in_the_time_of_its_length(cell: str) -> None:
    """It took half a minute while each character began a search of all that follow."""
    began = time.process_time()
    verdict("備考,氏名", f"{cell},")
    assert time.process_time() - began < 3  # seconds


def test_another_header_is_refused() -> None:
    one, other = (tabular.read(text.encode()) for text in ("a,b\n1,2\n", "a,c\n1,2\n"))
    with pytest.raises(ValueError, match="different headers"):
        gate.inspect([one, other], None)
    fit = standards.match(one.header, standards.registry().get("aed/old"))
    with pytest.raises(ValueError, match="another file"):
        gate.inspect(other, fit)


def test_what_a_workbook_keeps_beside_its_cells_is_told_without_names() -> None:
    book = openpyxl.Workbook()
    book.properties.creator = "見本太郎"
    book.active["A1"] = "名称"
    book.active["A1"].comment = Comment("佐藤さんに確認", "見本太郎")
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["C"].hidden = True
    book.create_sheet("控え").sheet_state = "veryHidden"
    out = io.BytesIO()
    book.save(out)
    table = tabular.read("名称\n見本館\n".encode())
    said = gate.inspect(table, None, file=out.getvalue())
    assert {hit.rule.id: hit.count for hit in said.hits} == {
        "KG-P023": 1, "KG-P024": 1, "KG-P025": 1, "KG-P026": 2,
    }  # fmt: skip
    assert said.outcome == "look"
    text = json.dumps(said.as_dict(), ensure_ascii=False)
    assert "見本太郎" not in text
    assert "佐藤" not in text


@pytest.mark.parametrize(
    "part", ["<a", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'], ids=["broken", "entity"]
)
def test_a_damaged_workbook_is_told_and_stops_nothing(part: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("xl/workbook.xml", part)
    table = tabular.read("名称\n見本館\n".encode())
    said = gate.inspect(table, None, file=out.getvalue())
    assert (found(said), said.outcome) == ({"KG-P027"}, "clear")


def _csv(header: Iterable[str], cells: Iterable[str]) -> bytes:
    return "\n".join((",".join(f'"{cell}"' for cell in header), ",".join(cells), "")).encode()
