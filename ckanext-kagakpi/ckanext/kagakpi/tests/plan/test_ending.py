"""A promise that ends counts no longer, stays readable, and says when and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.kagakpi.plan import (
    Kpi,
    Plan,
    Refused,
    State,
    assess,
    edit,
    ending,
    in_force,
    record,
    target_of,
    years,
)
from ckanext.kagakpi.tests.plan.steps import BASE, WHY, YEARS

KEYS = [one.key for one in BASE.kpis]


def revised(adopted_on: date) -> Plan:
    return replace(BASE, label="改定", supersedes=BASE.label, adopted_on=adopted_on)


def kpi_of(plan: Plan, key: str) -> Kpi:
    found = plan.kpi(key)
    assert found is not None
    return found


@given(
    st.sampled_from(KEYS),
    st.integers(2020, 2023),
    st.dates(date(2021, 4, 1), date(2023, 3, 31)),
    st.dates(date(2020, 4, 1), date(2026, 3, 31)),
)
def test_no_year_after_the_end_is_promised_and_none_before_is_lost(
    key: str, last_year: int, adopted_on: date, today: date
) -> None:
    draft = revised(adopted_on)
    if last_year < years.year_of(adopted_on) - 1:
        with pytest.raises(Refused, match="KP-E004"):
            ending.ended(draft, draft, key, last_year, WHY)
        return
    later = ending.ended(draft, draft, key, last_year, WHY)
    both = [BASE, later]
    for year in (*YEARS, 2024):
        target = target_of(both, key, year)
        assert (target is not None) is (year in YEARS and year <= last_year)
        if target is not None:
            assert target == kpi_of(BASE, key).target(year)
    # What is not promised is not assessed; what was, stands as it would without the end.
    for year in range(2020, last_year + 1):
        target, before = target_of(both, key, year), target_of([BASE], key, year)
        assert target is not None
        assert before is not None
        indicator = later.indicator(kpi_of(later, key))
        assert assess(target, indicator, (), today) == assess(before, indicator, (), today)
    left = [one.key for one in in_force(both, 2023)[-1].kpis if one.target(last_year + 1)]
    assert key not in left
    assert State.NOT_REPORTED is assess(before, indicator, (), today).state


def test_a_measure_ends_with_its_kpi_and_goes_on_with_them() -> None:
    draft = revised(date(2022, 3, 30))
    first = ending.ended(draft, draft, "wifi", 2021, "指標を見直したため。")
    plan = ending.measure_ended(first, draft, kpi_of(BASE, "iot").measure, 2022, WHY)
    assert (kpi_of(plan, "iot").last_year, kpi_of(plan, "iot").ended_ja) == (2022, WHY)
    assert kpi_of(plan, "wifi") == kpi_of(first, "wifi")
    assert plan.places == draft.places
    assert record.read(record.as_json(plan)) == plan
    back = ending.measure_resumed(plan, draft, kpi_of(BASE, "iot").measure)
    assert back == first
    assert ending.resumed(first, draft, "wifi") == draft
    again = ending.ended(first, draft, "wifi", 2022, WHY)
    assert [one.year for one in kpi_of(again, "wifi").targets] == [2020, 2021, 2022]


def test_what_cannot_end_is_said() -> None:
    draft = revised(date(2022, 3, 30))
    plan = ending.measure_ended(draft, draft, "wifi", 2021, WHY)
    ended = kpi_of(plan, "wifi")
    head = edit.Head(**{one: getattr(draft, one) for one in edit.Head.__dataclass_fields__})
    target = replace(kpi_of(BASE, "wifi").targets[3], reason_ja=WHY)
    gone = replace(
        draft,
        kpis=tuple(one for one in draft.kpis if one.key != "wifi"),
        places=tuple(replace(one, kpis=tuple({*one.kpis} - {"wifi"})) for one in draft.places),
    )
    calls: list[tuple[str, str, Callable[[], Any]]] = [
        ("KP-P002", "ended_ja", lambda: ending.ended(draft, draft, "wifi", 2021, "")),
        ("KP-E004", "last_year", lambda: ending.ended(draft, draft, "wifi", 2019, WHY)),
        ("KP-P007", "kpi", lambda: ending.ended(draft, draft, "none", 2021, WHY)),
        ("KP-P007", "measure", lambda: ending.measure_ended(draft, draft, "none", 2021, WHY)),
        ("KP-P013", "measure", lambda: ending.resumed(plan, draft, "wifi")),
        ("KP-P012", "targets", lambda: edit.retargeted(plan, "wifi", target)),
        ("KP-P011", "ended_ja", lambda: replace(ended, ended_ja="")),
        ("KP-P011", "last_year", lambda: replace(ended, last_year=None)),
        (
            "KP-E004",
            "adopted_on",
            lambda: edit.headed(plan, draft, replace(head, adopted_on=date(2023, 4, 1))),
        ),
        ("KP-P014", "kpis", lambda: ending.kept(draft, gone)),
    ]
    for rule, field, call in calls:
        with pytest.raises(Refused) as refused:
            call()
        assert (refused.value.rule, refused.value.field) == (rule, field)
    # What ended in a published version long ago is no matter of the day of this one.
    assert edit.headed(plan, plan, replace(head, adopted_on=date(2025, 3, 30)))
