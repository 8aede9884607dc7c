"""What holds for every promise and every report, searched for by hypothesis."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ckanext.kagakpi.plan import (
    Basis,
    Comparator,
    Observation,
    Standing,
    State,
    Target,
    appended,
    assess,
    by_node,
    known_at,
    latest,
    overview,
    ratings,
)
from ckanext.kagakpi.tests.plan.reports import AFTER, LAST, OPEN_DATA, WIFI, YEAR, report
from ckanext.kagakpi.tests.plan.seed import PLAN

numbers = st.decimals(-1_000_000, 1_000_000, places=3)
factors = st.decimals(Decimal("0.001"), 1000, places=3)
comparators = st.sampled_from([one for one in Comparator if not one.is_judged])
tests_at = st.dates(date(2020, 4, 1), date(2023, 3, 31))


@st.composite
def targets(draw: st.DrawFn, among: st.SearchStrategy[Comparator] = comparators) -> Target:
    """A target with a number."""
    comparator = draw(among)
    low, high = sorted((draw(numbers), draw(numbers)))
    tolerant = {Comparator.EQ, Comparator.BETWEEN, Comparator.MAINTAIN}
    return Target(
        YEAR,
        comparator,
        Basis.AT_POINT,
        "目標",
        low=None
        if comparator in {Comparator.LE, Comparator.LT, Comparator.INCREASE, Comparator.DECREASE}
        else low,
        high=high if comparator in {Comparator.LE, Comparator.LT, Comparator.BETWEEN} else None,
        tolerance=abs(draw(numbers))
        if comparator in tolerant and draw(st.booleans())
        else Decimal(0),
        baseline=draw(numbers)
        if comparator in {Comparator.INCREASE, Comparator.DECREASE} or draw(st.booleans())
        else None,
    )


upward = targets(
    st.sampled_from([Comparator.GE, Comparator.GT, Comparator.INCREASE, Comparator.MAINTAIN])
)
downward = targets(st.sampled_from([Comparator.LE, Comparator.LT, Comparator.DECREASE]))


@given(upward, numbers, numbers)
def test_more_is_never_worse(promised: Target, one: Decimal, other: Decimal) -> None:
    less, more = (
        assess(promised, WIFI, [report(WIFI, value)], AFTER) for value in sorted((one, other))
    )
    assert more.met or not less.met
    assert (less.lacking or 0) >= (more.lacking or 0)
    for scheme in ratings().values():
        codes = [rule.code for rule in scheme.rules]
        rules = [scheme.grade(found).rule for found in (more, less)]
        places = [codes.index(rule.code) for rule in rules if rule]
        assert places == sorted(places)


@given(downward, numbers, numbers)
def test_less_is_never_worse_of_at_most(promised: Target, one: Decimal, other: Decimal) -> None:
    less, more = (
        assess(promised, WIFI, [report(WIFI, value)], AFTER) for value in sorted((one, other))
    )
    assert less.met or not more.met


@given(targets(), numbers, factors)
def test_the_unit_changes_nothing(promised: Target, value: Decimal, factor: Decimal) -> None:
    """1.8 million views or 180 times ten thousand: state and shares are the same."""
    scaled = replace(
        promised,
        low=None if promised.low is None else promised.low * factor,
        high=None if promised.high is None else promised.high * factor,
        baseline=None if promised.baseline is None else promised.baseline * factor,
        tolerance=promised.tolerance * factor,
    )
    here = assess(promised, WIFI, [report(WIFI, value)], AFTER)
    there = assess(scaled, WIFI, [report(WIFI, value * factor)], AFTER)
    assert (here.state, here.achieved, here.progress) == (
        there.state,
        there.achieved,
        there.progress,
    )


@given(targets(), numbers)
def test_nothing_lacks_exactly_where_the_bound_is_reached(promised: Target, value: Decimal) -> None:
    found = assess(promised, WIFI, [report(WIFI, value)], AFTER)
    assert found.lacking is not None
    assert found.met is False or found.lacking == 0
    strict = {Comparator.GT, Comparator.LT, Comparator.INCREASE, Comparator.DECREASE}
    assert found.met or found.lacking > 0 or promised.comparator in strict


@given(targets(), numbers, st.dates(date(2020, 4, 1), LAST - timedelta(days=1)), tests_at)
def test_an_unfinished_year_is_never_graded(
    promised: Target, value: Decimal, as_of: date, today: date
) -> None:
    found = assess(promised, WIFI, [report(WIFI, value, as_of=as_of)], today)
    assert found.state is State.ON_THE_WAY
    assert all(scheme.grade(found).rule is None for scheme in ratings().values())


@given(targets(), tests_at, st.booleans())
def test_missing_is_never_graded(promised: Target, today: date, said: bool) -> None:
    reports = (
        [report(WIFI, standing=Standing.MISSING, missing_ja="集計方法の見直し中")] if said else []
    )
    found = assess(promised, WIFI, reports, today)
    assert found.state is State.NOT_REPORTED
    assert found.met is found.actual is found.achieved is found.progress is found.lacking is None


@given(targets(), numbers, numbers, st.integers(1, 400), st.integers(0, 500))
def test_a_revision_changes_only_what_comes_after_it(
    promised: Target, first: Decimal, second: Decimal, later: int, asked: int
) -> None:
    old = report(WIFI, first, id="old")
    new = report(WIFI, second, id="new", revises="old", later=later)
    moment = datetime(2021, 4, 1, tzinfo=UTC) + timedelta(days=asked)
    then = known_at([old], moment), known_at(appended([old], new), moment)
    before, after = (assess(promised, WIFI, history, moment.date()) for history in then)
    if moment < new.at:
        assert before == after
    else:
        assert after.report == new


@given(st.lists(st.tuples(numbers, st.integers(0, 50)), min_size=1, max_size=8))
def test_of_a_chain_of_revisions_the_last_counts(chain: list[tuple[Decimal, int]]) -> None:
    history: tuple[Observation, ...] = ()
    at = 0
    for place, (value, wait) in enumerate(chain):
        at += wait
        history = appended(
            history,
            report(
                OPEN_DATA,
                value,
                id=str(place),
                revises=str(place - 1) if place else None,
                later=at,
            ),
        )
    counts = latest(history, "open-data", YEAR)
    assert counts is not None
    assert counts.id == str(len(chain) - 1)
    assert len(history) == len(chain)


@given(st.sets(st.sampled_from([kpi.key for kpi in PLAN.kpis])), st.data())
def test_a_promise_counts_once_however_often_it_is_shown(
    reported: set[str], data: st.DataObject
) -> None:
    """The nodes add up to the whole, and one more 再掲 changes no number."""
    assessments = {}
    for kpi in PLAN.kpis:
        indicator, promised = PLAN.indicator(kpi), kpi.target(YEAR)
        assert promised is not None
        value = None if promised.comparator.is_judged else data.draw(st.decimals(0, 1, places=2))
        reports = [report(indicator, value, met=value is None or None)]
        assessments[kpi.key] = assess(
            promised, indicator, reports if kpi.key in reported else [], AFTER
        )
    whole = overview(assessments)
    assert whole.promises == len(PLAN.kpis)
    assert whole.not_reported == len(PLAN.kpis) - len(reported)
    parts = by_node(PLAN, assessments)
    for state in ("kept", "on_the_way", "not_kept", "not_reported", "not_applicable"):
        assert sum(getattr(one, state) for one in parts.values()) == getattr(whole, state)
    again = replace(data.draw(st.sampled_from(PLAN.places)), node="other", primary=False)
    assert by_node(replace(PLAN, places=(*PLAN.places, again)), assessments) == parts
