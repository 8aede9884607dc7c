"""Repair: what is accepted is made, nothing else, and it can be taken back."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ckanext.kaga import standards, tabular
from ckanext.kaga.tests.tabular.conftest import NEW, SAMPLES, Build

FILES = sorted(SAMPLES.glob("[0-9]*.csv"))

DAMAGE = {
    "全国地方公共団体コード": ["17206", "１７２０６５", "172065.0", "172064"],
    "緯度": ["36.309009 ", "３６．３０９００９", "36.309009度", "136.307075", "―"],
    "経度": ["136.307075", "36.309009", "不明"],
    "男性トイレ総数": ["3か所", "３", "1,234", "1(幼児用)", "三"],
    "車椅子使用者用トイレ有無": ["○", "あり", "×", "-", "△"],
    "利用開始時間": ["午前8時30分", "8:30", "終日", "24:00:00"],
    "名称_カナ": ["ｺｳｴﾝ", "こうえん", "公園"],
    "備考": ["〃", "  空白 ", "同上", "a\u200bb"],
    "画像": ["www.city.kaga.ishikawa.jp/a.jpg"],
}
"""Cells as real files have them (see docs/reference/rules.md), by column."""

damaged_rows = st.lists(
    st.fixed_dictionaries(
        {}, optional={column: st.sampled_from(cells) for column, cells in DAMAGE.items()}
    ),
    min_size=1,
    max_size=6,
)


def table_of(data: bytes) -> tuple[tabular.Table, standards.Match]:
    table = tabular.read(data)
    return table, standards.match(table.header, NEW)


def test_the_damage_that_staff_meet_is_mended(build: Build) -> None:
    row = {
        "全国地方公共団体コード": "17206",
        "緯度": "136.307075",
        "経度": "36.309009",
        "男性トイレ総数": "3か所",
        "車椅子使用者用トイレ有無": "○",
        "利用開始時間": "午前8時30分",
    }
    repaired = tabular.repair(*table_of(build(row)))
    mended = {change.column: (change.old, change.new) for change in repaired.changes}
    assert mended == {
        "全国地方公共団体コード": ("17206", "172065"),
        "緯度": ("136.307075", "36.309009"),
        "経度": ("36.309009", "136.307075"),
        "男性トイレ総数": ("3か所", "3"),
        "車椅子使用者用トイレ有無": ("○", "有"),
        "利用開始時間": ("午前8時30分", "08:30"),
    }
    assert tabular.check(repaired.table, repaired.fit).publishable


def test_a_unit_is_reckoned_into_the_column_s(build: Build) -> None:
    repaired = tabular.repair(*table_of(build({"高度の値": "0.2km"}, {"高度の値": "12ｍ"})))
    assert [(one.old, one.new) for one in repaired.changes] == [("0.2km", "200"), ("12ｍ", "12")]


def test_a_number_that_lost_more_than_a_zero_is_left_to_a_person() -> None:
    care = standards.registry().get("care_service/new")
    text = "ID,郵便番号,法人番号,電話番号\n1,922-862,200002017206,7.61721111E+08\n"
    table = tabular.read(text.encode())
    changes = tabular.repair(table, standards.match(table.header, care), "likely").changes
    assert [(one.old, one.new) for one in changes] == [("7.61721111E+08", "0761721111")]


def test_width_and_digit_are_mended_one_after_the_other(build: Build) -> None:
    repaired = tabular.repair(*table_of(build({"全国地方公共団体コード": "１７２０６"})))
    assert [(one.old, one.new) for one in repaired.changes] == [("１７２０６", "172065")]


def test_what_is_likely_waits_for_a_person(build: Build) -> None:
    data = build({"備考": "駅前", "緯度": "―"}, {"備考": "同上"})
    assert tabular.repair(*table_of(data), "safe").changes == ()
    changed = tabular.repair(*table_of(data), "likely").changes
    assert [(one.row, one.column, one.new) for one in changed] == [
        (2, "緯度", ""),
        (3, "備考", "駅前"),
    ]


def test_what_a_person_writes_goes_before_any_rule(build: Build) -> None:
    data = build({"男性トイレ総数": "三", "女性トイレ総数": "2基"})
    by_hand = {(2, "男性トイレ総数"): "3", (2, "女性トイレ総数"): "5", (99, "備考"): "x"}
    changes = tabular.repair(*table_of(data), "safe", by_hand).changes
    assert [(one.column, one.new, one.rule) for one in changes] == [
        ("男性トイレ総数", "3", "KG-HAND"),
        ("女性トイレ総数", "5", "KG-HAND"),
    ]


def test_headers_are_renamed_to_the_standards(build: Build) -> None:
    data = build({}).decode().replace("緯度,", "緯度　,", 1).replace("所在地_連結表記", "住所", 1)
    safe = tabular.repair(*table_of(data.encode()))
    assert [(one.row, one.old, one.new) for one in safe.changes] == [(1, "緯度　", "緯度")]
    likely = tabular.repair(*table_of(data.encode()), "likely")
    assert "所在地_連結表記" in likely.table.header
    assert likely.fit is not None
    assert likely.fit.score == 1.0


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_real_files_have_less_to_correct_after_repair(path: Path) -> None:
    table = tabular.read(path)
    fit = standards.detect(table.header, standards.registry())[0]
    before = tabular.check(table, fit)
    repaired = tabular.repair(table, fit)
    after = tabular.check(repaired.table, repaired.fit)
    assert after.counts()["warning"] <= before.counts()["warning"]
    proposed = [one for one in after.findings if one.repair and one.repair["confidence"] == "safe"]
    assert proposed == []
    assert repaired.table.rows.equals(table.rows)


def test_yaizus_circles_become_ones() -> None:
    path = SAMPLES / "222127_evacuation_space.csv"
    table = tabular.read(path)
    repaired = tabular.repair(table, standards.detect(table.header, standards.registry())[0])
    assert {(one.old, one.new) for one in repaired.changes} == {("○", "1")}


LAWS = settings(
    max_examples=settings.default.max_examples * 3 // 5,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.mark.slow
@LAWS
@given(rows=damaged_rows, accept=st.sampled_from(["safe", "likely"]))
def test_repairing_twice_is_repairing_once(build: Build, rows: list[dict], accept: str) -> None:
    once = tabular.repair(*table_of(build(*rows)), accept)
    twice = tabular.repair(once.table, once.fit, accept)
    assert twice.changes == ()
    assert twice.table.frame.equals(once.table.frame)


@pytest.mark.slow
@LAWS
@given(rows=damaged_rows, accept=st.sampled_from(["safe", "likely"]))
def test_what_was_repaired_is_not_found_again(build: Build, rows: list[dict], accept: str) -> None:
    repaired = tabular.repair(*table_of(build(*rows)), accept)
    found = tabular.check(repaired.table, repaired.fit).findings
    mended = {(one.row, one.column, one.rule) for one in repaired.changes}
    assert not mended & {(one.row, one.column, one.rule) for one in found}


@pytest.mark.slow
@LAWS
@given(rows=damaged_rows, accept=st.sampled_from(["safe", "likely"]))
def test_repair_can_be_taken_back(build: Build, rows: list[dict], accept: str) -> None:
    table, fit = table_of(build(*rows))
    repaired = tabular.repair(table, fit, accept)
    back = tabular.revert(repaired.table, repaired.changes)
    assert back.frame.equals(table.frame)
    assert back.header == table.header


def test_the_changes_are_a_file(build: Build) -> None:
    repaired = tabular.repair(*table_of(build({"男性トイレ総数": "3か所"})))
    stream = io.StringIO()
    tabular.write_changes(repaired.changes, stream)
    assert stream.getvalue() == (
        "row,column,old,new,rule,confidence\r\n2,男性トイレ総数,3か所,3,KG-T001,safe\r\n"
    )


def test_a_rule_can_be_accepted_by_its_id(build: Build) -> None:
    data = build({"男性トイレ総数": "1(幼児用)", "備考": "駅前"}, {"備考": "同上", "緯度": "―"})
    assert tabular.repair(*table_of(data), "likely").table.frame["男性トイレ総数"][0] == "1(幼児用)"
    changes = tabular.repair(*table_of(data), "none", rules={"KG-T001", "KG-V013"}).changes
    assert [(one.column, one.new, one.confidence) for one in changes] == [
        ("男性トイレ総数", "1", "ask"),
        ("備考", "駅前", "likely"),
    ]


def test_a_header_that_is_nearly_right_is_renamed_when_asked_for(build: Build) -> None:
    table, fit = table_of(build({}).decode().replace("設置位置,", "設置の位置,", 1).encode())
    assert tabular.repair(table, fit, "likely").changes == ()
    [change] = tabular.repair(table, fit, "none", rules={"KG-H012"}).changes
    assert (change.old, change.new) == ("設置の位置", "設置位置")


def test_no_change_becomes_a_formula_in_the_list() -> None:
    table = tabular.read("名称,数\n=HYPERLINK(1),1\n".encode())
    repaired = tabular.repair(table, None, "none", {(2, "名称"): "@SUM(1)"})
    stream = io.StringIO()
    tabular.write_changes(repaired.changes, stream)
    assert "2,名称,'=HYPERLINK(1),'@SUM(1)" in stream.getvalue()
