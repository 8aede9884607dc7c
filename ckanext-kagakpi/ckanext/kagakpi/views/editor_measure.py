"""Pages on which staff write a measure of the next version of a plan."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint

from ckanext.kagakpi import plan as core
from ckanext.kagakpi.views.editing import (
    Errors,
    Opened,
    as_typed,
    end,
    not_for_you,
    opened,
    page,
    read,
    stepped,
    ticked,
    typed,
)

blueprint = Blueprint("kagakpi_editor_measure", __name__, url_prefix="/plan/<slug>/draft/measures")


@blueprint.get("")
def new(slug: str) -> Response:
    """Show the form of a new measure; ``node`` is the part of the plan it shall stand in."""
    return _new(slug)


@blueprint.post("")
def create(slug: str) -> Response:
    """Add a measure to the draft."""

    def step(found: Opened) -> core.Plan:
        return core.adding.measured(found.content, typed("key"), _words())

    return stepped(slug, step, lambda errors: _new(slug, errors))


@blueprint.get("/<measure>")
def show(slug: str, measure: str) -> Response:
    """Show a measure: its words and place, its KPI, and what can become of it."""
    return _show(slug, measure)


@blueprint.post("/<measure>")
def word(slug: str, measure: str) -> Response:
    """Word a measure otherwise, or move it to another part of the plan."""

    def step(found: Opened) -> core.Plan:
        return core.edit.worded(found.content, measure, _words())

    return stepped(slug, step, lambda errors: _show(slug, measure, errors, "word"))


@blueprint.post("/<measure>/split")
def split(slug: str, measure: str) -> Response:
    """Make a part of a measure one of its own."""
    kpis = tk.request.form.getlist("kpis")

    def step(found: Opened) -> core.Plan:
        return core.edit.split(found.content, measure, typed("key"), _words(), kpis)

    return stepped(slug, step, lambda errors: _show(slug, measure, errors, "split"))


@blueprint.post("/<measure>/merge")
def merge(slug: str, measure: str) -> Response:
    """Make a measure part of another one."""

    def step(found: Opened) -> core.Plan:
        return core.edit.merged(found.content, measure, typed("into"))

    return stepped(slug, step, lambda errors: _show(slug, measure, errors, "merge"))


@blueprint.post("/<measure>/again")
def again(slug: str, measure: str) -> Response:
    """Show a measure again in another part of the plan."""
    kpis = tk.request.form.getlist("kpis")

    def step(found: Opened) -> core.Plan:
        where = core.edit.PlaceWords(**read(core.edit.PlaceWords))
        return core.again.shown_again(found.content, measure, where, kpis)

    return stepped(slug, step, lambda errors: _show(slug, measure, errors, "again"))


@blueprint.post("/<measure>/not-again")
def not_again(slug: str, measure: str) -> Response:
    """Take a place away in which a measure is shown again."""

    def step(found: Opened) -> core.Plan:
        return core.again.not_again(found.content, measure, typed("node"), typed("number"))

    return stepped(slug, step, lambda errors: _show(slug, measure, errors, "not-again"))


@blueprint.post("/<measure>/end")
def end_(slug: str, measure: str) -> Response:
    """End a measure with a fiscal year and a reason, and with it its KPI."""

    def step(found: Opened) -> core.Plan:
        return core.ending.measure_ended(found.content, found.base, measure, *end())

    return stepped(slug, step, lambda errors: _show(slug, measure, errors, "end"))


@blueprint.post("/<measure>/resume")
def resume(slug: str, measure: str) -> Response:
    """Let a measure that ends go on."""

    def step(found: Opened) -> core.Plan:
        return core.ending.measure_resumed(found.content, found.base, measure)

    return stepped(slug, step, lambda errors: _show(slug, measure, errors, "end"))


@blueprint.post("/<measure>/withdraw")
def withdraw(slug: str, measure: str) -> Response:
    """Take a measure out that only the draft has."""

    def step(found: Opened) -> core.Plan:
        return core.adding.measure_withdrawn(found.content, found.base, measure)

    return stepped(slug, step, lambda errors: _show(slug, measure, errors, "end"))


def _new(slug: str, errors: Errors | None = None) -> Response:
    said = {one.name: "" for one in fields(core.edit.Words)} | {"key": ""}
    said["node"] = tk.request.args.get("node", "")
    return page("new_measure", opened(slug), errors, typed=as_typed(said, errors))


def _show(slug: str, measure: str, errors: Errors | None = None, which: str = "") -> Response:
    """The page of a measure; ``which`` of its forms was sent, where something is wrong."""
    found = opened(slug)
    try:
        said = asdict(core.edit.words_of(found.content, measure))
    except core.Refused:
        return not_for_you()
    row = next(one for one in found.content.measures if one.key == measure)
    mine = [one for one in found.content.kpis if one.measure == measure]
    blank = dict.fromkeys(("key", "into"), "")
    ends: dict[str, Any] = {"last_year": row.last_year, "ended_ja": row.ended_ja}
    forms = {
        "word": said,
        "split": said | blank,
        "merge": blank,
        "again": said | {"node": "", "number": "", "heading": "", "title": _marked(said["title"])},
        "end": ends,
    }
    shown = {
        name: as_typed(told, errors if name == which else None) for name, told in forms.items()
    }
    more = {
        "row": row,
        "measure": measure,
        "mine": mine,
        "forms": shown,
        "which": which if errors else "",
        "ticked": ticked(errors, tuple(one.key for one in mine) if which != "split" else ()),
        "is_new": all(one.key != measure for one in found.base.measures),
    }
    return page("measure", found, errors, **more)


def _marked(title: str) -> str:
    mark = core.again.MARK
    return title if title.startswith(mark) else f"{mark}{title}"


def _words() -> core.edit.Words:
    return core.edit.Words(**read(core.edit.Words))
