"""The next version from the one before: no promise is lost, and what follows what is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.kagakpi.plan import Plan, Refused, edit, record
from ckanext.kagakpi.tests.plan.seed import PLAN

MEASURES = [one.key for one in PLAN.measures]
NODES = [one.key for one in PLAN.nodes]


def measure_of(plan: Plan, key: str) -> Any:
    return next(one for one in plan.measures if one.key == key)


def promises(plan: Plan) -> dict[str, Any]:
    """What is promised, whatever measure it is of."""
    return {one.key: one.targets for one in plan.kpis}


def new_words(plan: Plan, measure: str) -> edit.Words:
    return replace(edit.words_of(plan, measure), ja="分けた施策", title="分けた施策", number="(9)")


@st.composite
def steps(draw: st.DrawFn) -> Plan:
    """Kaga's plan after some moves, splits and merges."""
    plan = PLAN
    for at in range(draw(st.integers(1, 6))):
        keys = [one.key for one in plan.measures]
        measure = draw(st.sampled_from(keys))
        match draw(st.sampled_from(["move", "split", "merge"])):
            case "move":
                words = replace(edit.words_of(plan, measure), node=draw(st.sampled_from(NODES)))
                again = [one for one in plan.places if one.measure == measure and not one.primary]
                if words.node not in {one.node for one in again}:
                    plan = edit.worded(plan, measure, words)
            case "split":
                mine = [one.key for one in plan.kpis if one.measure == measure]
                moved = draw(st.lists(st.sampled_from(mine), unique=True)) if mine else []
                plan = edit.split(plan, measure, f"new-{at}", new_words(plan, measure), moved)
            case _:
                into = draw(st.sampled_from(keys))
                if into != measure:
                    plan = edit.merged(plan, measure, into)
    return plan


@given(steps())
def test_whatever_is_moved_every_promise_stays_and_stands_somewhere(plan: Plan) -> None:
    assert promises(plan) == promises(PLAN)
    assert record.read(record.as_json(plan)) == plan
    heirs = {key for one in plan.measures for key in (one.key, *one.follows)}
    assert set(MEASURES) <= heirs


def test_a_measure_moves_with_its_promises() -> None:
    words = replace(edit.words_of(PLAN, "wifi"), node="systems", number="(5)⑥")
    plan = edit.worded(PLAN, "wifi", words)
    place = plan.primary("wifi")
    assert (place.node, place.number) == ("systems", "(5)⑥")
    assert place.kpis == PLAN.primary("wifi").kpis
    assert {one.path.split(".")[0] for one in record.difference(PLAN, plan)} == {"places"}


def test_a_split_says_what_it_follows_and_merging_back_loses_nothing() -> None:
    old = next(one for one in MEASURES if sum(kpi.measure == one for kpi in PLAN.kpis) > 1)
    mine = [one.key for one in PLAN.kpis if one.measure == old]
    apart = edit.split(PLAN, old, "apart", new_words(PLAN, old), mine[:1])
    assert measure_of(apart, "apart").follows == (old,)
    assert apart.primary("apart").kpis == tuple(mine[:1])
    assert mine[0] not in apart.primary(old).kpis
    back = edit.merged(apart, "apart", old)
    assert set(back.primary(old).kpis) == set(PLAN.primary(old).kpis)
    assert measure_of(back, old).follows == ("apart",)
    assert promises(back) == promises(PLAN)


def test_a_target_is_changed_for_its_year_with_a_reason() -> None:
    known = PLAN.kpi("my-number-card")
    assert known is not None
    target = replace(
        known.targets[0], year=2021, low=Decimal("0.9"), reason_ja="国の目標に合わせた。"
    )
    plan = edit.retargeted(PLAN, "my-number-card", target)
    found = plan.kpi("my-number-card")
    assert found is not None
    assert [one.year for one in found.targets] == [2020, 2021]
    again = edit.retargeted(plan, "my-number-card", replace(target, low=Decimal("0.85")))
    assert [one.path for one in record.difference(plan, again)] == [
        "kpis.my-number-card.targets.2021.low"
    ]
    assert record.read(record.as_json(plan)) == plan


def test_the_head_says_what_it_supersedes() -> None:
    names = ("label", "ja", "en", "adopted_on", "first_year", "last_year")
    told = {one: getattr(PLAN, one) for one in (*names, "lead_ja", "source_ja", "licence_ja")}
    head = edit.Head(**told)
    assert edit.headed(PLAN, PLAN, head) == PLAN
    revised = replace(head, label="令和4年度改定", adopted_on=date(2022, 3, 30))
    assert edit.headed(PLAN, PLAN, revised).supersedes == "2019"
    with pytest.raises(Refused, match="KP-P002"):
        edit.headed(PLAN, PLAN, replace(head, label=""))


def test_a_plan_without_the_new_fields_keeps_its_hash() -> None:
    assert "follows" not in str(record.as_json(PLAN))
    assert "reason_ja" not in str(record.as_json(PLAN))


def test_what_cannot_be_is_said() -> None:
    words = edit.words_of(PLAN, "wifi")
    target = PLAN.kpis[1].targets[0]
    again = next(one for one in PLAN.places if not one.primary)
    shown = replace(edit.words_of(PLAN, again.measure), node=again.node)
    for rule, call in (
        ("KP-P002", lambda: edit.worded(PLAN, "wifi", replace(words, title=""))),
        ("KP-P007", lambda: edit.worded(PLAN, "wifi", replace(words, node="none"))),
        ("KP-P007", lambda: edit.words_of(PLAN, "none")),
        ("KP-E001", lambda: edit.worded(PLAN, again.measure, shown)),
        ("KP-P004", lambda: edit.split(PLAN, "wifi", MEASURES[0], words, [])),
        ("KP-E003", lambda: edit.split(PLAN, "wifi", "apart", words, ["my-number-card"])),
        ("KP-E002", lambda: edit.merged(PLAN, "wifi", "wifi")),
        ("KP-P007", lambda: edit.merged(PLAN, "wifi", "none")),
        ("KP-P002", lambda: edit.retargeted(PLAN, "my-number-card", target)),
        ("KP-P007", lambda: edit.retargeted(PLAN, "none", target)),
    ):
        with pytest.raises(Refused) as refused:
            call()
        assert refused.value.rule == rule
