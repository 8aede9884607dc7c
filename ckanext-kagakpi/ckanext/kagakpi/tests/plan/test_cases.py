"""Every kind of promise that a city's plan makes, with what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from ckanext.kagakpi.plan import (
    Basis,
    Comparator,
    Grade,
    GradeRule,
    Indicator,
    Measured,
    RatingScheme,
    Refused,
    Standing,
    State,
    Target,
    Time,
    assess,
    ratings,
    years,
)
from ckanext.kagakpi.tests.plan.reports import (
    AFTER,
    AREA,
    CARD,
    DURING,
    OPEN_DATA,
    SPECS,
    VISITORS,
    WAITING,
    WIFI,
    report,
    target,
)

GE, LE, EQ = Comparator.GE, Comparator.LE, Comparator.EQ
POINT, ALL = Basis.AT_POINT, Basis.CUMULATIVE
CRITERION = {
    "criterion_ja": "更新したすべての仕様書に準拠を記載",
    "criterion_en": "every new specification demands it",
    "no_number_ja": "更新の時期が決まっていない",
}
IN_DECEMBER = {"as_of": date(2020, 12, 31)}
NOT_MET = {"met": False, "text_ja": "3件のうち1件に記載がない"}
TWO = target(GE, low=2)
CARDS = target(GE, POINT, low="0.8")
ZERO = target(LE, POINT, high=0)

CASES: list[tuple[str, Target, Indicator, Any, dict[str, Any], State, str]] = [
    # case, target, indicator, value, the report's other fields, state, part of the sentence
    (
        "new open data",
        TWO,
        OPEN_DATA,
        2,
        {},
        State.KEPT,
        "実績は2件で、目標（2件以上）を達成しました",
    ),
    ("one is missing", TWO, OPEN_DATA, 1, {}, State.NOT_KEPT, "（差は1件）"),
    ("zero counted", TWO, OPEN_DATA, 0, {}, State.NOT_KEPT, "実績は0件"),
    ("mid-year, reached", TWO, OPEN_DATA, 2, IN_DECEMBER, State.ON_THE_WAY, "12月31日現在）は2件"),
    (
        "mid-year, zero",
        TWO,
        OPEN_DATA,
        0,
        IN_DECEMBER,
        State.ON_THE_WAY,
        "いまのところ目標（2件以上）を満たしていません",
    ),
    ("card, 80 %", CARDS, CARD, "0.8", {}, State.KEPT, "実績は80%で、目標（80%以上）"),
    (
        "card, its parts",
        CARDS,
        CARD,
        None,
        {"numerator": 52_000, "denominator": 65_000},
        State.KEPT,
        "52,000/65,000（80%）",
    ),
    (
        "card, hardly not",
        CARDS,
        CARD,
        "0.79996",
        {},
        State.NOT_KEPT,
        "79.9%で、目標（80%以上）を達成しません",
    ),
    ("area", target(GE, ALL, low=30), AREA, "30.0", {}, State.KEPT, "30km²"),
    ("area, short", target(GE, ALL, low=30), AREA, "12.5", {}, State.NOT_KEPT, "差は17.5km²"),
    (
        "20 of 26",
        target(EQ, POINT, low=1),
        SPECS,
        None,
        {"numerator": 20, "denominator": 26},
        State.NOT_KEPT,
        "20/26（76.9%）",
    ),
    (
        "26 of 26",
        target(EQ, POINT, low=1),
        SPECS,
        None,
        {"numerator": 26, "denominator": 26},
        State.KEPT,
        "26/26（100%）",
    ),
    (
        "visitors",
        target(GE, low=1700),
        VISITORS,
        1699,
        {},
        State.NOT_KEPT,
        "1,699人で、目標（1,700人以上）",
    ),
    (
        "29 places kept",
        target(Comparator.MAINTAIN, POINT, low=29),
        WIFI,
        29,
        {},
        State.KEPT,
        "29箇所の維持",
    ),
    ("30 keep 29", target(Comparator.MAINTAIN, POINT, low=29), WIFI, 30, {}, State.KEPT, "30箇所"),
    (
        "28 do not",
        target(Comparator.MAINTAIN, POINT, low=29),
        WIFI,
        28,
        {},
        State.NOT_KEPT,
        "差は1箇所",
    ),
    (
        "28 within tolerance",
        target(Comparator.MAINTAIN, POINT, low=29, tolerance=1),
        WIFI,
        28,
        {},
        State.KEPT,
        "許容差1箇所",
    ),
    (
        "fewer is kept",
        target(Comparator.MAINTAIN, POINT, low=5),
        WAITING,
        3,
        {},
        State.KEPT,
        "5人の維持",
    ),
    (
        "target 0, kept",
        ZERO,
        WAITING,
        0,
        {},
        State.KEPT,
        "実績は0人で、目標（0人以下）を達成しました",
    ),
    ("target 0, not kept", ZERO, WAITING, 2, {}, State.NOT_KEPT, "差は2人"),
    ("at least 0", target(GE, low=0), OPEN_DATA, 0, {}, State.KEPT, "0件以上"),
    (
        "more than, equal",
        target(Comparator.GT, low=2),
        OPEN_DATA,
        2,
        {},
        State.NOT_KEPT,
        "2件を超える",
    ),
    (
        "less than, equal",
        target(Comparator.LT, POINT, high=2),
        WAITING,
        2,
        {},
        State.NOT_KEPT,
        "2人未満",
    ),
    (
        "between",
        target(Comparator.BETWEEN, POINT, low=20, high=30),
        WIFI,
        31,
        {},
        State.NOT_KEPT,
        "20箇所以上30箇所以下",
    ),
    (
        "increase",
        target(Comparator.INCREASE, baseline=243),
        OPEN_DATA,
        243,
        {},
        State.NOT_KEPT,
        "243件からの増加",
    ),
    (
        "decrease",
        target(Comparator.DECREASE, POINT, baseline=3),
        WAITING,
        2,
        {},
        State.KEPT,
        "3人からの減少",
    ),
    (
        "in words, kept",
        target(Comparator.QUALITATIVE, POINT, **CRITERION),
        SPECS,
        None,
        {"met": True, "text_ja": "更新した3件すべてに記載"},
        State.KEPT,
        "達成したと判断しました",
    ),
    (
        "in words, not kept",
        target(Comparator.QUALITATIVE, POINT, **CRITERION),
        SPECS,
        None,
        NOT_MET,
        State.NOT_KEPT,
        "達成していないと判断しました",
    ),
    (
        "in words, not judged",
        target(Comparator.QUALITATIVE, POINT, **CRITERION),
        SPECS,
        None,
        {"text_ja": "更新した3件すべてに記載"},
        State.ON_THE_WAY,
        "まだ判断していません",
    ),
    (
        "done in the year",
        target(Comparator.DONE, POINT, criterion_ja="条例の改正", criterion_en="the ordinance"),
        SPECS,
        None,
        {"met": True, **IN_DECEMBER},
        State.ON_THE_WAY,
        "2020年12月31日現在",
    ),
    (
        "missing",
        TWO,
        OPEN_DATA,
        None,
        {"standing": Standing.MISSING, "missing_ja": "集計方法の見直し中"},
        State.NOT_REPORTED,
        "（理由：集計方法の見直し中）",
    ),
    (
        "not applicable",
        TWO,
        OPEN_DATA,
        None,
        {"standing": Standing.NOT_APPLICABLE},
        State.NOT_APPLICABLE,
        "対象になりません",
    ),
    (
        "provisional",
        TWO,
        OPEN_DATA,
        1,
        {"standing": Standing.PROVISIONAL},
        State.ON_THE_WAY,
        "速報値（2021年",
    ),
    (
        "text for a number",
        TWO,
        OPEN_DATA,
        None,
        {"text_ja": "順調"},
        State.NOT_REPORTED,
        "報告がありません",
    ),
]


@pytest.mark.parametrize(
    ("promised", "indicator", "value", "more", "state", "said"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_what_becomes_of_a_promise(
    *,
    promised: Target,
    indicator: Indicator,
    value: object,
    more: dict[str, Any],
    state: State,
    said: str,
) -> None:
    found = assess(promised, indicator, [report(indicator, value, **more)], AFTER)
    assert found.state is state
    assert said in found.ja
    assert found.ja.count("。") == 1
    assert found.ja.endswith("。")
    assert found.en.endswith(".")
    assert ". " not in found.en
    assert found.ja.startswith("令和2年度")
    assert found.en.startswith("FY2020")


def test_nothing_reported_is_not_zero() -> None:
    during, after = (assess(TWO, OPEN_DATA, [], day) for day in (DURING, AFTER))
    assert during.state is after.state is State.NOT_REPORTED
    assert during.met is during.actual is during.achieved is during.lacking is None
    assert during.ja == "令和2年度の目標（2件以上）には、まだ報告がありません。"
    assert after.ja == "令和2年度は終わりましたが、目標（2件以上）に対する実績の報告がありません。"


def test_a_report_of_the_last_day_is_not_graded_on_that_day() -> None:
    history = [report(OPEN_DATA, 2)]
    assert assess(TWO, OPEN_DATA, history, date(2021, 3, 31)).state is State.ON_THE_WAY
    assert assess(TWO, OPEN_DATA, history, date(2021, 4, 1)).state is State.KEPT


def test_shares_of_the_target_only_where_they_mean_something() -> None:
    assert assess(TWO, OPEN_DATA, [report(OPEN_DATA, 3)], AFTER).achieved == Fraction(3, 2)
    for promised, indicator in (
        (ZERO, WAITING),
        (target(Comparator.MAINTAIN, POINT, low=29), WIFI),
        (target(GE, low=0), OPEN_DATA),
        (target(Comparator.BETWEEN, POINT, low=20, high=30), WIFI),
    ):
        assert assess(promised, indicator, [report(indicator, 3)], AFTER).achieved is None


def test_progress_is_the_way_from_the_baseline() -> None:
    up = target(GE, low=20, baseline=10)
    assert assess(up, OPEN_DATA, [report(OPEN_DATA, 15)], AFTER).progress == Fraction(1, 2)
    down = target(LE, POINT, high=2, baseline=10)
    assert assess(down, WAITING, [report(WAITING, 4)], AFTER).progress == Fraction(3, 4)
    still = target(GE, low=20, baseline=20)
    assert assess(still, OPEN_DATA, [report(OPEN_DATA, 25)], AFTER).progress is None


def test_cumulative_over_years() -> None:
    """Each year's own total adds up; one that was never reported leaves the sum unknown."""
    promised = target(GE, ALL, low=10, since=2018)
    reports = [
        report(OPEN_DATA, value, year=year) for year, value in ((2018, 3), (2019, 3), (2020, 4))
    ]
    assert assess(promised, OPEN_DATA, reports, AFTER).state is State.KEPT
    gap = assess(promised, OPEN_DATA, [reports[0], reports[2]], AFTER)
    assert (gap.state, gap.actual) == (State.NOT_REPORTED, None)


