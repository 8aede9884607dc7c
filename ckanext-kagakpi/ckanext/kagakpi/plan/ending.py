"""The end of a promise, and of a measure, in the next version of a plan.

What ends stays in the plan with its last fiscal year and why, so that its address, its reports and
its past grades stay; from the year after on nothing is promised of it.
"""

from __future__ import annotations

from dataclasses import replace

from ckanext.kagakpi.plan import rows, years
from ckanext.kagakpi.plan.model import Kpi, Plan
from ckanext.kagakpi.plan.refusal import Refused


def ended(plan: Plan, base: Plan, kpi: str, last_year: int, reason: str) -> Plan:
    """Return a version in which a KPI is promised up to a fiscal year, and no longer.

    Targets up to that year are those of the plan, and of ``base`` where an earlier step took them
    away. Raises Refused without a reason, and for a year before the one that was over last when
    the version was adopted: such years keep their targets.
    """
    found = rows.kpi(plan, kpi)
    _given(plan, last_year, reason)
    new = _until(found, base, last_year, reason)
    return replace(plan, kpis=rows.swapped(plan.kpis, found, new))


def measure_ended(plan: Plan, base: Plan, measure: str, last_year: int, reason: str) -> Plan:
    """Return a version in which a measure ends, and with it each KPI of it that goes on longer.

    Its words and places stay. Raises Refused as ``ended`` does.
    """
    found = rows.measure(plan, measure)
    _given(plan, last_year, reason)
    kpis = tuple(
        _until(one, base, last_year, reason)
        if one.measure == measure and one.runs(last_year + 1)
        else one
        for one in plan.kpis
    )
    new = replace(found, last_year=last_year, ended_ja=reason)
    return replace(plan, measures=rows.swapped(plan.measures, found, new), kpis=kpis)


def resumed(plan: Plan, base: Plan, kpi: str) -> Plan:
    """Return a version in which a KPI goes on, with the targets that ``base`` has of it.

    Raises Refused where its measure ended.
    """
    found = rows.kpi(plan, kpi)
    return replace(plan, kpis=rows.swapped(plan.kpis, found, _on(found, base)))


def measure_resumed(plan: Plan, base: Plan, measure: str) -> Plan:
    """Return a version in which a measure goes on, with the KPI that ended together with it."""
    found = rows.measure(plan, measure)
    end = (measure, found.last_year, found.ended_ja)
    kpis = tuple(
        _on(one, base) if (one.measure, one.last_year, one.ended_ja) == end else one
        for one in plan.kpis
    )
    new = replace(found, last_year=None, ended_ja="")
    return replace(plan, measures=rows.swapped(plan.measures, found, new), kpis=kpis)


def allowed(plan: Plan, base: Plan, field: str) -> None:
    """Refuse an end that ``base`` does not have, in a year whose next was over at the adoption."""
    ends = {one.key: one.last_year for one in base.kpis}
    for kpi in plan.kpis:
        if kpi.last_year is not None and ends.get(kpi.key) != kpi.last_year:
            _late(plan, kpi.last_year, field)
    ends = {one.key: one.last_year for one in base.measures}
    for measure in plan.measures:
        if measure.last_year is not None and ends.get(measure.key) != measure.last_year:
            _late(plan, measure.last_year, field)


def kept(old: Plan, new: Plan) -> None:
    """Refuse a version that drops a promise, or a measure that no other follows.

    ``old`` is the version before. What ended is still there, and says why.
    """
    kpis = {one.key for one in new.kpis}
    for kpi in old.kpis:
        if kpi.key not in kpis:
            raise Refused("KP-P014", "kpis", value=kpi.key, what="KPI")
    measures = {key for one in new.measures for key in (one.key, *one.follows)}
    for measure in old.measures:
        if measure.key not in measures:
            raise Refused("KP-P014", "measures", value=measure.key, what="施策")


def _given(plan: Plan, last_year: int, reason: str) -> None:
    if not reason:
        raise Refused("KP-P002", "ended_ja")
    _late(plan, last_year, "last_year")


def _late(plan: Plan, last_year: int, field: str) -> None:
    earliest = years.year_of(plan.adopted_on) - 1
    if last_year < earliest:
        raise Refused("KP-E004", field, year=last_year, earliest=earliest)


def _until(kpi: Kpi, base: Plan, last_year: int, reason: str) -> Kpi:
    targets = tuple(one for one in _on(kpi, base).targets if one.year <= last_year)
    return replace(kpi, targets=targets, last_year=last_year, ended_ja=reason)


def _on(kpi: Kpi, base: Plan) -> Kpi:
    """A KPI without its end, with the targets that only the base still has."""
    before = base.kpi(kpi.key)
    known = {one.year for one in kpi.targets}
    lost = [one for one in (before.targets if before else ()) if one.year not in known]
    targets = tuple(sorted((*kpi.targets, *lost), key=lambda one: one.year))
    return replace(kpi, targets=targets, last_year=None, ended_ja="")
