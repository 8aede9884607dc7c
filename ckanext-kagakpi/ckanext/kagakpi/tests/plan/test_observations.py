"""Reports are added and never changed; the latest revision counts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from ckanext.kagakpi.plan import (
    Comparator,
    Observation,
    Refused,
    Standing,
    State,
    appended,
    assess,
    known_at,
    latest,
    revisions,
)
from ckanext.kagakpi.tests.plan.reports import (
    AFTER,
    CARD,
    OPEN_DATA,
    SPECS,
    report,
    target,
)

TWO = target(Comparator.GE, low=2)
FIRST = report(OPEN_DATA, 1, id="first")
SECOND = report(OPEN_DATA, 2, id="second", revises="first", later=30)
THIRD = report(OPEN_DATA, 3, id="third", revises="second", later=60)


def all_three() -> tuple[Observation, ...]:
    history: tuple[Observation, ...] = ()
    for one in (FIRST, SECOND, THIRD):
        history = appended(history, one)
    return history


def test_the_latest_revision_counts_and_the_history_stays() -> None:
    history = all_three()
    assert latest(history, "open-data", 2020) == THIRD
    assert revisions(history, THIRD) == [FIRST, SECOND]
    assert history == (FIRST, SECOND, THIRD)


def test_what_was_known_on_a_day_can_be_told_later() -> None:
    history = known_at(all_three(), datetime(2021, 4, 10, tzinfo=UTC))
    assert assess(TWO, OPEN_DATA, history, AFTER).state is State.NOT_KEPT
    assert assess(TWO, OPEN_DATA, all_three(), AFTER).state is State.KEPT


def test_a_later_day_counts_more_than_an_earlier_one() -> None:
    december = report(OPEN_DATA, 2, as_of=date(2020, 12, 31), later=200)
    march = report(OPEN_DATA, 5)
    assert latest([march, december], "open-data", 2020) == march


def test_a_revision_may_put_the_day_right() -> None:
    """What was reported as of March was as of December: the year is open again."""
    wrong = report(OPEN_DATA, 2, id="wrong")
    right = report(
        OPEN_DATA,
        2,
        id="right",
        revises="wrong",
        as_of=date(2020, 12, 31),
        later=120,
    )
    history = appended([wrong], right)
    assert latest(history, "open-data", 2020) == right
    assert assess(TWO, OPEN_DATA, history, AFTER).state is State.ON_THE_WAY


def test_a_value_can_be_withdrawn() -> None:
    history = appended(
        [FIRST],
        report(
            OPEN_DATA,
            id="withdrawn",
            revises="first",
            later=3,
            standing=Standing.MISSING,
            missing_ja="別の年度の値でした",
        ),
    )
    assert assess(TWO, OPEN_DATA, history, AFTER).state is State.NOT_REPORTED


@pytest.mark.parametrize(
    ("rule", "new"),
    [
        ("KP-O008", FIRST),
        ("KP-O007", report(OPEN_DATA, 2, id="second", revises="none")),
        ("KP-O010", report(OPEN_DATA, 2, id="second", revises="first", as_of=date(2021, 3, 30))),
        ("KP-O010", report(CARD, "0.5", id="second", revises="first", later=3)),
    ],
)
def test_what_cannot_follow_is_refused(rule: str, new: Observation) -> None:
    with pytest.raises(Refused) as refused:
        appended([FIRST], new)
    assert refused.value.rule == rule


@pytest.mark.parametrize(
    ("rule", "value", "more"),
    [
        ("KP-O001", 1, {"as_of": date(2021, 4, 1), "year": 2020}),
        ("KP-O002", 1, {"later": -3}),
        ("KP-O003", 1, {"numerator": 1, "denominator": 2}),
        ("KP-O004", None, {"numerator": 1}),
        ("KP-O004", None, {"numerator": 1, "denominator": 0}),
        ("KP-O005", None, {}),
        ("KP-O005", None, {"standing": Standing.MISSING}),
        ("KP-O011", "NaN", {}),
        ("KP-O006", 0, {"standing": Standing.MISSING, "missing_ja": "未集計"}),
    ],
)
def test_a_report_that_cannot_be_is_refused(rule: str, value: object, more: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        report(OPEN_DATA, value, **more)
    assert refused.value.rule == rule
    assert refused.value.message
    assert refused.value.message_en


def test_a_share_above_one_is_refused() -> None:
    """80 where 80 % was meant."""
    for wrong in (report(CARD, 80), report(SPECS, numerator=27, denominator=26)):
        with pytest.raises(Refused) as refused:
            wrong.fit(CARD)
        assert refused.value.rule == "KP-O009"
    report(CARD, "0.8").fit(CARD)
    report(OPEN_DATA, 80).fit(OPEN_DATA)
