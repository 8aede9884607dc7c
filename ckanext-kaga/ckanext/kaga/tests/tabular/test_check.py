"""Checking: what each rule finds, and what it leaves in peace."""

from __future__ import annotations

import pytest

from ckanext.kaga import standards, tabular
from ckanext.kaga.common.identifiers import is_municipality_code
from ckanext.kaga.tests.tabular.conftest import NEW, REQUIRED, Build, Findings

CELLS = [
    ("男性トイレ総数", "三", "KG-T001"),
    ("男性トイレ総数", "1(幼児用ﾄｲﾚ)", "KG-T001"),
    ("男性トイレ総数", "1.5", "KG-T001"),
    ("男性トイレ総数", "9" * 19, "KG-T001"),
    ("男性トイレ総数", "３", "KG-T010"),
    ("男性トイレ総数", "1,234", "KG-T010"),
    ("男性トイレ総数", "3.0", "KG-T010"),
    ("緯度", "―", "KG-T002"),
    ("緯度", "36.30.90", "KG-T002"),
    ("緯度", "36.309009 ", "KG-T010"),
    ("緯度", "369.56056", "KG-V002"),
    ("緯度", "0", "KG-V002"),
    ("緯度", "136.307075", "KG-V003"),
    ("経度", "36.309009", "KG-V003"),
    ("利用終了時間", "22:00消灯", "KG-T004"),
    ("利用終了時間", "終日", "KG-T004"),
    ("利用終了時間", "25:00", "KG-T004"),
    ("利用終了時間", "9:00", "KG-T010"),
    ("利用終了時間", "２２：００", "KG-T010"),
    ("画像", "準備中", "KG-T005"),
    ("画像", "javascript:alert(1)", "KG-T005"),
    ("画像", "https://a.lg.jp/1.jpg、https://a.lg.jp/2.jpg", "KG-T005"),
    ("車椅子使用者用トイレ有無", "○", "KG-T006"),
    ("高度の種別", "階", "KG-T006"),
    ("全国地方公共団体コード", "加賀市", "KG-T007"),
    ("全国地方公共団体コード", "172064", "KG-T008"),
    ("全国地方公共団体コード", "482065", "KG-T008"),
    ("全国地方公共団体コード", "92011", "KG-T009"),
    ("全国地方公共団体コード", "１７２０６５", "KG-T010"),
    ("名称_カナ", "チュウオウこうえん", "KG-T011"),
    ("名称_カナ", "ﾁｭｳｵｳ", "KG-T011"),
    ("備考", "樫立\ufffd", "KG-T012"),
    ("備考", "\ue000田町", "KG-T013"),
    ("備考", "\U000f0000田町", "KG-T013"),
    ("利用終了時間", "21:59:59.9999", "KG-T004"),
    ("ID", "A\u200b1", "KG-T021"),
    ("名称", "", "KG-V001"),
    ("名称", "　", "KG-V001"),
]

FINE = [
    ("男性トイレ総数", "0"),
    ("男性トイレ総数", ""),
    ("緯度", "36.3488215"),
    ("経度", "136.307075"),
    ("高度の値", "-1.5"),
    ("利用終了時間", "24:00"),
    ("利用開始時間", "00:00"),
    ("画像", "https://www.city.kaga.ishikawa.jp/a.jpg?x=1"),
    ("画像", "https://例え.jp/写真.jpg"),
    ("画像", "HTTPS://WWW.CITY.KAGA.LG.JP/a.jpg"),
    ("画像", "https://web.archive.org/web/2026/https://www.city.kaga.lg.jp/a.jpg"),
    ("車椅子使用者用トイレ有無", "無"),
    ("全国地方公共団体コード", "011002"),
    ("名称_カナ", "ダイ2コウエン・キタ（A）"),
    ("備考", "原データ多機能トイレ数=1 {x}"),
]


@pytest.mark.parametrize(("column", "value", "rule"), CELLS)
def test_a_wrong_cell_is_found_where_it_is(
    build: Build, findings: Findings, column: str, value: str, rule: str
) -> None:
    found = findings(build({}, {column: value}, {}))
    assert [(f.rule, f.row, f.column, f.value) for f in found] == [(rule, 3, column, value)]
    assert "3行目" in found[0].message
    assert f"「{column}」" in found[0].message
    assert "Row 3" in found[0].message_en


