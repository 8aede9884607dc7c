"""The next version of a plan from the one before, step by step; each step gives a whole plan.

Keys stay, so that what was reported stands against the new targets, and a measure that was split
or merged says what it follows. No step takes a promise away: one that ends says when and why
(``ending``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from ckanext.kagakpi.plan import rows
from ckanext.kagakpi.plan.ending import allowed
from ckanext.kagakpi.plan.model import Kpi, Measure, Place, Plan
from ckanext.kagakpi.plan.refusal import Refused
from ckanext.kagakpi.plan.target import Target


@dataclass(frozen=True, slots=True)
class Head:
    """What is said of a version as a whole."""

    label: str
    ja: str
    en: str
    adopted_on: date
    first_year: int
    last_year: int | None
    lead_ja: str
    source_ja: str
    licence_ja: str


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Where a measure stands, and what the plan says there."""

    node: str
    number: str
    heading: str
    title: str
    page: int
    text: str
    kpi_text: str
    target_text: str


@dataclass(frozen=True, slots=True)
class Words(PlaceWords):
    """A measure with the place where it stands first, as a version has them."""

    ja: str
    en: str
    department_ja: str
    note_ja: str


_OF_PLACE = tuple(one.name for one in fields(PlaceWords))
_NAMES = tuple(one.name for one in fields(Words) if one.name not in _OF_PLACE)


def headed(plan: Plan, base: Plan, head: Head) -> Plan:
    """Return a version with another head.

    It supersedes ``base`` where its label is another one; the same label corrects what ``base``
    says. Raises Refused for what is missing, and for a day of adoption on which a year was over
    with which the draft ends something.
    """
    rows.said(head, "label", "ja", "source_ja", "licence_ja")
    supersedes = base.supersedes if head.label == base.label else base.label
    told: dict[str, Any] = {one.name: getattr(head, one.name) for one in fields(head)}
    new = replace(plan, **told, supersedes=supersedes)
    allowed(new, base, "adopted_on")
    return new


def words_of(plan: Plan, measure: str) -> Words:
    """Return what a version says of a measure; raises Refused where there is none."""
    known, place = rows.measure(plan, measure), plan.primary(measure)
    told: dict[str, Any] = {
        one.name: getattr(known if one.name in _NAMES else place, one.name) for one in fields(Words)
    }
    return Words(**told)


def worded(plan: Plan, measure: str, words: Words) -> Plan:
    """Return a version that words a measure otherwise, or moves it to another part.

    Raises Refused for what is missing, a part that is not there, and one in which the measure is
    shown again already.
    """
    known, place = rows.measure(plan, measure), plan.primary(measure)
    rows.said(words, "ja", "number", "title")
    again = {one.node for one in plan.places if one.measure == measure and not one.primary}
    if words.node in again:
        raise Refused("KP-E001", "node", value=measure)
    return replace(
        plan,
        measures=rows.swapped(plan.measures, known, named(known, words)),
        places=rows.swapped(plan.places, place, placed(place, words)),
    )


def split(plan: Plan, measure: str, key: str, words: Words, kpis: Iterable[str]) -> Plan:
    """Return a version in which a part of a measure is one of its own, which follows it.

    ``kpis``, which are promises of the old measure, go with the new one. Raises Refused for a key
    that is taken and for a KPI of another measure.
    """
    known, place = rows.measure(plan, measure), plan.primary(measure)
    moved = tuple(kpis)
    for key_ in moved:
        found = plan.kpi(key_)
        if found is None or found.measure != measure:
            raise Refused("KP-E003", "kpis", value=key_, measure=measure)
    rows.free("key", key, (one.key for one in plan.measures))
    rows.said(words, "ja", "number", "title")
    new = named(Measure(key=key, ja="", en="", follows=(measure,)), words)
    home = placed(replace(place, measure=key, marked=False, kpis=moved), words)
    places: list[Place] = []
    for one in plan.places:
        mine = one.measure == measure
        left = tuple(kpi for kpi in one.kpis if not (mine and kpi in moved))
        places.append(replace(one, kpis=left))
        if one == place:
            places.append(home)
    return replace(
        plan,
        measures=rows.swapped(plan.measures, known, known, new),
        places=tuple(places),
        kpis=tuple(replace(one, measure=key) if one.key in moved else one for one in plan.kpis),
    )


def merged(plan: Plan, measure: str, into: str) -> Plan:
    """Return a version in which one measure is part of another, with its promises.

    Its first place goes; where it was shown again, the other one is, unless it stands there
    already. Raises Refused where there is no such measure, or both are one.
    """
    gone, kept = rows.measure(plan, measure), rows.measure(plan, into)
    if gone == kept:
        raise Refused("KP-E002", "into", value=measure)
    follows = dict.fromkeys((*kept.follows, measure, *gone.follows))
    follows.pop(into, None)
    stands = {one.node for one in plan.places if one.measure == into}
    places: list[Place] = []
    rest: dict[str, None] = {}
    for one in plan.places:
        if one.measure != measure:
            places.append(one)
        elif one.primary or one.node in stands:
            rest |= dict.fromkeys(one.kpis)
        else:
            places.append(replace(one, measure=into))
    home = plan.primary(into)
    shown = tuple(dict.fromkeys((*home.kpis, *rest)))
    return replace(
        plan,
        measures=tuple(
            replace(one, follows=tuple(follows)) if one == kept else one
            for one in plan.measures
            if one != gone
        ),
        places=rows.swapped(tuple(places), home, replace(home, kpis=shown)),
        kpis=tuple(
            replace(one, measure=into) if one.measure == measure else one for one in plan.kpis
        ),
    )


def retargeted(plan: Plan, kpi: str, target: Target) -> Plan:
    """Return a version that promises something else of a KPI for a fiscal year, with a reason.

    Raises Refused without ``reason_ja``, and for a target that the indicator cannot answer.
    """
    found = rows.kpi(plan, kpi)
    rows.said(target, "text", "reason_ja")
    others = [one for one in found.targets if one.year != target.year]
    targets = tuple(sorted((*others, target), key=lambda one: one.year))
    new: Kpi = replace(found, targets=targets)
    return replace(plan, kpis=rows.swapped(plan.kpis, found, new))


def named(measure: Measure, words: Words) -> Measure:
    """Return a measure with other names, department and remark."""
    told: dict[str, Any] = {name: getattr(words, name) for name in _NAMES}
    return replace(measure, **told)


def placed(place: Place, words: PlaceWords) -> Place:
    """Return a place in another part, or with other words."""
    told: dict[str, Any] = {name: getattr(words, name) for name in _OF_PLACE}
    return replace(place, **told)
