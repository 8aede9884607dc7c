"""Steps of the plan's editor, drawn by hypothesis, from Kaga's plan with targets of four years."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import strategies as st

from ckanext.kagakpi.plan import Indicator, Kpi, Plan, Refused, adding, again, edit, ending
from ckanext.kagakpi.tests.plan.seed import PLAN

YEARS = range(2020, 2024)
BASE = replace(
    PLAN,
    kpis=tuple(
        replace(kpi, targets=tuple(replace(kpi.targets[0], year=year) for year in YEARS))
        for kpi in PLAN.kpis
    ),
)
"""Kaga's plan, as if it promised the same for four years."""

WHY = "整備がすべて終わり、維持に移ったため。"
NODES = [one.key for one in BASE.nodes]


def new_words(plan: Plan, measure: str) -> edit.Words:
    """The words of a measure under another name and number."""
    return replace(edit.words_of(plan, measure), ja="分けた施策", title="分けた施策", number="(9)")


def new_kpi(plan: Plan, measure: str, key: str) -> tuple[Kpi, Indicator]:
    """A KPI that counts places, with a target for 2021."""
    kpi = BASE.kpis[0]
    target = replace(kpi.targets[1], reason_ja=WHY)
    indicator = replace(BASE.indicator(kpi), key=key)
    return Kpi(key, measure, key, "観光地のWi-Fi整備箇所数", (target,)), indicator


def _step(draw: st.DrawFn, plan: Plan, at: int) -> Plan:
    keys = [one.key for one in plan.measures]
    measure, node = draw(st.sampled_from(keys)), draw(st.sampled_from(NODES))
    kpi, year = draw(st.sampled_from(plan.kpis)).key, draw(st.integers(2018, 2024))
    mine = [one.key for one in plan.kpis if one.measure == measure]
    some = draw(st.lists(st.sampled_from(mine), unique=True)) if mine else []
    words = replace(edit.words_of(plan, measure), node=node)
    moves: dict[str, Callable[[], Plan]] = {
        "move": lambda: edit.worded(plan, measure, words),
        "split": lambda: edit.split(plan, measure, f"new-{at}", new_words(plan, measure), some),
        "merge": lambda: edit.merged(plan, measure, draw(st.sampled_from(keys))),
        "measure": lambda: adding.measured(plan, f"new-{at}", new_words(plan, measure)),
        "kpi": lambda: adding.promised(plan, *new_kpi(plan, measure, f"new-{at}")),
        "again": lambda: again.shown_again(plan, measure, _again(words), some),
        "not again": lambda: again.not_again(plan, measure, *draw(_second(plan))),
        "end": lambda: ending.ended(plan, BASE, kpi, year, WHY),
        "end measure": lambda: ending.measure_ended(plan, BASE, measure, year, WHY),
        "resume": lambda: ending.resumed(plan, BASE, kpi),
        "resume measure": lambda: ending.measure_resumed(plan, BASE, measure),
        "take out": lambda: adding.withdrawn(plan, BASE, kpi),
        "take measure out": lambda: adding.measure_withdrawn(plan, BASE, measure),
    }
    return moves[draw(st.sampled_from(sorted(moves)))]()


def _again(words: edit.Words) -> edit.PlaceWords:
    names = ("heading", "page", "text", "kpi_text", "target_text")
    told = {name: getattr(words, name) for name in names}
    return edit.PlaceWords(node=words.node, number="(9)", title=f"（再掲）{words.title}", **told)


def _second(plan: Plan) -> st.SearchStrategy[tuple[str, str]]:
    there = [(one.node, one.number) for one in plan.places if not one.primary]
    return st.sampled_from(there or [("none", "none")])


@st.composite
def drafts(draw: st.DrawFn) -> Plan:
    """The plan after some steps; one that is refused changes nothing."""
    plan = BASE
    for at in range(draw(st.integers(1, 6))):
        try:
            plan = _step(draw, plan, at)
        except Refused:
            continue
    return plan
