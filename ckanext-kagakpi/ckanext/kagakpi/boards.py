"""Where the promises of a plan stand: what the tables hold of them, judged by the core."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.kagakpi import plan as core
from ckanext.kagakpi.model import Observation, Plan, PlanVersion

_PARSED: OrderedDict[str, core.Plan] = OrderedDict()
_REMEMBERED = 50


def local_now() -> dt.datetime:
    """Return the present in the portal's own time zone, by whose days years end."""
    return dt.datetime.now(tk.h.get_display_timezone())


def parsed(version: PlanVersion) -> core.Plan:
    """Return what a version says; by its hash, so that a page does not read it anew."""
    found = _PARSED.get(version.content_hash)
    if found is None:
        found = _PARSED[version.content_hash] = core.record.read(version.content)
        while len(_PARSED) > _REMEMBERED:
            _PARSED.popitem(last=False)
    return found


@dataclass(frozen=True, slots=True)
class Board:
    """A plan on a day, with everything that was reported on it.

    ``versions`` are oldest first, of each label the last; ``history`` is by indicator.
    """

    row: Plan
    newest: PlanVersion
    versions: tuple[core.Plan, ...]
    history: dict[str, tuple[core.Observation, ...]]
    now: dt.datetime

    @property
    def plan(self) -> core.Plan:
        """What the newest version says."""
        return self.versions[-1]

    @property
    def years(self) -> list[int]:
        """The fiscal years for which anything is promised."""
        found = {target.year for one in self.versions for kpi in one.kpis for target in kpi.targets}
        return sorted(found)

    def year(self, asked: int | None) -> int:
        """Return the year to show: the one asked for, the present one, or the nearest."""
        present = core.years.year_of(self.now.date())
        if asked is not None:
            return asked
        past = [year for year in self.years if year <= present]
        return past[-1] if past else next(iter(self.years), present)

    def counting(self, year: int) -> core.Plan:
        """Return the version whose targets count for a year, and whose scheme grades them.

        The newest, where none counts.
        """
        in_force = core.in_force(self.versions, year)
        return in_force[-1] if in_force else self.plan

    def targets(self, year: int) -> dict[str, core.Target]:
        """Return what counts for a year, by KPI."""
        in_force = core.in_force(self.versions, year)
        promised = [(kpi.key, kpi.target(year)) for kpi in in_force[-1].kpis] if in_force else []
        return {key: target for key, target in promised if target is not None}

    def assessed(self, year: int, only: str | None = None) -> dict[str, core.Assessment]:
        """Return where each promise of a year stands, or ``only`` one KPI's."""
        targets = self.targets(year)
        measured = {one.key: one for one in self.plan.indicators}
        return {
            kpi.key: core.assess(
                targets[kpi.key],
                measured[kpi.indicator],
                self.history.get(kpi.indicator, ()),
                self.now.date(),
            )
            for kpi in self.plan.kpis
            if kpi.key in targets and only in {None, kpi.key}
        }


def of(row: Plan, indicator: str | None = None, number: int | None = None) -> Board:
    """Read a plan with what was reported on it, or on one of its indicators.

    ``number``: as this version has it; raises NotFound where there is none.
    """
    zone = tk.h.get_display_timezone()
    versions = [one for one in PlanVersion.of(row.id) if number is None or one.number <= number]
    if number is not None and (not versions or versions[0].number != number):
        raise tk.ObjectNotFound(tk._("There is no such version."))
    latest: dict[str, core.Plan] = {}
    for version in reversed(versions):
        plan = parsed(version)
        latest.pop(plan.label, None)
        latest[plan.label] = plan
    history: dict[str, list[core.Observation]] = {}
    for one in Observation.of(row.id, indicator):
        history.setdefault(one.indicator, []).append(_observation(one, zone))
    return Board(
        row,
        versions[0],
        tuple(latest.values()),
        {key: tuple(ones) for key, ones in history.items()},
        dt.datetime.now(zone),
    )


def history(rows: Iterable[Any]) -> tuple[core.Observation, ...]:
    """Return rows as the core reads them, in the portal's time zone."""
    zone = tk.h.get_display_timezone()
    return tuple(_observation(row, zone) for row in rows)


def _observation(row: Any, zone: dt.tzinfo) -> core.Observation:
    return core.Observation(
        id=row.id,
        indicator=row.indicator,
        year=row.year,
        as_of=row.as_of,
        at=row.at.astimezone(zone),
        value=row.value,
        numerator=row.numerator,
        denominator=row.denominator,
        text_ja=row.text_ja,
        met=row.met,
        standing=core.Standing(row.standing),
        missing_ja=row.missing_ja,
        revises=row.revises,
    )
