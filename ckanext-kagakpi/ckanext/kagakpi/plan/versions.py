"""Plans are revised in mid-term: which target counts for which year."""

from __future__ import annotations

from collections.abc import Iterable

from ckanext.kagakpi.plan import years
from ckanext.kagakpi.plan.model import Plan
from ckanext.kagakpi.plan.target import Target


def in_force(plans: Iterable[Plan], year: int) -> tuple[Plan, ...]:
    """Return the versions that covered a fiscal year while it ran, the newest last.

    A version that was adopted when the year was over changes nothing for it.
    """
    mine = [one for one in plans if one.covers(year) and one.adopted_on <= years.last_day(year)]
    return tuple(sorted(mine, key=lambda one: one.adopted_on))


def target_of(plans: Iterable[Plan], kpi: str, year: int) -> Target | None:
    """Return the target that counts for a year: that of the newest version in force.

    None where that version makes no promise; an older one no longer does.
    """
    versions = in_force(plans, year)
    found = versions[-1].kpi(kpi) if versions else None
    return found.target(year) if found else None


def target_history(plans: Iterable[Plan], kpi: str, year: int) -> list[tuple[str, Target | None]]:
    """Return what each version in force promised for a year, with its label, the oldest first.

    Where the promise was changed while the year ran, more than one differs.
    """
    versions = [(one.label, one.kpi(kpi)) for one in in_force(plans, year)]
    return [(label, found.target(year) if found else None) for label, found in versions]
