"""The next version of a plan from the one before, step by step; each step gives a whole plan.

Keys stay, so that what was reported stands against the new targets, and a measure that was split
or merged says what it follows. No step takes a promise away.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, TypeVar

from ckanext.kagakpi.plan.model import Kpi, Measure, Place, Plan
from ckanext.kagakpi.plan.refusal import Refused
from ckanext.kagakpi.plan.target import Target

_Row = TypeVar("_Row")


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
class Words:
    """A measure with the place where it stands first, as a version has them."""

    ja: str
    en: str
    department_ja: str
    note_ja: str
    node: str
    number: str
    heading: str
    title: str
    page: int
    text: str
    kpi_text: str
    target_text: str


_NAMES = {"ja", "en", "department_ja", "note_ja"}


def headed(plan: Plan, base: Plan, head: Head) -> Plan:
    """Return a version with another head.

    It supersedes ``base`` where its label is another one; the same label corrects what ``base``
    says. Raises Refused for what is missing.
    """
    _said(head, "label", "ja", "source_ja", "licence_ja")
    supersedes = base.supersedes if head.label == base.label else base.label
    told: dict[str, Any] = {one.name: getattr(head, one.name) for one in fields(head)}
    return replace(plan, **told, supersedes=supersedes)


def words_of(plan: Plan, measure: str) -> Words:
    """Return what a version says of a measure; raises Refused where there is none."""
    known, place = _measure(plan, measure), plan.primary(measure)
    told: dict[str, Any] = {
        one.name: getattr(known if one.name in _NAMES else place, one.name) for one in fields(Words)
    }
    return Words(**told)


def worded(plan: Plan, measure: str, words: Words) -> Plan:
    """Return a version that words a measure otherwise, or moves it to another part.

    Raises Refused for what is missing, a part that is not there, and one in which the measure is
    shown again already.
    """
    known, place = _measure(plan, measure), plan.primary(measure)
    _said(words, "ja", "number", "title")
    again = {one.node for one in plan.places if one.measure == measure and not one.primary}
    if words.node in again:
        raise Refused("KP-E001", "node", value=measure)
    return replace(
        plan,
        measures=_swapped(plan.measures, known, _named(known, words)),
        places=_swapped(plan.places, place, _set(place, words)),
    )


def split(plan: Plan, measure: str, key: str, words: Words, kpis: Iterable[str]) -> Plan:
    """Return a version in which a part of a measure is one of its own, which follows it.

    ``kpis``, which are promises of the old measure, go with the new one. Raises Refused for a key
    that is taken and for a KPI of another measure.
    """
    known, place = _measure(plan, measure), plan.primary(measure)
    moved = tuple(kpis)
    for key_ in moved:
        found = plan.kpi(key_)
        if found is None or found.measure != measure:
            raise Refused("KP-E003", "kpis", value=key_, measure=measure)
    _said(words, "ja", "number", "title")
    new = _named(Measure(key=key, ja="", en="", follows=(measure,)), words)
    home = _set(replace(place, measure=key, marked=False, kpis=moved), words)
    places: list[Place] = []
    for one in plan.places:
        mine = one.measure == measure
        left = tuple(kpi for kpi in one.kpis if not (mine and kpi in moved))
        places.append(replace(one, kpis=left))
        if one == place:
            places.append(home)
    return replace(
        plan,
        measures=_swapped(plan.measures, known, known, new),
        places=tuple(places),
        kpis=tuple(replace(one, measure=key) if one.key in moved else one for one in plan.kpis),
    )


def merged(plan: Plan, measure: str, into: str) -> Plan:
    """Return a version in which one measure is part of another, with its promises.

    Its first place goes; where it was shown again, the other one is, unless it stands there
    already. Raises Refused where there is no such measure, or both are one.
    """
    gone, kept = _measure(plan, measure), _measure(plan, into)
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
        places=_swapped(tuple(places), home, replace(home, kpis=shown)),
        kpis=tuple(
            replace(one, measure=into) if one.measure == measure else one for one in plan.kpis
        ),
    )


def retargeted(plan: Plan, kpi: str, target: Target) -> Plan:
    """Return a version that promises something else of a KPI for a fiscal year, with a reason.

    Raises Refused without ``reason_ja``, and for a target that the indicator cannot answer.
    """
    found = plan.kpi(kpi)
    if found is None:
        raise Refused("KP-P007", "kpi", value=kpi)
    _said(target, "text", "reason_ja")
    others = [one for one in found.targets if one.year != target.year]
    targets = tuple(sorted((*others, target), key=lambda one: one.year))
    new: Kpi = replace(found, targets=targets)
    return replace(plan, kpis=_swapped(plan.kpis, found, new))


def _measure(plan: Plan, key: str) -> Measure:
    found = next((one for one in plan.measures if one.key == key), None)
    if found is None:
        raise Refused("KP-P007", "measure", value=key)
    return found


def _named(measure: Measure, words: Words) -> Measure:
    told: dict[str, Any] = {name: getattr(words, name) for name in _NAMES}
    return replace(measure, **told)


def _set(place: Place, words: Words) -> Place:
    names = [one.name for one in fields(Words) if one.name not in _NAMES]
    told: dict[str, Any] = {name: getattr(words, name) for name in names}
    return replace(place, **told)


def _said(thing: Head | Words | Target, *names: str) -> None:
    for name in names:
        if not getattr(thing, name):
            raise Refused("KP-P002", name)


def _swapped(rows: tuple[_Row, ...], old: _Row, *new: _Row) -> tuple[_Row, ...]:
    """The rows with others in the place of one."""
    at = rows.index(old)
    return (*rows[:at], *new, *rows[at + 1 :])
