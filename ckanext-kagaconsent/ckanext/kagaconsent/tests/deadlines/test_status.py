"""Where a request stands on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ckanext.kagaconsent.deadlines import (
    REFUSALS,
    Amendment,
    Facts,
    Kind,
    Periods,
    Refused,
    SpecialExtension,
    State,
    Transfer,
    status,
)


def facts(kind: Kind = Kind.DISCLOSURE, **more: Any) -> Facts:
    """Received on Monday 2026-06-01, due on Wednesday 2026-07-01."""
    return Facts(kind=kind, received_on=date(2026, 6, 1), **more)


@pytest.mark.parametrize(
    ("today", "state", "left"),
    [
        ("2026-06-01", State.OPEN, 30),
        ("2026-06-23", State.OPEN, 8),
        ("2026-06-24", State.DUE_SOON, 7),
        ("2026-07-01", State.DUE_SOON, 0),
        ("2026-07-02", State.OVERDUE, -1),
    ],
)
def test_it_warns_before_and_says_when_it_is_late(today: str, state: State, left: int) -> None:
    said = status(facts(), date.fromisoformat(today))
    assert (said.state, said.days_left, said.due) == (state, left, date(2026, 7, 1))
    assert said.late is (left < 0)


def test_a_city_chooses_when_it_is_warned() -> None:
    assert status(facts(), date(2026, 6, 24), Periods(warn_days=3)).state is State.OPEN


@pytest.mark.parametrize(("decided", "late"), [("2026-07-01", False), ("2026-07-02", True)])
def test_a_decision_after_its_date_is_late(decided: str, late: bool) -> None:
    said = status(facts(decided_on=date.fromisoformat(decided)), date(2026, 8, 1))
    assert (said.state, said.late, said.days_left) == (State.DECIDED, late, None)
    assert ("期限後" in said.ja) is late


def test_an_open_amendment_is_waited_for_and_never_overdue() -> None:
    waiting = facts(amendments=(Amendment(date(2026, 6, 8)),))
    said = status(waiting, date(2026, 12, 1))
    assert (said.state, said.due, said.days_left) == (State.WAITING, None, 23)


def test_the_rest_counts_once_the_part_is_decided() -> None:
    special = SpecialExtension(date(2026, 6, 20), "文書が著しく大量", date(2026, 9, 30))
    assert status(facts(special=special), date(2026, 8, 3)).due == date(2026, 7, 31)
    parted = facts(special=special, part_decided_on=date(2026, 7, 30))
    said = status(parted, date(2026, 8, 3))
    assert (said.state, said.due) == (State.OPEN, date(2026, 9, 30))


def test_a_transferred_case_is_not_ours_to_decide() -> None:
    said = status(facts(transfer=Transfer(date(2026, 6, 10), "石川県知事")), date(2026, 8, 3))
    assert (said.state, said.due, said.late) == (State.TRANSFERRED, date(2026, 7, 1), False)
    assert "石川県知事" in said.ja


def test_there_is_no_state_before_the_receipt() -> None:
    with pytest.raises(Refused) as refused:
        status(facts(), date(2026, 5, 31))
    assert refused.value.rule == "KC-D014"


def test_every_refusal_is_said_in_two_languages() -> None:
    assert all(japanese and english for japanese, english in REFUSALS.values())
