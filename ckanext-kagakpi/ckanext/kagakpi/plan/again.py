"""再掲: a measure that is shown in another part of the plan again; its promises count once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from ckanext.kagakpi.plan import rows
from ckanext.kagakpi.plan.adding import within
from ckanext.kagakpi.plan.edit import PlaceWords
from ckanext.kagakpi.plan.model import Place, Plan
from ckanext.kagakpi.plan.refusal import Refused

MARK = "（再掲）"
"""What a plan writes before the title of what it shows again."""


def shown_again(plan: Plan, measure: str, where: PlaceWords, kpis: Iterable[str]) -> Plan:
    """Return a version that shows a measure in another part, too, with some of its promises.

    Raises Refused for what is missing, a part in which it stands already, and a KPI of another
    measure.
    """
    found = rows.measure(plan, measure)
    rows.said(where, "node", "number", "title")
    if any(one.measure == measure and one.node == where.node for one in plan.places):
        raise Refused("KP-E009", "node", value=found.ja)
    shown = tuple(dict.fromkeys(kpis))
    mine = {one.key for one in plan.kpis if one.measure == measure}
    for key in shown:
        if key not in mine:
            raise Refused("KP-E003", "kpis", value=key, measure=found.ja)
    told: dict[str, Any] = {one.name: getattr(where, one.name) for one in fields(PlaceWords)}
    marked = where.title.startswith(MARK)
    new = Place(measure=measure, primary=False, marked=marked, kpis=shown, **told)
    return replace(plan, places=within(plan.places, new))


def not_again(plan: Plan, measure: str, node: str, number: str) -> Plan:
    """Return a version that no longer shows a measure again in that place.

    A promise that was shown only there is shown where its measure stands first. Raises Refused
    where the measure is not shown again there.
    """
    found = rows.measure(plan, measure)
    there = (measure, node, number)
    gone = next(
        (
            one
            for one in plan.places
            if (one.measure, one.node, one.number) == there and not one.primary
        ),
        None,
    )
    if gone is None:
        raise Refused("KP-E010", "node", value=found.ja)
    places = tuple(one for one in plan.places if one != gone)
    shown = {key for one in places for key in one.kpis}
    homes = {one.key: one.measure for one in plan.kpis}
    lost = [key for key in gone.kpis if key not in shown]
    return replace(
        plan,
        places=tuple(
            replace(one, kpis=(*one.kpis, *(key for key in lost if homes[key] == one.measure)))
            if one.primary
            else one
            for one in places
        ),
    )
