"""What can happen next, and what the deadlines get to know of what happened."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ckanext.kagaconsent import casework
from ckanext.kagaconsent.casework import OUTCOMES, Entry, Event, Outcome
from ckanext.kagaconsent.deadlines import Amendment, Facts, Kind, reckon

START = date(2026, 4, 1)
DETAIL = {
    Event.EXTENDED_SPECIALLY: {"due_on": "2027-03-31"},
    Event.TRANSFERRED: {"to": "石川県"},
    Event.IDENTIFIED: {"how": "運転免許証の提示"},
}


@st.composite
def ways(draw: st.DrawFn) -> tuple[Kind, list[Entry]]:
    """A case and what happened to it, a day after the other, each among what was possible."""
    kind = draw(st.sampled_from(Kind))
    trail = [Entry(1, Event.RECEIVED, START)]
    for number in range(2, draw(st.integers(2, 9))):
        event = draw(st.sampled_from(casework.possible(kind, trail)))
        detail = dict(DETAIL.get(event, {}))
        on = START + timedelta(days=number)
        if event is Event.DECIDED:
            detail = {"outcome": draw(st.sampled_from(OUTCOMES[kind])).value}
        if event is Event.RECEIVED:
            on = START
        if event is Event.STRUCK:
            held = [one.number for one in casework.holding(trail)[1:]]
            if not held:
                continue
            detail = {"of": held[-1]}
        trail.append(Entry(number, event, on, "理由", detail))
    return kind, trail


@given(ways())
def test_whatever_was_possible_can_be_reckoned(way: tuple[Kind, list[Entry]]) -> None:
    kind, trail = way
    facts = casework.facts(kind, trail)
    reckon(facts)
    assert casework.possible(kind, trail)
    ended = casework.outcome(trail)
    held = {one.event for one in casework.holding(trail)}
    assert (ended is not None) == bool(held & {Event.DECIDED, Event.WITHDRAWN, Event.TRANSFERRED})
    assert facts.decided_on is None or ended in OUTCOMES[kind]


@given(ways())
def test_striking_out_undoes(way: tuple[Kind, list[Entry]]) -> None:
    kind, trail = way
    held = casework.holding(trail)
    if len(held) == 1:
        return
    last = held[-1]
    struck = [*trail, Entry(99, Event.STRUCK, last.on, "誤り", {"of": last.number})]
    before = [one for one in trail if one is not last]
    assert casework.facts(kind, struck) == casework.facts(kind, before)
    assert casework.possible(kind, struck) == casework.possible(kind, before)


def test_a_correction_that_is_waited_for() -> None:
    asked = Entry(2, Event.CORRECTION_ASKED, date(2026, 4, 6), "期間の特定")
    trail = [Entry(1, Event.RECEIVED, START), asked]
    assert casework.facts(Kind.DISCLOSURE, trail) == Facts(
        kind=Kind.DISCLOSURE, received_on=START, amendments=(Amendment(asked.on),)
    )
    assert Event.CORRECTION_ASKED not in casework.possible(Kind.DISCLOSURE, trail)
    trail.append(Entry(3, Event.CORRECTION_ANSWERED, date(2026, 4, 10)))
    assert casework.facts(Kind.DISCLOSURE, trail).amendments == (
        Amendment(asked.on, date(2026, 4, 10)),
    )


def test_a_dismissal_and_a_complaint_need_no_identity() -> None:
    assert casework.needs_identity(Kind.DISCLOSURE, Outcome.FULL)
    assert not casework.needs_identity(Kind.DISCLOSURE, Outcome.DISMISSED)
    assert not casework.needs_identity(Kind.COMPLAINT, Outcome.EXPLAINED)


def test_the_fiscal_year_begins_in_april() -> None:
    assert casework.fiscal_year(date(2027, 3, 31)) == 2026
    assert casework.fiscal_year(date(2027, 4, 1)) == 2027
