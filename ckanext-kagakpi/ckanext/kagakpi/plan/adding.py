"""What a plan did not have before: a measure, a KPI with its indicator and its first target."""

from __future__ import annotations

from dataclasses import replace

from ckanext.kagakpi.plan import rows
from ckanext.kagakpi.plan.edit import Words, named, placed
from ckanext.kagakpi.plan.indicator import Indicator
from ckanext.kagakpi.plan.model import Kpi, Measure, Place, Plan
from ckanext.kagakpi.plan.refusal import Refused


def measured(plan: Plan, key: str, words: Words) -> Plan:
    """Return a version with another measure, which stands last in its part of the plan.

    Raises Refused for a key that is none or is taken, and for what is missing.
    """
    rows.free("key", key, (one.key for one in plan.measures))
    rows.said(words, "ja", "number", "title")
    place = Place(
        node=words.node,
        number=words.number,
        heading=words.heading,
        title=words.title,
        measure=key,
        primary=True,
        marked=False,
        page=words.page,
        text=words.text,
        kpi_text=words.kpi_text,
        target_text=words.target_text,
        kpis=(),
    )
    return replace(
        plan,
        measures=(*plan.measures, named(Measure(key, "", ""), words)),
        places=within(plan.places, placed(place, words)),
    )


def within(places: tuple[Place, ...], new: Place) -> tuple[Place, ...]:
    """Return the places with a new one behind the last of its part."""
    last = [at for at, one in enumerate(places) if one.node == new.node]
    at = last[-1] + 1 if last else len(places)
    return (*places[:at], new, *places[at:])


def promised(plan: Plan, kpi: Kpi, indicator: Indicator | None = None) -> Plan:
    """Return a version with another promise, of an indicator that is new or that it has.

    It is shown where its measure stands first. Raises Refused for a key that is none or is taken,
    for what is missing (the reason of its first target too), and for a target that the indicator
    cannot answer. Fields of the KPI and of the indicator are named ``kpi.…`` and ``indicator.…``.
    """
    rows.free("kpi.key", kpi.key, (one.key for one in plan.kpis))
    rows.said(kpi, "text", prefix="kpi.")
    if indicator is not None:
        rows.free("indicator.key", indicator.key, (one.key for one in plan.indicators))
        rows.said(indicator, "ja", prefix="indicator.")
        low, high = indicator.bounds
        if low is not None and high is not None and low > high:
            raise Refused("KP-T003", "indicator.lowest", low=low, high=high)
    for target in kpi.targets:
        rows.said(target, "text", "reason_ja")
    rows.measure(plan, kpi.measure)
    home = plan.primary(kpi.measure)
    return replace(
        plan,
        indicators=(*plan.indicators, *([indicator] if indicator else [])),
        kpis=(*plan.kpis, kpi),
        places=rows.swapped(plan.places, home, replace(home, kpis=(*home.kpis, kpi.key))),
    )


def withdrawn(plan: Plan, base: Plan, kpi: str) -> Plan:
    """Return a version without a KPI that the draft added, and without its new indicator.

    Raises Refused for one that ``base`` has: that one ends, with a reason.
    """
    found = rows.kpi(plan, kpi)
    if base.kpi(kpi) is not None:
        raise Refused("KP-E007", "kpi", value=found.text)
    known = {one.key for one in base.indicators}
    kpis = tuple(one for one in plan.kpis if one != found)
    known |= {one.indicator for one in kpis}
    return replace(
        plan,
        kpis=kpis,
        indicators=tuple(one for one in plan.indicators if one.key in known),
        places=tuple(
            replace(one, kpis=tuple(key for key in one.kpis if key != kpi)) for one in plan.places
        ),
    )


def measure_withdrawn(plan: Plan, base: Plan, measure: str) -> Plan:
    """Return a version without a measure that the draft added.

    Raises Refused for one that ``base`` has or that carries one of the base on, and for one that
    has KPI.
    """
    found = rows.measure(plan, measure)
    known = {one.key for one in base.measures}
    if found.key in known or known & set(found.follows):
        raise Refused("KP-E007", "measure", value=found.ja)
    if any(one.measure == measure for one in plan.kpis):
        raise Refused("KP-E008", "measure", value=found.ja)
    return replace(
        plan,
        measures=tuple(one for one in plan.measures if one != found),
        places=tuple(one for one in plan.places if one.measure != measure),
    )
