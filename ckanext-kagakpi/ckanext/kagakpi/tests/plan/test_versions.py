"""A plan that is revised in mid-term."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from ckanext.kagakpi.plan import Plan, Target, in_force, target_history, target_of
from ckanext.kagakpi.tests.plan.seed import PLAN

CARD = "my-number-card"


def revised(label: str, adopted_on: date, low: str | None, *years: int) -> Plan:
    """The plan with another target for the card; None drops the promise."""
    targets: tuple[Target, ...] = ()
    if low is not None:
        known = PLAN.kpis[1].targets[0]
        targets = tuple(replace(known, year=year, low=Decimal(low)) for year in years)
    return replace(
        PLAN,
        label=label,
        adopted_on=adopted_on,
        supersedes=PLAN.label,
        kpis=tuple(replace(kpi, targets=targets) if kpi.key == CARD else kpi for kpi in PLAN.kpis),
    )


def low_of(plans: list[Plan], year: int) -> Decimal | None:
    found = target_of(plans, CARD, year)
    return found.low if found else None


def test_a_year_that_was_over_keeps_its_target() -> None:
    later = revised("2022", date(2022, 3, 30), "0.9", 2020, 2021, 2022)
    assert low_of([later, PLAN], 2020) == Decimal("0.8")
    assert low_of([later, PLAN], 2021) == Decimal("0.9")
    assert low_of([later, PLAN], 2022) == Decimal("0.9")


def test_a_change_in_the_year_counts_and_is_told() -> None:
    later = revised("2020改定", date(2021, 2, 1), "0.5", 2020)
    assert low_of([PLAN, later], 2020) == Decimal("0.5")
    told = target_history([later, PLAN], CARD, 2020)
    assert [(label, target.low if target else None) for label, target in told] == [
        ("2019", Decimal("0.8")),
        ("2020改定", Decimal("0.5")),
    ]


def test_a_promise_that_was_dropped_no_longer_counts() -> None:
    later = revised("2020改定", date(2021, 2, 1), None)
    assert low_of([PLAN, later], 2020) is None
    assert target_history([PLAN, later], CARD, 2020)[-1] == ("2020改定", None)


def test_years_outside_a_plan() -> None:
    ended = replace(PLAN, last_year=2021)
    assert in_force([ended], 2019) == ()
    assert in_force([ended], 2022) == ()
    assert target_of([ended], CARD, 2022) is None
    assert target_of([ended], "none", 2020) is None
