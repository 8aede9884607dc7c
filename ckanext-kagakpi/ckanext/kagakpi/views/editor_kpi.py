"""Pages on which staff write a KPI of the next version of a plan."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint

from ckanext.kagakpi import computed
from ckanext.kagakpi import plan as core
from ckanext.kagakpi.views import editor_words, words
from ckanext.kagakpi.views.editing import (
    Errors,
    Opened,
    Unreadable,
    as_typed,
    end,
    not_for_you,
    opened,
    page,
    read,
    stepped,
    typed,
)

blueprint = Blueprint("kagakpi_editor_kpi", __name__, url_prefix="/plan/<slug>/draft")

_NUMBERS = ("low", "high", "tolerance", "baseline")
_PREFIX = "indicator_"


@blueprint.get("/measures/<measure>/kpi")
def new(slug: str, measure: str) -> Response:
    """Show the form of a new KPI of a measure."""
    return _new(slug, measure)


@blueprint.post("/measures/<measure>/kpi")
def create(slug: str, measure: str) -> Response:
    """Add a KPI to a measure, with its first target and, where it is new, what it measures."""

    def step(found: Opened) -> core.Plan:
        key = typed("key")
        chosen = typed("indicator")
        target, indicator = _both(key) if not chosen else (_target(), None)
        kpi = core.Kpi(
            key=key,
            measure=measure,
            indicator=indicator.key if indicator else chosen,
            text=typed("wording"),
            targets=(target,),
            note_ja=typed("kpi_note"),
        )
        return core.adding.promised(found.content, kpi, indicator)

    return stepped(slug, step, lambda errors: _new(slug, measure, errors))


@blueprint.get("/kpi/<kpi>")
def show(slug: str, kpi: str) -> Response:
    """Show the targets of a KPI, the form of the one of a year, and how it ends."""
    return _show(slug, kpi)


@blueprint.post("/kpi/<kpi>")
def target(slug: str, kpi: str) -> Response:
    """Change the target of a year, or add one, with a reason."""

    def step(found: Opened) -> core.Plan:
        return core.edit.retargeted(found.content, kpi, _target())

    return stepped(slug, step, lambda errors: _show(slug, kpi, errors, "target"))


@blueprint.post("/kpi/<kpi>/end")
def end_(slug: str, kpi: str) -> Response:
    """End a promise with a fiscal year and a reason."""

    def step(found: Opened) -> core.Plan:
        return core.ending.ended(found.content, found.base, kpi, *end())

    return stepped(slug, step, lambda errors: _show(slug, kpi, errors, "end"))


@blueprint.post("/kpi/<kpi>/resume")
def resume(slug: str, kpi: str) -> Response:
    """Let a promise that ends go on."""

    def step(found: Opened) -> core.Plan:
        return core.ending.resumed(found.content, found.base, kpi)

    return stepped(slug, step, lambda errors: _show(slug, kpi, errors, "end"))


@blueprint.post("/kpi/<kpi>/withdraw")
def withdraw(slug: str, kpi: str) -> Response:
    """Take a KPI out that only the draft has."""

    def step(found: Opened) -> core.Plan:
        return core.adding.withdrawn(found.content, found.base, kpi)

    return stepped(slug, step, lambda errors: _show(slug, kpi, errors, "end"))


def _new(slug: str, measure: str, errors: Errors | None = None) -> Response:
    found = opened(slug)
    row = next((one for one in found.content.measures if one.key == measure), None)
    if row is None:
        return not_for_you()
    of = {f"{_PREFIX}{one.name}": "" for one in fields(core.Indicator)}
    said = of | _target_said(None, None) | dict.fromkeys(("key", "wording", "kpi_note"), "")
    said["indicator"] = ""
    said["year"] = core.years.year_of(found.content.adopted_on) + 1
    known = [
        (one.key, one.en if words.is_english() and one.en else one.ja)
        for one in found.content.indicators
    ]
    more = {
        "row": row,
        "typed": as_typed(said, errors),
        "indicators": [("", tk._("Something that the plan does not measure yet")), *known],
        "kinds": editor_words.choices(core.ValueKind),
        "times": editor_words.choices(core.Time),
        "betters": editor_words.choices(core.Better),
        "providers": [("", tk._("No, departments report it")), *_providers()],
    }
    return page("new_kpi", found, errors, **more, **_answers())


def _show(slug: str, kpi: str, errors: Errors | None = None, which: str = "") -> Response:
    """The page of a KPI; ``which`` of its forms was sent, where something is wrong."""
    found = opened(slug)
    row = found.content.kpi(kpi)
    if row is None:
        return not_for_you()
    asked = tk.request.args.get("year", "")
    last = row.targets[-1] if row.targets else None
    aim = next((one for one in row.targets if str(one.year) == asked), None)
    indicator = found.content.indicator(row)
    said = _target_said(indicator, aim or last)
    if aim is None and last is not None:
        said["year"] = last.year + 1
    ends: dict[str, Any] = {"last_year": row.last_year, "ended_ja": row.ended_ja}
    more = {
        "kpi": row,
        "indicator": indicator,
        "typed": as_typed(said, errors if which == "target" else None),
        "ends": as_typed(ends, errors if which == "end" else None),
        "which": which if errors else "",
        "is_new": found.base.kpi(kpi) is None,
    }
    return page("kpi", found, errors, **more, **_answers())


def _answers() -> dict[str, Any]:
    return {
        "comparators": editor_words.choices(core.Comparator),
        "bases": editor_words.choices(core.Basis),
    }


def _providers() -> list[tuple[str, str]]:
    names = {
        "datasets_first_published": tk._("Datasets that were published for the first time"),
        "standard_rows": tk._("Rows of the datasets of a standard"),
    }
    return [(name, names.get(name, name)) for name in sorted(computed.providers())]


def _target_said(indicator: core.Indicator | None, target: core.Target | None) -> dict[str, Any]:
    """What the form of a target shows of one: each change has a reason of its own."""
    if target is None or indicator is None:
        return {one.name: "" for one in fields(core.Target)}
    said = {one.name: getattr(target, one.name) for one in fields(core.Target)}
    for name in _NUMBERS:
        if said[name] is not None:
            number = said[name] * 100 if indicator.kind.is_share else said[name]
            said[name] = f"{number.normalize():f}{'%' if indicator.kind.is_share else ''}"
    return said | {"tolerance": said["tolerance"] if target.tolerance else "", "reason_ja": ""}


def _target() -> core.Target:
    return _as_target(read(core.Target))


def _as_target(told: dict[str, Any]) -> core.Target:
    return core.Target(**told | {"tolerance": told["tolerance"] or Decimal(0)})


def _both(key: str) -> tuple[core.Target, core.Indicator]:
    """The target and the new indicator of a form; what is wrong with both is said at once."""
    errors: Errors = {}
    told: list[Any] = []
    for kind, prefix in ((core.Target, ""), (core.Indicator, _PREFIX)):
        try:
            told.append(read(kind, prefix))
        except Unreadable as wrong:
            errors |= wrong.errors
    if errors:
        raise Unreadable(errors)
    target, indicator = told
    indicator |= {"key": indicator["key"] or key, "breaks": ()}
    return _as_target(target), core.Indicator(**indicator)
