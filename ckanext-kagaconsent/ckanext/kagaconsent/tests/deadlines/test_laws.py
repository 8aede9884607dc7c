"""What holds for every request, searched for by hypothesis."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from ckanext.kagaconsent.deadlines import (
    Amendment,
    Answer,
    Deadline,
    Extension,
    Facts,
    Kind,
    Periods,
    SpecialExtension,
    Transfer,
    reckon,
)
from ckanext.kagaconsent.deadlines.workdays import is_closed, next_open

requests = st.sampled_from([Kind.DISCLOSURE, Kind.CORRECTION, Kind.STOP_USE])
days = st.dates(date(2000, 1, 1), date(2060, 12, 31))
settings = st.builds(
    Periods,
    disclosure_days=st.integers(1, 30),
    correction_days=st.integers(1, 30),
    stop_use_days=st.integers(1, 30),
    disclosure_extension_days=st.integers(1, 30),
    correction_extension_days=st.integers(1, 30),
    stop_use_extension_days=st.integers(1, 30),
    special_part_days=st.integers(30, 60),
    calendar_days=st.booleans(),
    move_from_closed_days=st.booleans(),
)


@st.composite
def cases(draw: st.DrawFn) -> Facts:
    """A request with up to three answered amendments, perhaps lengthened or transferred."""
    kind = draw(requests)
    received = draw(days)
    at = received
    amendments = []
    for wait, length in draw(
        st.lists(st.tuples(st.integers(0, 25), st.integers(0, 60)), max_size=3)
    ):
        asked = at + timedelta(days=wait)
        at = asked + timedelta(days=length)
        amendments.append(Amendment(asked, at))
    how = draw(st.sampled_from(["plain", "extended", "special"]))
    return Facts(
        kind=kind,
        received_on=received,
        amendments=tuple(amendments),
        extension=Extension(received, "大量") if how == "extended" else None,
        special=SpecialExtension(received, "大量", next_open(at + timedelta(days=300)))
        if how == "special"
        else None,
        transfer=Transfer(received, "石川県知事")
        if kind is not Kind.STOP_USE and draw(st.booleans())
        else None,
        disclosure_received_on=received - timedelta(days=draw(st.integers(0, 200)))
        if kind is not Kind.DISCLOSURE and received.year > 2001
        else None,
    )


def deadlines(answer: Answer) -> list[Deadline]:
    """Every date of an answer."""
    return [one for one in (answer.first, answer.due, answer.rest, answer.filing) if one]


def last(facts: Facts, periods: Periods) -> date:
    due = reckon(facts, periods).due
    assert due is not None
    return due.on


@given(cases(), settings)
def test_the_last_step_is_the_date_and_each_step_has_its_ground(
    facts: Facts, periods: Periods
) -> None:
    for deadline in deadlines(reckon(facts, periods)):
        assert deadline.steps[-1].day == deadline.on
        for step in deadline.steps:
            assert step.ground.article_ja
            assert step.ground.article_en
            assert step.ja
            assert step.en
            assert step.setting is None or hasattr(periods, step.setting)


@given(cases(), settings)
def test_the_office_is_open_on_a_last_day(facts: Facts, periods: Periods) -> None:
    periods = replace(periods, move_from_closed_days=True)
    assert not any(is_closed(one.on) for one in deadlines(reckon(facts, periods)))


@given(cases(), settings, st.integers(0, 2), st.integers(1, 40))
def test_a_longer_amendment_never_makes_it_earlier(
    facts: Facts, periods: Periods, which: int, more: int
) -> None:
    assume(which < len(facts.amendments))
    longer = list(facts.amendments)
    grown = longer[which]
    assert grown.answered_on is not None
    until = grown.answered_on + timedelta(days=more)
    if which + 1 < len(longer):  # it may grow up to the next one
        until = min(until, longer[which + 1].asked_on)
    longer[which] = replace(grown, answered_on=until)
    assert last(facts, periods) <= last(replace(facts, amendments=tuple(longer)), periods)


@given(cases(), settings, st.integers(0, 40), st.integers(0, 40))
def test_one_more_amendment_never_makes_it_earlier(
    facts: Facts, periods: Periods, wait: int, length: int
) -> None:
    before = facts.amendments[-1].answered_on if facts.amendments else facts.received_on
    assert before is not None
    asked = before + timedelta(days=wait)
    another = Amendment(asked, asked + timedelta(days=length))
    more = replace(facts, amendments=(*facts.amendments, another))
    assert last(facts, periods) <= last(more, periods)


@given(cases(), settings, st.integers(1, 40))
def test_received_later_is_never_due_earlier(facts: Facts, periods: Periods, later: int) -> None:
    received = facts.received_on + timedelta(days=later)
    assume(all(one.asked_on >= received for one in facts.amendments))
    assume(facts.special is None)
    moved = replace(
        facts,
        received_on=received,
        extension=facts.extension and replace(facts.extension, on=received),
        transfer=facts.transfer and replace(facts.transfer, on=received),
    )
    assert last(facts, periods) <= last(moved, periods)


@given(cases(), settings, st.integers(1, 30))
def test_an_extension_never_shortens(facts: Facts, periods: Periods, by: int) -> None:
    plain = replace(facts, extension=None, special=None)
    by = min(by, periods.days(periods.extension_key(facts.kind)))
    longer = replace(plain, extension=Extension(facts.received_on, "大量", days=by))
    assert last(plain, periods) <= last(longer, periods)


@given(cases(), settings)
def test_the_answer_is_plain_data(facts: Facts, periods: Periods) -> None:
    for deadline in deadlines(reckon(facts, periods)):
        said = deadline.as_dict()
        assert said["on"] == said["steps"][-1]["day"] == deadline.on.isoformat()