def test_what_came_in_a_year_of_a_running_total() -> None:
    promised = target(GE, low=10)
    before, now = report(AREA, 20, year=2019), report(AREA, 30)
    assert assess(promised, AREA, [before, now], AFTER).actual == 10
    assert assess(promised, AREA, [now], AFTER).actual is None


def test_a_denominator_may_change_between_years() -> None:
    promised = target(EQ, POINT, low=1, year=2021)
    reports = [
        report(SPECS, numerator=26, denominator=26),
        report(SPECS, numerator=26, denominator=27, year=2021),
    ]
    assert assess(promised, SPECS, reports, date(2022, 4, 1)).state is State.NOT_KEPT


@pytest.mark.parametrize(
    ("rule", "comparator", "more"),
    [
        ("KP-T001", GE, {}),
        ("KP-T001", Comparator.BETWEEN, {"low": 1}),
        ("KP-T001", Comparator.INCREASE, {}),
        ("KP-T001", Comparator.QUALITATIVE, {"criterion_ja": "記載"}),
        ("KP-T002", GE, {"low": 1, "high": 2}),
        ("KP-T002", GE, {"low": 1, "tolerance": 1}),
        ("KP-T003", Comparator.BETWEEN, {"low": 2, "high": 1}),
        ("KP-T004", EQ, {"low": 2, "tolerance": -1}),
        ("KP-T007", GE, {"low": "NaN"}),
        ("KP-T007", Comparator.BETWEEN, {"low": 1, "high": "Infinity"}),
    ],
)
def test_a_target_that_cannot_be_tested_is_refused(
    rule: str, comparator: Comparator, more: dict[str, Any]
) -> None:
    with pytest.raises(Refused) as refused:
        target(comparator, **more)
    assert refused.value.rule == rule


