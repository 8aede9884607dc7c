"""The actual that a target is compared with, from what was reported."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from ckanext.kagakpi.plan.indicator import Indicator, Time
from ckanext.kagakpi.plan.observation import Observation, latest
from ckanext.kagakpi.plan.target import Basis, Target


@dataclass(frozen=True, slots=True)
class Actual:
    """What stands against a target.

    ``number`` is None where a report that it needs has no number: a gap is never 0.
    ``complete`` holds when every report it rests on is firm and covers its year.
    ``report`` is the one of the target's own year.
    """

    number: Fraction | None
    complete: bool
    report: Observation | None


def actual(target: Target, indicator: Indicator, history: Iterable[Observation]) -> Actual:
    """Return the actual of the target's year.

    Raises Refused where target and indicator do not fit.
    """
    target.fit(indicator)
    every = tuple(history)
    own = latest(every, indicator.key, target.year)
    if target.comparator.is_judged:
        return Actual(None, own is not None and own.covers_the_year, own)
    needed = [latest(every, indicator.key, year) for year in _earlier(target, indicator)]
    numbers = [one.number if one else None for one in (*needed, own)]
    complete = all(one is not None and one.covers_the_year for one in (*needed, own))
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        return Actual(None, complete, own)
    if indicator.time is Time.FLOW:
        return Actual(sum(known, Fraction(0)), complete, own)
    return Actual(known[-1] - sum(known[:-1], Fraction(0)), complete, own)


def _earlier(target: Target, indicator: Indicator) -> range:
    """The years before the target's own whose reports it needs as well."""
    if indicator.time is Time.FLOW and target.basis is Basis.CUMULATIVE:
        return range(target.since or target.year, target.year)
    if indicator.time is Time.FLOW_SINCE_START and target.basis is Basis.IN_PERIOD:
        return range(target.year - 1, target.year)
    return range(0)
