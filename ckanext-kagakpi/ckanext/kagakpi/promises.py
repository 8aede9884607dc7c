"""The promises of a plan told as JSON."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ckanext.kaga.common.times import iso
from ckanext.kagakpi import plan as core
from ckanext.kagakpi.boards import Board, parsed
from ckanext.kagakpi.model import Evaluation, Observation, Period, Plan, PlanVersion

_DIGITS = Decimal("0.0000000001")
_EMPTY = {"kept": 0, "on_the_way": 0, "not_kept": 0, "not_reported": 0, "not_applicable": 0}


def headed(row: Plan, version: PlanVersion) -> dict[str, Any]:
    """Return what is told of a plan in a list."""
    plan = parsed(version)
    return {
        "id": row.id,
        "slug": row.slug,
        "owner_org": row.owner_org,
        "example": row.example,
        "number": version.number,
        "content_hash": version.content_hash,
        "label": plan.label,
        "ja": plan.ja,
        "en": plan.en,
        "adopted_on": plan.adopted_on.isoformat(),
        "first_year": plan.first_year,
        "last_year": plan.last_year,
        "created": iso(row.created),
        "modified": iso(row.modified),
    }


def told(shown: Board, asked: int | None) -> dict[str, Any]:
    """Return a plan with its promises of a year."""
    plan, year = shown.plan, shown.year(asked)
    found = shown.assessed(year)
    nodes = core.by_node(plan, found)
    return {
        **headed(shown.row, shown.newest),
        "lead_ja": plan.lead_ja,
        "source_ja": plan.source_ja,
        "licence_ja": plan.licence_ja,
        "scheme": scheme_told(shown.counting(year)),
        "year": year,
        "years": shown.years,
        "overview": _counted(core.overview(found)),
        "promises": [promise(shown, kpi, found[kpi.key]) for kpi in plan.kpis if kpi.key in found],
        "nodes": [asdict(node) | {"overview": _counted(nodes[node.key])} for node in plan.nodes],
        "ended": [_ended(shown, kpi) for kpi in plan.kpis if kpi.last_year is not None],
        "measures": [_measure(shown, one) for one in plan.measures],
        "places": [asdict(one) | {"kpis": list(one.kpis)} for one in plan.places],
        "principles": [asdict(one) for one in plan.principles],
        "policies": [asdict(one) for one in plan.policies],
    }


def _measure(shown: Board, measure: core.Measure) -> dict[str, Any]:
    """A measure, with the names of those that it follows, as the last version had them."""
    names = {one.key: one for plan in shown.versions for one in plan.measures}
    follows = [
        {"key": key, "ja": names[key].ja, "en": names[key].en}
        for key in measure.follows
        if key in names
    ]
    return asdict(measure) | {"follows": follows}


def _ended(shown: Board, kpi: core.Kpi) -> dict[str, Any]:
    """A promise that ended: its last year, why, and the version that said so first."""
    key, last, why = kpi.key, kpi.last_year, kpi.ended_ja
    said = next(
        plan
        for plan in shown.versions
        if (one := plan.kpi(key)) is not None and (one.last_year, one.ended_ja) == (last, why)
    )
    return {
        "kpi": key,
        "text": kpi.text,
        "measure": kpi.measure,
        "indicator_en": shown.plan.indicator(kpi).en,
        "last_year": last,
        "ended_ja": why,
        "label": said.label,
        "adopted_on": said.adopted_on.isoformat(),
    }


def promise(shown: Board, kpi: core.Kpi, found: core.Assessment) -> dict[str, Any]:
    """Return one promise of a year and where it stands."""
    indicator = shown.plan.indicator(kpi)
    goal_ja, goal_en = core.shown.goal(indicator, found.target)
    return {
        "kpi": kpi.key,
        "text": kpi.text,
        "measure": kpi.measure,
        "indicator_ja": indicator.ja,
        "indicator_en": indicator.en,
        "year": found.target.year,
        "target_text": found.target.text,
        "comparator": found.target.comparator.value,
        "low": number(found.target.low),
        "high": number(found.target.high),
        "unit_ja": indicator.unit_ja,
        "unit_en": indicator.unit_en,
        "indicator": indicator.key,
        "kind": indicator.kind.value,
        "goal_ja": goal_ja,
        "goal_en": goal_en,
        "state": found.state.value,
        "met": found.met,
        "actual": number(found.actual),
        "actual_ja": _quantity(indicator, found)[0],
        "actual_en": _quantity(indicator, found)[1],
        "achieved": number(found.achieved),
        "progress": number(found.progress),
        "lacking": number(found.lacking),
        "as_of": found.report.as_of.isoformat() if found.report else None,
        "missing_ja": found.report.missing_ja if found.report else "",
        "ja": found.ja,
        "en": found.en,
        "grade": _graded(shown.counting(found.target.year), found),
    }


def every_promise(shown: Board) -> dict[str, Any]:
    """Return a plan's head with its promises of every year, from one reading."""
    plan = shown.plan
    found = [shown.assessed(year) for year in shown.years]
    return {
        **headed(shown.row, shown.newest),
        "lead_ja": plan.lead_ja,
        "source_ja": plan.source_ja,
        "licence_ja": plan.licence_ja,
        "years": shown.years,
        "promises": [
            promise(shown, kpi, of_year[kpi.key])
            for of_year in found
            for kpi in plan.kpis
            if kpi.key in of_year
        ],
    }