def test_a_target_that_the_indicator_cannot_answer_is_refused() -> None:
    for promised, indicator in (
        (target(GE, POINT, low=2), OPEN_DATA),
        (target(GE, low=2), WIFI),
        (target(GE, ALL, low=2), OPEN_DATA),
        (target(GE, ALL, low=2, since=2019), replace(SPECS, time=Time.FLOW)),
        (target(GE, low=2), replace(SPECS, time=Time.FLOW_SINCE_START)),
    ):
        with pytest.raises(Refused):
            promised.fit(indicator)


@pytest.mark.parametrize(
    ("scheme", "value", "code", "why"),
    [
        ("met", 10, "kept", "目標を達成したため「達成」です。"),
        ("met", 9, "not_kept", "目標を達成しなかったため「未達成」です。"),
        ("ratio", 10, "kept", "目標を達成したため「達成」です。"),
        ("ratio", 8, "fair", "達成率が80%で、80%以上のため「順調」です。"),
        ("ratio", 7, "slow", "達成率が70%で、60%以上のため「やや遅れ」です。"),
        ("ratio", 5, "late", "達成率が50%で、60%に届かないため「遅れ」です。"),
    ],
)
def test_grades_by_a_scheme(scheme: str, value: int, code: str, why: str) -> None:
    promised = target(GE, low=10)
    grade = ratings()[scheme].grade(assess(promised, OPEN_DATA, [report(OPEN_DATA, value)], AFTER))
    assert grade.rule is not None
    assert (grade.rule.code, grade.ja) == (code, why)
    assert grade.en.startswith(f"“{grade.rule.en}”: ")
    open_year = assess(promised, OPEN_DATA, [report(OPEN_DATA, value, **IN_DECEMBER)], AFTER)
    assert ratings()[scheme].grade(open_year) == Grade(
        None, "途中経過のため、評価していません。", "Not graded: on the way."
    )


