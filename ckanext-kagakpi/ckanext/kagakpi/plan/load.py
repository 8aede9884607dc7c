"""A plan and rating schemes from their YAML files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TypeVar

from ckanext.kagakpi.plan import source
from ckanext.kagakpi.plan.indicator import Better, Indicator, SeriesBreak, Time, ValueKind
from ckanext.kagakpi.plan.model import Kpi, Measure, Node, Place, Plan, Statement
from ckanext.kagakpi.plan.rating import GradeRule, Measured, RatingScheme
from ckanext.kagakpi.plan.refusal import Refused
from ckanext.kagakpi.plan.source import Table
from ckanext.kagakpi.plan.target import Basis, Comparator, Target

_Row = TypeVar("_Row")

RATINGS = Path(__file__).parent / "data" / "ratings.yaml"
"""The rating schemes that come with the plugin."""


def load(path: Path | str) -> Plan:
    """Return the plan that a YAML file holds.

    Raises Refused for what is wrong first, with the file, the line and the key.
    """
    table = source.read(Path(path))
    measures = _each(table.rows("measures"), _measure)
    try:
        plan = Plan(
            key=table.text("key"),
            label=table.text("label"),
            ja=table.text("ja"),
            en=table.text("en"),
            adopted_on=table.day("adopted_on"),
            first_year=table.whole("first_year"),
            last_year=table.whole_or_none("last_year"),
            supersedes=table.text("supersedes", "") or None,
            lead_ja=table.text("lead_ja", ""),
            source_ja=table.text("source_ja"),
            licence_ja=table.text("licence_ja"),
            principles=_each(table.rows("principles"), _statement),
            policies=_each(table.rows("policies"), _statement),
            nodes=_each(table.rows("nodes"), _node),
            measures=measures,
            places=_places(table.rows("places")),
            indicators=_each(table.rows("indicators"), _indicator),
            kpis=_each(table.rows("kpis"), _kpi),
            scheme=table.text("scheme", "met"),
        )
        scheme_of(plan)
    except Refused as wrong:
        raise wrong if wrong.place else wrong.at(table.place) from wrong
    table.done()
    return plan


def ratings(path: Path | str = RATINGS) -> dict[str, RatingScheme]:
    """Return rating schemes by their key, from a YAML file; raises Refused as ``load`` does."""
    table = source.read(Path(path))
    schemes = _each(table.rows("schemes"), _scheme)
    table.done()
    return {one.key: one for one in schemes}


def scheme_of(plan: Plan) -> RatingScheme:
    """Return the scheme that grades a plan's promises; raises Refused where there is none."""
    schemes = _shipped()
    if plan.scheme not in schemes:
        raise Refused("KP-P005", "scheme", value=plan.scheme[:100], expected=", ".join(schemes))
    return schemes[plan.scheme]


@cache
def _shipped() -> dict[str, RatingScheme]:
    return ratings()


def _each(tables: Iterable[Table], row: Callable[[Table], _Row]) -> tuple[_Row, ...]:
    rows = []
    for table in tables:
        try:
            rows.append(row(table))
        except Refused as wrong:
            raise wrong if wrong.place else wrong.at(table.place) from wrong
        table.done()
    return tuple(rows)


def _statement(table: Table) -> Statement:
    return Statement(
        key=table.text("key"),
        number=table.whole("number"),
        ja=table.text("ja"),
        en=table.text("en"),
        page=table.whole("page"),
        text=table.text("text"),
    )


def _node(table: Table) -> Node:
    return Node(
        key=table.text("key"),
        number=table.text("number"),
        ja=table.text("ja"),
        en=table.text("en"),
        page=table.whole("page"),
        parent=table.text("parent", "") or None,
        text=table.text("text", ""),
    )