def scheme_told(plan: core.Plan) -> dict[str, Any]:
    """Return how a version of a plan grades its promises, in words."""
    scheme = core.scheme_of(plan)
    ja, en = scheme.says
    rules = [
        {name: getattr(rule, name) for name in ("code", "ja", "en", "shape")}
        | dict(zip(("when_ja", "when_en"), rule.when, strict=True))
        for rule in scheme.rules
    ]
    return {"key": scheme.key, "label": plan.label, "ja": ja, "en": en, "rules": rules}


def _graded(plan: core.Plan, found: core.Assessment) -> dict[str, str] | None:
    """The grade of a promise, why, and by which scheme of which version; None if not decided."""
    scheme = core.scheme_of(plan)
    grade = scheme.grade(found)
    if grade.rule is None:
        return None
    names = ("code", "ja", "en", "shape")
    return {name: getattr(grade.rule, name) for name in names} | {
        "why_ja": grade.ja,
        "why_en": grade.en,
        "scheme": scheme.key,
        "scheme_ja": scheme.ja,
        "scheme_en": scheme.en,
        "label": plan.label,
    }


def kpi_told(shown: Board, kpi: core.Kpi, asked: int | None) -> dict[str, Any]:
    """Return everything that is public of one KPI."""
    plan, indicator = shown.plan, shown.plan.indicator(kpi)
    promised = sorted(
        {one.year for v in shown.versions if (k := v.kpi(kpi.key)) for one in k.targets}
    )
    rows = Observation.of(shown.row.id, kpi.indicator)
    reported = sorted({*promised, *(row.year for row in rows)})
    running = [one for one in promised if kpi.runs(one)]
    year = asked if asked is not None else _nearest(running or promised, shown.now.date())
    found = {one: shown.assessed(one, kpi.key).get(kpi.key) for one in reported}
    now = found.get(year)
    measure = next(one for one in plan.measures if one.key == kpi.measure)
    superseded = {row.revises for row in rows if row.revises}
    return {
        "plan": headed(shown.row, shown.newest)
        | {name: getattr(plan, name) for name in ("lead_ja", "source_ja", "licence_ja")},
        "kpi": kpi.key,
        "text": kpi.text,
        "note_ja": kpi.note_ja,
        "measure": asdict(measure),
        "indicator": indicator_told(indicator),
        "places": [
            asdict(place) | {"kpis": list(place.kpis)}
            for place in plan.places
            if kpi.key in place.kpis
        ],
        "year": year,
        "years": reported,
        "promise": promise(shown, kpi, now) if now else None,
        "series": [_year(shown, kpi, one, found[one]) for one in reported],
        "reports": [report(row, current=row.id not in superseded) for row in reversed(rows)],
        "evaluations": [evaluation(one) for one in reversed(Evaluation.of(shown.row.id, kpi.key))],
        "next_due": _next_due(shown.row, kpi),
        "ended": None if kpi.last_year is None else _ended(shown, kpi),
    }