def test_a_target_without_a_share_is_kept_or_not() -> None:
    """28 of 29 places is not 97 % of a promise to keep them."""
    lost = assess(target(Comparator.MAINTAIN, POINT, low=29), WIFI, [report(WIFI, 28)], AFTER)
    rule = ratings()["ratio"].grade(lost).rule
    assert rule is not None
    assert rule.code == "not_kept"


def test_a_scheme_by_the_way_from_the_baseline() -> None:
    half = GradeRule("half", "半ば", "Halfway", "◆", "blue-600", Measured.PROGRESS, Decimal("0.5"))
    scheme = RatingScheme("way", "進み", "The way gone", (half,))
    promised = target(GE, low=20, baseline=10)
    gone, not_gone = (
        scheme.grade(assess(promised, OPEN_DATA, [report(OPEN_DATA, value)], AFTER))
        for value in (16, 12)
    )
    assert gone.ja == "基準値からの進みが60%で、50%以上のため「半ば」です。"
    assert not_gone == Grade(
        None, "当てはまる区分がないため、評価していません。", "Not graded: no rule holds."
    )


def test_a_sum_is_as_firm_as_each_of_its_years() -> None:
    promised = target(GE, ALL, low=4, since=2019)
    before = report(OPEN_DATA, 3, year=2019, standing=Standing.PROVISIONAL)
    found = assess(promised, OPEN_DATA, [before, report(OPEN_DATA, 3)], AFTER)
    assert (found.state, found.actual) == (State.ON_THE_WAY, 6)


def test_what_is_lacking_is_never_shown_as_nothing() -> None:
    found = assess(CARDS, CARD, [report(CARD, "0.79996")], AFTER)
    assert "（差は0.1ポイント）" in found.ja
    assert found.en.endswith("by 0.1 points.")


@pytest.mark.parametrize(("value", "state"), [(31, State.KEPT), (32, State.NOT_KEPT)])
def test_tolerance_is_for_both_sides(value: int, state: State) -> None:
    promised = target(Comparator.BETWEEN, POINT, low=20, high=30, tolerance=1)
    assert assess(promised, WIFI, [report(WIFI, value)], AFTER).state is state


def test_a_share_of_a_negative_target_is_not_told() -> None:
    """A deficit of at most 5 is no share of 5."""
    found = assess(target(GE, low=-5), OPEN_DATA, [report(OPEN_DATA, -3)], AFTER)
    assert (found.state, found.achieved) == (State.KEPT, None)


@pytest.mark.parametrize(
    ("year", "ja"),
    [(2020, "令和2年度"), (2019, "令和元年度"), (2018, "平成30年度"), (1989, "平成元年度")],
)
def test_labels_of_fiscal_years(year: int, ja: str) -> None:
    assert years.ja(year) == ja


def test_days_of_fiscal_years() -> None:
    assert years.ja(2019, first_as_heisei=True) == "平成31年度"
    assert years.ja(2020, first_as_heisei=True) == "令和2年度"
    assert (years.first_day(2020), years.last_day(2020)) == (date(2020, 4, 1), date(2021, 3, 31))
    assert years.year_of(date(2021, 3, 31)) == 2020
    assert years.year_of(date(2021, 4, 1)) == 2021


def test_a_strict_bound_that_is_just_reached_lacks_nothing() -> None:
    found = assess(target(Comparator.GT, low=2), OPEN_DATA, [report(OPEN_DATA, 2)], AFTER)
    assert found.ja == "令和2年度の実績は2件で、目標（2件を超える）を達成しませんでした。"


def test_data_are_decimals() -> None:
    one = report(CARD, "0.1")
    assert one.value == Decimal("0.1")
    assert one.number == Fraction(1, 10)
