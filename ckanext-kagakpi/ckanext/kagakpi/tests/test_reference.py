"""The reference pages of the plan are made from its data, so that they cannot be stale."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ckanext.kagakpi.plan import (
    REFUSALS,
    WARNINGS,
    Comparator,
    Indicator,
    Kpi,
    Place,
    State,
    Target,
    ratings,
    shown,
    years,
)
from ckanext.kagakpi.tests.plan.seed import PLAN

REFERENCE = Path(__file__).parents[4] / "docs" / "reference"
WRITE = (
    "This page is made from the {what}: `KAGA_WRITE_GOLDEN=1 ./kaga test fast "
    "ckanext-kagakpi/ckanext/kagakpi/tests/test_reference.py` writes it."
)


def seed() -> str:
    """Kaga's plan: each place with the promises that are shown there, and the notes."""
    lines = [
        "# 加賀市の計画とKPI / Kaga's plan and its KPI",
        "",
        f"{PLAN.source_ja}の施策とKPIの一覧です。{PLAN.licence_ja}",
        "",
        f"The {len(PLAN.measures)} measures stand in {len(PLAN.places)} places and make "
        f"{len(PLAN.kpis)} promises. A place that only repeats a measure is marked 再掲, and a "
        "promise that is counted elsewhere with the place where it is. Pages are the printed "
        "ones. The plan names no department for a measure and no baseline. Targets are compared "
        "as [Rules of the plan](plan-rules.md) says.",
        "",
        WRITE.format(what="plan's YAML (`ckanext/kagakpi/examples/kaga-plan-2019.yaml`)"),
    ]
    for node in PLAN.nodes:
        lines += [
            "",
            f"## {node.number} {node.ja} / {node.en}",
            "",
            "| 番号 / no. | 施策 / measure | KPI | 比べ方 / comparator | 基準 / basis | "
            "目標 / target | 計画の言葉 / as written | 頁 / page |",
            "|---|---|---|---|---|---|---|---|",
        ]
        for place in PLAN.places:
            if place.node == node.key:
                lines += [row(place, kpi) for kpi in PLAN.kpis if kpi.key in place.kpis]
    notes = [f"- {one.ja}：{one.note_ja}" for one in PLAN.measures if one.note_ja]
    notes += [f"- KPI「{short(one)}」：{one.note_ja}" for one in PLAN.kpis if one.note_ja]
    return "\n".join([*lines, "", "## 注 / Notes", "", *notes]) + "\n"


def row(place: Place, kpi: Kpi) -> str:
    """One promise in one place."""
    measure = next(one for one in PLAN.measures if one.key == place.measure)
    home = next(one for one in PLAN.places if one.primary and one.measure == kpi.measure)
    counted = "" if place == home else f"（{home.number}で1件と数える / counted there）"
    marked = "（再掲）" if place.marked else ""
    (target,) = kpi.targets
    return (
        "| "
        + " | ".join(
            [
                place.number,
                f"{marked}{measure.ja} / {measure.en}",
                f"`{kpi.key}` {short(kpi)}{counted}",
                f"`{target.comparator}` {target.comparator.ja} / {target.comparator.en}",
                f"{target.basis.ja} / {target.basis.en}",
                goal(PLAN.indicator(kpi), target),
                target.text,
                str(place.page),
            ]
        )
        + " |"
    )


def goal(indicator: Indicator, target: Target) -> str:
    """The target as it is compared."""
    ja, en = shown.goal(indicator, target)
    return f"{years.ja(target.year)}：{ja} / {en}"


def short(kpi: Kpi) -> str:
    """The KPI's name without the formula behind it."""
    return kpi.text.split("（")[0]


def rules() -> str:
    """What the core can say: comparators, states, grades and refusals."""
    lines = [
        "# 計画の規則 / Rules of the plan",
        "",
        "目標をどう比べ、いつ判定し、何を受け付けないかの一覧です。規則の番号は変わりません。",
        "",
        "Whether a target is met is the primary fact. It is decided when the fiscal year is over "
        "and a firm report as of its last day is there; before, it is on the way, whatever the "
        "value. No value is no 0. Actual / target is told only for “at least” above 0; from a "
        "baseline, (actual − baseline) / (target − baseline). Both are computed exactly and never "
        "stored, and a share is cut off, not rounded: 79.996 % never looks like 80 %.",
        "",
        WRITE.format(what="code"),
        "",
        "## 比べ方 / Comparators",
        "",
        "| `Comparator` | 名前 / name |",
        "|---|---|",
        *(f"| `{one}` | {one.ja} / {one.en} |" for one in Comparator),
        "",
        "## 状態 / States",
        "",
        "| `State` | 名前 / name | 判定 / graded |",
        "|---|---|---|",
        *(f"| `{one}` | {one.ja} / {one.en} | {'○' if one.is_decided else '−'} |" for one in State),
        "",
        "## 評価の区分 / Rating schemes",
        "",
        "The first rule that holds gives the grade. Where no state is decided it is −.",
        "",
        "| scheme | grade | 条件 / holds where |",
        "|---|---|---|",
        *grades(),
        "",
        "## 受け付けないもの / Refusals",
        "",
        "| 番号 / id | 何を言うか / what it says |",
        "|---|---|",
        *(f"| {id_} | {ja} / {en} |" for id_, (ja, en) in sorted(REFUSALS.items())),
        "",
        "## 確かめるよう促すもの / Warnings",
        "",
        "What looks odd beside earlier reports is said to who writes and who publishes; it is "
        "never refused.",
        "",
        "| 番号 / id | 何を言うか / what it says |",
        "|---|---|",
        *(f"| {id_} | {ja} / {en} |" for id_, (ja, en) in sorted(WARNINGS.items())),
    ]
    return "\n".join(lines) + "\n"


def grades() -> Iterator[str]:
    """A row for each rule of each scheme."""
    for scheme in ratings().values():
        for rule in scheme.rules:
            yield (
                f"| `{scheme.key}` {scheme.ja} / {scheme.en} | "
                f"{rule.shape} {rule.ja} / {rule.en} | {rule.measured} ≥ {rule.at_least} |"
            )


@pytest.mark.parametrize(("name", "page"), [("plan-seed.md", seed), ("plan-rules.md", rules)])
def test_the_page_says_what_the_code_does(name: str, page: Callable[[], str]) -> None:
    text = page()
    if os.environ.get("KAGA_WRITE_GOLDEN"):
        (REFERENCE / name).write_text(text, encoding="utf-8")
    assert (REFERENCE / name).read_text(encoding="utf-8") == text
