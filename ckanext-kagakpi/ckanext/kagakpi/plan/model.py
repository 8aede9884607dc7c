"""A version of a plan: what was promised, where it stands, in which words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from ckanext.kagakpi.plan.indicator import Indicator
from ckanext.kagakpi.plan.refusal import Refused
from ckanext.kagakpi.plan.target import Target


class _HasKey(Protocol):
    @property
    def key(self) -> str: ...


_Keyed = TypeVar("_Keyed", bound=_HasKey)


@dataclass(frozen=True, slots=True)
class Statement:
    """A principle or a policy of the plan, in its words."""

    key: str
    number: int
    ja: str
    en: str
    page: int
    text: str


@dataclass(frozen=True, slots=True)
class Node:
    """A part of the plan's tree (柱); ``parent`` is a key, None at the top."""

    key: str
    number: str
    ja: str
    en: str
    page: int
    parent: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """What the city does (施策); its key outlives the version of the plan.

    ``department_ja`` is empty where the plan names none.
    """

    key: str
    ja: str
    en: str
    department_ja: str = ""
    note_ja: str = ""
    follows: tuple[str, ...] = ()
    """Keys of the measures of earlier versions that it was split from or took in."""
    last_year: int | None = None
    """The last fiscal year in which the plan follows it, where it ends; ``ended_ja`` says why."""
    ended_ja: str = ""

    def __post_init__(self) -> None:
        """Refuse an end without a reason, and a reason without an end."""
        _ends(self)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a measure stands in the plan; not ``primary`` is 再掲.

    ``kpis`` are the promises that are shown there. The texts are the plan's own.
    """

    node: str
    number: str
    heading: str
    title: str
    measure: str
    primary: bool
    marked: bool
    """The plan itself writes （再掲） before the title."""
    page: int
    text: str
    kpi_text: str
    target_text: str
    kpis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kpi:
    """An indicator that a measure is held to, with its target of each year.

    It is one promise, in however many places it is shown; its key outlives the version, and the
    promise itself: one that ended stays, with its last fiscal year and why. Raises Refused for a
    year without a reason, a reason without a year, and a target after the last year.
    """

    key: str
    measure: str
    indicator: str
    text: str
    targets: tuple[Target, ...]
    note_ja: str = ""
    last_year: int | None = None
    ended_ja: str = ""

    def __post_init__(self) -> None:
        """Refuse an end that does not hold together."""
        _ends(self)
        for target in self.targets:
            if not self.runs(target.year):
                raise Refused(
                    "KP-P012", "targets", value=self.text, last=self.last_year, year=target.year
                )

    def runs(self, year: int) -> bool:
        """Tell whether the plan still follows it in a fiscal year."""
        return self.last_year is None or year <= self.last_year

    def target(self, year: int) -> Target | None:
        """Return what is promised for a fiscal year, if anything."""
        return next((one for one in self.targets if one.year == year), None)


@dataclass(frozen=True, slots=True)
class Plan:
    """One version of a plan.

    Fiscal years ``first_year`` to ``last_year`` (None: open) are covered. ``supersedes`` is
    the label of the version before, ``scheme`` the key of the rating scheme that grades its
    promises. Raises Refused for a key that leads nowhere, a measure
    without exactly one primary place, a KPI that is shown nowhere or goes on after its measure
    ended, and a target that its indicator cannot answer.
    """

    key: str
    label: str
    ja: str
    en: str
    adopted_on: date
    first_year: int
    last_year: int | None
    supersedes: str | None
    lead_ja: str
    source_ja: str
    licence_ja: str
    principles: tuple[Statement, ...]
    policies: tuple[Statement, ...]
    nodes: tuple[Node, ...]
    measures: tuple[Measure, ...]
    places: tuple[Place, ...]
    indicators: tuple[Indicator, ...]
    kpis: tuple[Kpi, ...]
    scheme: str = "met"

    def __post_init__(self) -> None:
        """Refuse a plan that does not hold together."""
        nodes = _once("nodes", self.nodes)
        measures = _once("measures", self.measures)
        indicators = _once("indicators", self.indicators)
        kpis = _once("kpis", self.kpis)
        for node in self.nodes:
            if node.parent is not None:
                _known("parent", node.parent, nodes)
        for place in self.places:
            _known("node", place.node, nodes)
            _known("measure", place.measure, measures)
            for key in place.kpis:
                _known("kpis", key, kpis)
        self._answerable(measures, indicators)
        primary = Counter(one.measure for one in self.places if one.primary)
        for key in measures:
            if primary[key] != 1:
                raise Refused("KP-P008", "primary", value=key, count=primary[key])
        shown = {key for place in self.places for key in place.kpis}
        for key in kpis:
            if key not in shown:
                raise Refused("KP-P010", "kpis", value=key)

    def _answerable(
        self, measures: Mapping[str, Measure], indicators: Mapping[str, Indicator]
    ) -> None:
        for kpi in self.kpis:
            _known("measure", kpi.measure, measures)
            measure = measures[kpi.measure]
            if measure.last_year is not None and kpi.runs(measure.last_year + 1):
                raise Refused("KP-P013", "measure", value=kpi.text, measure=measure.ja)
            _known("indicator", kpi.indicator, indicators)
            for target in kpi.targets:
                target.fit(indicators[kpi.indicator])

    def kpi(self, key: str) -> Kpi | None:
        """Return the KPI of a key, if the plan has it."""
        return next((one for one in self.kpis if one.key == key), None)

    def indicator(self, kpi: Kpi) -> Indicator:
        """Return what a KPI measures."""
        return next(one for one in self.indicators if one.key == kpi.indicator)

    def primary(self, measure: str) -> Place:
        """Return the place where a measure stands first."""
        return next(one for one in self.places if one.measure == measure and one.primary)

    def covers(self, year: int) -> bool:
        """Tell whether a fiscal year is within the plan."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)


def _once(field: str, rows: Iterable[_Keyed]) -> dict[str, _Keyed]:
    found: dict[str, _Keyed] = {}
    for row in rows:
        if row.key in found:
            raise Refused("KP-P004", f"{field}.{row.key}")
        found[row.key] = row
    return found


def _ends(one: Measure | Kpi) -> None:
    if (one.last_year is None) is bool(one.ended_ja):
        raise Refused("KP-P011", "ended_ja" if one.last_year else "last_year")


def _known(field: str, key: str, keys: Container[str]) -> None:
    if key not in keys:
        raise Refused("KP-P007", field, value=key)