@pytest.mark.parametrize(("column", "value"), FINE)
def test_a_right_cell_is_left_in_peace(
    build: Build, findings: Findings, column: str, value: str
) -> None:
    assert findings(build({column: value})) == []


@pytest.mark.parametrize(
    ("column", "value", "new"),
    [
        ("男性トイレ総数", " １，２３４ ", "1234"),
        ("緯度", "＋３６．３０", "36.30"),
        ("利用終了時間", "9:05:00", "09:05"),
        ("全国地方公共団体コード", "92011", "092011"),
    ],
)
def test_what_is_certain_is_proposed(
    build: Build, findings: Findings, column: str, value: str, new: str
) -> None:
    assert findings(build({column: value}))[0].repair == {"new": new, "confidence": "safe"}


def test_what_is_not_certain_is_not_proposed(build: Build, findings: Findings) -> None:
    [found] = findings(build({"全国地方公共団体コード": "11002"}))
    assert (found.rule, found.repair) == ("KG-T009", None)


def test_each_row_of_a_repeated_id_is_named(build: Build, findings: Findings) -> None:
    found = findings(build({"ID": "7"}, {"ID": ""}, {"ID": ""}, {"ID": "７"}, {"ID": "8"}))
    repeated = [(f.row, f.value) for f in found if f.rule == "KG-V004"]
    assert repeated == [(2, "7"), (5, "７")]


def test_the_vectorised_check_digit_is_the_published_one(build: Build, findings: Findings) -> None:
    codes = [f"{number:06d}" for number in range(0, 1_000_000, 997)]
    found = findings(build(*({"所在地_全国地方公共団体コード": code} for code in codes)))
    wrong = {finding.value for finding in found if finding.rule == "KG-T008"}
    assert wrong == {code for code in codes if not is_municipality_code(code)}


def test_findings_on_cells_are_in_the_order_of_their_rows() -> None:
    rows = "".join(
        f"甲{row},{'' if row % 3 else '二'},{'x' if row % 2 else 1}\n" for row in range(9)
    )
    report = tabular.check(tabular.read(f"名称,緯度,経度\n{rows}".encode()), NEW)
    found = [one for one in report.findings if one.rule == "KG-T002"]
    assert [(one.row, one.column) for one in found] == [
        (2, "緯度"), (3, "経度"), (5, "緯度"), (5, "経度"), (7, "経度"), (8, "緯度"), (9, "経度"),
    ]  # fmt: skip
    assert report.findings[-3:] == tuple(report.findings)[-3:]
    assert report.findings[0] == next(iter(report.findings))
    assert found[0].message == found[2].message.replace("5行目", "2行目")


def test_columns_are_compared_with_the_standard() -> None:
    data = "住所,名称,管理者\n石川県加賀市,甲,乙\n".encode()
    report = tabular.check(tabular.read(data), NEW)
    found = {(f.rule, f.column) for f in report.findings}
    assert ("KG-H005", "住所") in found
    assert ("KG-H004", "管理者") in found
    assert ("KG-H010", None) in found
    missing = [f for f in report.findings if f.rule == "KG-H002"]
    assert len(missing) == 1
    assert "必須の列「設置位置」がありません" in missing[0].message
    assert report.counts()["error"] == 0


def test_a_city_s_own_column_is_checked_for_lost_characters_only() -> None:
    report = tabular.check(tabular.read("名称,管理者\n甲,\ufffd\n".encode()), NEW)
    lost = [f for f in report.findings if f.rule == "KG-T012"]
    assert [(f.row, f.column) for f in lost] == [(2, "管理者")]


def test_without_a_standard_only_the_reading_is_judged() -> None:
    report = tabular.check(tabular.read("店名,席数\n甲,三\n".encode()), None)
    assert (report.standard, report.generation) == (None, None)
    assert [f.rule for f in report.findings] == ["KG-H001"]


def test_the_old_generation_is_pointed_out() -> None:
    old = standards.registry().get("public_toilet/old")
    header = ",".join(column.name for column in old.columns)
    report = tabular.check(tabular.read(header.encode()), old)
    assert [f.rule for f in report.findings] == ["KG-R017", "KG-H009"]