def report(row: Any, *, current: bool) -> dict[str, Any]:
    """Return a report as it was made; ``current``: no later one puts it right."""
    numbers = {name: number(getattr(row, name)) for name in ("value", "numerator", "denominator")}
    texts = ("id", "indicator", "year", "text_ja", "met", "standing", "missing_ja", "revises")
    more = ("reason", "source", "evidence", "query_hash")
    return {
        **{name: getattr(row, name) for name in texts},
        **numbers,
        **{name: getattr(row, name) for name in more},
        "as_of": row.as_of.isoformat(),
        "at": iso(row.at),
        "current": current,
    }


def evaluation(row: Evaluation) -> dict[str, Any]:
    """Return what the city said about a result."""
    names = ("kpi", "year", "observation_id", "cause_ja", "next_ja", "next_kind")
    return {name: getattr(row, name) for name in names} | {"at": iso(row.at)}


def number(exact: Fraction | Decimal | None) -> str | None:
    """Return a number as text: exact where it ends, else cut off after ten digits."""
    if exact is None:
        return None
    share = Fraction(exact)
    value = Decimal(share.numerator) / Decimal(share.denominator)
    if Fraction(value) != share:
        value = value.quantize(_DIGITS)
    return f"{value.normalize():f}"


def _counted(found: core.Overview) -> dict[str, Any]:
    counts = {name: getattr(found, name) for name in _EMPTY}
    return counts | {"promises": found.promises, "ja": found.ja, "en": found.en}


def _quantity(indicator: core.Indicator, found: core.Assessment) -> tuple[str, str]:
    if found.actual is None:
        return "", ""
    return core.shown.reported(indicator, found.actual, found.report)


def indicator_told(indicator: core.Indicator) -> dict[str, Any]:
    """Return what is measured and in which unit."""
    names = ("key", "ja", "en", "unit_ja", "unit_en", "numerator_ja", "denominator_ja")
    kinds = ("kind", "time", "better")
    return {
        **{name: getattr(indicator, name) for name in names},
        **{name: getattr(indicator, name).value for name in kinds},
        "breaks": [asdict(one) for one in indicator.breaks],
    }


def _nearest(years: list[int], today: dt.date) -> int:
    present = core.years.year_of(today)
    past = [year for year in years if year <= present]
    return past[-1] if past else next(iter(years), present)


def _year(shown: Board, kpi: core.Kpi, year: int, found: core.Assessment | None) -> dict[str, Any]:
    """One year of a KPI: what was promised by each version, what was reported in the year."""
    indicator = shown.plan.indicator(kpi)
    every = shown.history.get(kpi.indicator, ())
    mine = [one for one in core.current(every) if one.year == year]
    counts = core.latest(every, kpi.indicator, year)
    actual = found.actual if found else (counts.number if counts else None)
    promised = [
        (label, target)
        for label, target in core.target_history(shown.versions, kpi.key, year)
        if target is not None
    ]
    return {
        "year": year,
        "actual": number(actual),
        "actual_ja": core.shown.quantity(indicator, actual)[0] if actual is not None else "",
        "actual_en": core.shown.quantity(indicator, actual)[1] if actual is not None else "",
        "firm": bool(counts and counts.covers_the_year),
        "as_of": counts.as_of.isoformat() if counts else None,
        "state": found.state.value if found else None,
        "low": number(found.target.low) if found else None,
        "high": number(found.target.high) if found else None,
        "goal_ja": core.shown.goal(indicator, found.target)[0] if found else "",
        "goal_en": core.shown.goal(indicator, found.target)[1] if found else "",
        "promised": [
            {"label": label, "text": target.text, "reason_ja": target.reason_ja}
            for label, target in promised
        ],
        "interim": [
            {"as_of": one.as_of.isoformat(), "number": number(one.number)}
            for one in mine
            if counts and one.id != counts.id and one.number is not None
        ],
    }


def _next_due(row: Plan, kpi: core.Kpi) -> str | None:
    rounds = [one for one in Period.of(row.id) if one.closed is None]
    waiting = [one.due for one in rounds if kpi.runs(one.year)]
    return min(waiting).isoformat() if waiting else None