def _measure(table: Table) -> Measure:
    return Measure(
        key=table.text("key"),
        ja=table.text("ja"),
        en=table.text("en"),
        department_ja=table.text("department_ja", ""),
        note_ja=table.text("note_ja", ""),
        follows=table.words("follows"),
        last_year=table.whole_or_none("last_year"),
        ended_ja=table.text("ended_ja", ""),
    )


def _places(tables: Iterable[Table]) -> tuple[Place, ...]:
    """The places; one that is 再掲 without words of its own has those of the primary one."""
    texts: dict[str, tuple[str, str, str]] = {}

    def place(table: Table) -> Place:
        measure = table.text("measure")
        primary = table.flag("primary", default=True)
        own = measure in texts and not primary
        known = texts.get(measure, ("", "", ""))
        text, kpi_text, target_text = (
            table.text(key, known[at] if own else None)
            for at, key in enumerate(("text", "kpi_text", "target_text"))
        )
        if primary:
            texts.setdefault(measure, (text, kpi_text, target_text))
        return Place(
            node=table.text("node"),
            number=table.text("number"),
            heading=table.text("heading"),
            title=table.text("title"),
            measure=measure,
            primary=primary,
            marked=table.flag("marked", default=False),
            page=table.whole("page"),
            text=text,
            kpi_text=kpi_text,
            target_text=target_text,
            kpis=table.words("kpis"),
        )

    return _each(tables, place)


def _indicator(table: Table) -> Indicator:
    return Indicator(
        key=table.text("key"),
        ja=table.text("ja"),
        en=table.text("en"),
        kind=table.choice("kind", ValueKind),
        time=table.choice("time", Time),
        unit_ja=table.text("unit_ja", ""),
        unit_en=table.text("unit_en", ""),
        better=table.choice("better", Better, Better.UP),
        numerator_ja=table.text("numerator_ja", ""),
        denominator_ja=table.text("denominator_ja", ""),
        lowest=table.number("lowest"),
        highest=table.number("highest"),
        breaks=_each(table.rows("breaks", required=False), _break),
        computed=table.text("computed", ""),
        computed_from=table.text("computed_from", ""),
    )


def _break(table: Table) -> SeriesBreak:
    return SeriesBreak(
        year=table.whole("year"),
        reason_ja=table.text("reason_ja"),
        reason_en=table.text("reason_en", ""),
    )


def _kpi(table: Table) -> Kpi:
    return Kpi(
        key=table.text("key"),
        measure=table.text("measure"),
        indicator=table.text("indicator"),
        text=table.text("text"),
        targets=_each(table.rows("targets"), _target),
        note_ja=table.text("note_ja", ""),
        last_year=table.whole_or_none("last_year"),
        ended_ja=table.text("ended_ja", ""),
    )


def _target(table: Table) -> Target:
    return Target(
        year=table.whole("year"),
        comparator=table.choice("comparator", Comparator),
        basis=table.choice("basis", Basis),
        text=table.text("text"),
        low=table.number("low"),
        high=table.number("high"),
        tolerance=table.number("tolerance") or Decimal(0),
        baseline=table.number("baseline"),
        baseline_year=table.whole_or_none("baseline_year"),
        since=table.whole_or_none("since"),
        criterion_ja=table.text("criterion_ja", ""),
        criterion_en=table.text("criterion_en", ""),
        no_number_ja=table.text("no_number_ja", ""),
        reason_ja=table.text("reason_ja", ""),
    )


def _scheme(table: Table) -> RatingScheme:
    return RatingScheme(
        key=table.text("key"),
        ja=table.text("ja"),
        en=table.text("en"),
        rules=_each(table.rows("rules"), _rule),
    )


def _rule(table: Table) -> GradeRule:
    at_least = table.number("at_least")
    if at_least is None:
        raise Refused("KP-P002", "at_least")
    return GradeRule(
        code=table.text("code"),
        ja=table.text("ja"),
        en=table.text("en"),
        shape=table.text("shape"),
        colour=table.text("colour"),
        measured=table.choice("measured", Measured),
        at_least=at_least,
    )