def test_findings_on_cells_come_in_the_order_of_the_rows(build: Build, findings: Findings) -> None:
    found = findings(build({"利用終了時間": "x"}, {"男性トイレ総数": "x"}, {"名称": ""}))
    assert [finding.row for finding in found] == [2, 3, 4]


def test_the_score_is_the_share_of_cells_without_fault(build: Build) -> None:
    report = tabular.check(tabular.read(build({"名称": ""}, {})), NEW)
    assert report.score == round(100 * (1 - 1 / (2 * 39)), 1)


def test_a_missing_required_column_costs_each_of_its_cells() -> None:
    report = tabular.check(tabular.read("名称,設置位置\n甲,乙\n丙,丁\n".encode()), NEW)
    assert report.score == round(100 * 2 / 3, 1)


def test_a_match_of_another_file_is_refused(toilets: bytes) -> None:
    other = standards.match(list(REQUIRED), NEW)
    with pytest.raises(ValueError, match="another file"):
        tabular.check(tabular.read(toilets), other)


def test_a_long_value_is_cut_in_the_sentence_only(build: Build, findings: Findings) -> None:
    [found] = findings(build({"男性トイレ総数": "多" * 500}))
    assert found.value == "多" * 500
    assert len(found.message) < 200


def test_a_space_that_nobody_sees_is_shown_where_it_is(build: Build, findings: Findings) -> None:
    said = {
        finding.column: finding.message
        for finding in findings(
            build({"緯度": "36.309009　", "名称": "錦城山公園 ", "備考": "駅\u200b前"})
        )
    }
    assert "「36.309009␣」を、公開するCSVでは「36.309009」と" in said["緯度"]
    assert "「錦城山公園␣」に" in said["名称"]
    assert "「駅[U+200B]前」に" in said["備考"]
    long = "大聖寺" * 30
    [one] = findings(build({"備考": f"{long} "}))
    assert f"「{long[:59]}…␣」に" in one.message


def test_how_to_say_no_is_said_for_each_kind_of_choice() -> None:
    shelters = standards.registry().get("evacuation_space/new")
    toilets = tabular.read("車椅子使用者用トイレ有無,ID\n△,1\n".encode())
    places = tabular.read("災害種別_洪水,ID\n△,1\n".encode())
    [of_two] = [one for one in tabular.check(toilets, NEW).findings if one.rule == "KG-T006"]
    [of_one] = [one for one in tabular.check(places, shelters).findings if one.rule == "KG-T006"]
    assert "「有」、「無」のどれかを書くか" in of_two.message
    assert "「1」と書き、そうでないときは空欄に" in of_one.message
    assert "else leave the cell blank" in of_one.message_en


def test_a_choice_that_no_word_fits_is_one_finding(build: Build, findings: Findings) -> None:
    found = findings(build({"車椅子使用者用トイレ有無": "有（1基）"}))
    assert [(one.rule, one.value, one.repair) for one in found] == [("KG-T006", "有（1基）", None)]


def test_the_report_follows_the_contract(build: Build) -> None:
    told = tabular.check(tabular.read(build({"男性トイレ総数": "３"})), NEW).as_dict()
    assert list(told) == [
        "standard", "generation", "encoding", "rows", "columns", "score", "readability", "totals",
        "findings",
    ]  # fmt: skip
    assert set(told["readability"]["levels"]) == {"1", "2", "3"}
    cell = next(f for f in told["findings"] if f["rule"] == "KG-T010")
    assert list(cell) == [
        "rule", "severity", "row", "column", "value", "message", "message_en", "repair"
    ]  # fmt: skip
    assert cell["repair"] == {"new": "3", "confidence": "safe"}


def test_spaces_around_a_telephone_number_are_said_once() -> None:
    table = tabular.read("名称,電話番号\n甲園,(054)629-3520 \n".encode())
    report = tabular.check(table, standards.registry().get("preschool/old"))
    found = [one for one in report.findings if one.column == "電話番号"]
    assert [(one.rule, one.repair) for one in found] == [
        ("KG-T021", {"new": "(054)629-3520", "confidence": "safe"})
    ]
