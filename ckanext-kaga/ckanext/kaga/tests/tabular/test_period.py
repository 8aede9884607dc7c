"""The time that the titles and the names of real files say their data are of."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.kaga.tabular.period import frequency, period


def said(text: str) -> tuple[str, str] | None:
    found = period(text)
    return (found.start.isoformat(), found.end.isoformat()) if found else None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("令和6年度トイレ", "2024-04-01", "2025-03-31"),
        ("令和6年度当初予算", "2024-04-01", "2025-03-31"),
        ("R6年度_公衆トイレ", "2024-04-01", "2025-03-31"),
        ("公衆トイレ一覧２０２４年度", "2024-04-01", "2025-03-31"),
        ("population_FY2024", "2024-04-01", "2025-03-31"),
        ("平成31年度", "2019-04-01", "2020-03-31"),
        ("令和元年度", "2019-04-01", "2020-03-31"),
        ("令和5年度末現在", "2024-03-31", "2024-03-31"),
        ("加賀市　公衆トイレ一覧（令和６年４月１日現在）", "2024-04-01", "2024-04-01"),
        ("公衆トイレ一覧 2024年4月1日現在", "2024-04-01", "2024-04-01"),
        ("xxxxxx_population_20240401", "2024-04-01", "2024-04-01"),
        ("AED一覧_R6.4.1", "2024-04-01", "2024-04-01"),
        ("toilet_2024-04-01", "2024-04-01", "2024-04-01"),
        ("xxxxxx_food_business_new_20240401_20240430", "2024-04-01", "2024-04-30"),
        ("令和6年4月1日～令和7年3月31日", "2024-04-01", "2025-03-31"),
        ("平成30年度から令和4年度", "2018-04-01", "2023-03-31"),
        ("令和6年4月分", "2024-04-01", "2024-04-30"),
        ("人口_2024-02", "2024-02-01", "2024-02-29"),
        ("令和6年2月末現在の人口", "2024-02-29", "2024-02-29"),
        ("令和5年 交通事故", "2023-01-01", "2023-12-31"),
        ("令和6年度事業（令和6年9月30日現在）", "2024-09-30", "2024-09-30"),
        ("令和6年度 公衆トイレ一覧（更新日：令和6年5月10日）", "2024-04-01", "2025-03-31"),
    ],
)
def test_what_is_named(text: str, start: str, end: str) -> None:
    assert said(text) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "172065_public_toilet",
        "トイレ（最終版）",
        "公衆トイレ一覧2024",
        "2024年版トイレ",
        "令和6年4月1日更新",
        "作成日 2024/4/1",
        "令和6年4月1日以降に開設した施設",
        "令和5年度・令和6年度",
        "令和2～6年度",
        "令和6年4月～6月",
        "令和6年4月、5月",
        "令和6年度第1四半期",
        "令和6年度上半期",
        "平成32年度",
        "令和元年",
        "令和6年13月1日",
        "令和6年2月30日現在",
        "20241301",
        "0761722024040112",
        "令和0年度",
        "令和7年3月31日～令和6年4月1日",
        "SR6一覧",
    ],
)
def test_what_proves_nothing(text: str) -> None:
    assert said(text) is None


def test_as_of_is_told_apart_from_a_day_in_a_name() -> None:
    assert period("令和6年4月1日現在").as_of  # type: ignore[union-attr]
    assert not period("toilet_20240401").as_of  # type: ignore[union-attr]


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)), st.sampled_from(["_", " ", "（"]))
def test_every_day_is_read_in_each_writing(day: date, before: str) -> None:
    western = f"{day.year}年{day.month}月{day.day}日"
    for text in (western, day.isoformat(), f"{day:%Y%m%d}"):
        found = period(f"公衆トイレ一覧{before}{text}")
        assert found
        assert (found.start, found.end) == (day, day)


@given(st.text(max_size=40))
def test_any_text_is_read(text: str) -> None:
    found = period(text)
    assert found is None or found.start <= found.end
    frequency(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("更新頻度：毎年", "ANNUAL"),
        ("更新頻度: 年1回", "ANNUAL"),
        ("（毎月更新）", "MONTHLY"),
        ("毎年4月更新", "ANNUAL"),
        ("随時更新しています", "IRREG"),
        ("2年に1回更新", "BIENNIAL"),
        ("公衆トイレ一覧", None),
        ("毎月第2月曜日は清掃", None),
        ("更新頻度：毎月（毎年更新の列もあります）", None),
    ],
)
def test_how_often(text: str, name: str | None) -> None:
    assert frequency(text) == name
