"""Pages on which staff write the next version of a plan, step by step, without JavaScript."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import asdict, fields
from decimal import Decimal
from typing import Any, NamedTuple

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint, make_response

from ckanext.kagakpi import plan as core
from ckanext.kagakpi.views import words

blueprint = Blueprint("kagakpi_editor", __name__, url_prefix="/plan/<slug>/draft")

_WHOLE = {"page", "first_year", "year"}
_MAY_LACK = {"last_year", "baseline_year", "since"}
_CHOICES: dict[str, Callable[[str], Any]] = {"comparator": core.Comparator, "basis": core.Basis}
_NUMBERS = {"low", "high", "tolerance", "baseline"}
Errors = dict[str, list[str]]


class Opened(NamedTuple):
    """A plan with its newest version, and what the draft says, or that version where none is."""

    plan: dict[str, Any]
    base: core.Plan
    content: core.Plan
    draft: dict[str, Any] | None
    content_hash: str


class Unreadable(Exception):
    """What somebody typed cannot be read; ``errors`` says what is wrong with which field."""

    def __init__(self, errors: Errors) -> None:
        """Carry what is wrong."""
        super().__init__(str(errors))
        self.errors = errors


@blueprint.get("")
def show(slug: str) -> Response:
    """Show the draft: what it changes, its measures and KPI; or begin one."""
    return _show(slug)


@blueprint.post("")
def head(slug: str) -> Response:
    """Begin a draft, or change what is said of the version as a whole."""

    def step(opened: Opened) -> core.Plan:
        return core.edit.headed(
            opened.content, opened.base, core.edit.Head(**_typed(core.edit.Head))
        )

    return _stepped(slug, step, lambda errors: _show(slug, errors))


@blueprint.post("/delete")
def delete(slug: str) -> Response:
    """Throw the draft away."""
    _opened(slug)
    tk.get_action("kagakpi_draft_delete")({}, {"id": slug})
    tk.h.flash_success(tk._("The draft was thrown away."))
    return tk.redirect_to("kagakpi_editor.show", slug=slug)


@blueprint.post("/publish")
def publish(slug: str) -> Response:
    """Publish the draft as the next version."""
    form = tk.request.form
    given = {"reason": form.get("reason", "").strip(), "content_hash": form.get("content_hash", "")}
    try:
        tk.get_action("kagakpi_draft_publish")({}, {"id": slug, **given})
    except tk.ValidationError as error:
        return _show(slug, error.error_dict)
    except (tk.NotAuthorized, tk.ObjectNotFound):
        return _not_for_you()
    tk.h.flash_success(tk._("The new version is published."))
    number = tk.get_action("kagakpi_plan_show")({}, {"id": slug})["number"]
    return tk.redirect_to("kagakpi.version", slug=slug, number=number)


@blueprint.get("/measures/<measure>")
def measure(slug: str, measure: str) -> Response:
    """Show a measure: its words and place, what to split off, and what to merge it into."""
    return _measure(slug, measure)


@blueprint.post("/measures/<measure>")
def word(slug: str, measure: str) -> Response:
    """Word a measure otherwise, or move it to another part of the plan."""

    def step(opened: Opened) -> core.Plan:
        return core.edit.worded(opened.content, measure, _words())

    return _stepped(slug, step, lambda errors: _measure(slug, measure, errors))


@blueprint.post("/measures/<measure>/split")
def split(slug: str, measure: str) -> Response:
    """Make a part of a measure one of its own."""
    key, kpis = tk.request.form.get("key", "").strip(), tk.request.form.getlist("kpis")

    def step(opened: Opened) -> core.Plan:
        return core.edit.split(opened.content, measure, key, _words(), kpis)

    return _stepped(slug, step, lambda errors: _measure(slug, measure, errors, "split"))


@blueprint.post("/measures/<measure>/merge")
def merge(slug: str, measure: str) -> Response:
    """Make a measure part of another one."""
    into = tk.request.form.get("into", "")

    def step(opened: Opened) -> core.Plan:
        return core.edit.merged(opened.content, measure, into)

    return _stepped(slug, step, lambda errors: _measure(slug, measure, errors, "merge"))


@blueprint.get("/kpi/<kpi>")
def kpi(slug: str, kpi: str) -> Response:
    """Show the targets of a KPI, and the form of the one of a year."""
    return _kpi(slug, kpi)


@blueprint.post("/kpi/<kpi>")
def target(slug: str, kpi: str) -> Response:
    """Change the target of a year, or add one, with a reason."""

    def step(opened: Opened) -> core.Plan:
        typed = _typed(core.Target)
        typed["tolerance"] = typed["tolerance"] or Decimal(0)
        return core.edit.retargeted(opened.content, kpi, core.Target(**typed))

    return _stepped(slug, step, lambda errors: _kpi(slug, kpi, errors))


def _stepped(
    slug: str, step: Callable[[Opened], core.Plan], again: Callable[[Errors], Response]
) -> Response:
    """Take a step from what the draft says, and keep it; else show the page again, as typed."""
    opened = _opened(slug)
    try:
        content = core.record.as_json(step(opened))
        given = {"content": content, "content_hash": tk.request.form.get("content_hash", "")}
        tk.get_action("kagakpi_draft_save")({}, {"id": slug, **given})
    except Unreadable as wrong:
        return again(wrong.errors)
    except core.Refused as refused:
        said = refused.message_en if words.is_english() else refused.message
        return again({refused.field: [said]})
    except tk.ValidationError as error:
        return again(error.error_dict)
    tk.h.flash_success(tk._("The draft was saved."))
    return tk.redirect_to("kagakpi_editor.show", slug=slug)


def _show(slug: str, errors: Errors | None = None) -> Response:
    opened = _opened(slug)
    said = {one.name: getattr(opened.content, one.name) for one in fields(core.edit.Head)}
    return _page("show", opened, errors, typed=_shown(said, errors))


def _measure(
    slug: str, measure: str, errors: Errors | None = None, which: str = "word"
) -> Response:
    opened = _opened(slug)
    try:
        said = asdict(core.edit.words_of(opened.content, measure))
    except core.Refused:
        return _not_for_you()
    typed = _shown(said, errors)
    more = {"measure": measure, "said": said, "typed": typed, "which": which if errors else ""}
    return _page("measure", opened, errors, **more)


def _kpi(slug: str, kpi: str, errors: Errors | None = None) -> Response:
    opened = _opened(slug)
    found = opened.content.kpi(kpi)
    if found is None:
        return _not_for_you()
    asked = tk.request.args.get("year", "")
    last = found.targets[-1] if found.targets else None
    target = next((one for one in found.targets if str(one.year) == asked), None)
    indicator = opened.content.indicator(found)
    said = _target_said(indicator, target or last)
    if target is None and last is not None:
        said["year"] = last.year + 1
    more = {
        "kpi": found,
        "indicator": indicator,
        "typed": _shown(said, errors),
        "comparators": [(one.value, _of(one)) for one in core.Comparator],
        "bases": [(one.value, _of(one)) for one in core.Basis],
    }
    return _page("kpi", opened, errors, **more)


def _target_said(indicator: core.Indicator, target: core.Target | None) -> dict[str, Any]:
    """What the form of a target shows of one: each change has a reason of its own."""
    if target is None:
        return {one.name: "" for one in fields(core.Target)}
    said = {one.name: getattr(target, one.name) for one in fields(core.Target)}
    for name in _NUMBERS:
        if said[name] is not None:
            number = said[name] * 100 if indicator.kind.is_share else said[name]
            said[name] = f"{number.normalize():f}{'%' if indicator.kind.is_share else ''}"
    return said | {"tolerance": said["tolerance"] if target.tolerance else "", "reason_ja": ""}


def _of(word: core.Comparator | core.Basis) -> str:
    return word.en if words.is_english() else word.ja


def _shown(said: dict[str, Any], errors: Errors | None) -> dict[str, Any]:
    """What a form shows: what was typed where something is wrong, else what is said."""
    typed = tk.request.form.to_dict() if errors else {}
    told = {name: "" if value is None else value for name, value in said.items()}
    return told | typed


def _page(name: str, opened: Opened, errors: Errors | None, **more: Any) -> Response:
    shown = {
        "plan": opened.plan,
        "content": opened.content,
        "draft": opened.draft,
        "content_hash": opened.content_hash,
        "errors": errors or {},
        "shown": core.shown,
        "words": words,
        **more,
    }
    page = tk.render(f"kagakpi/editor/{name}.html", shown)
    return make_response(page, 400 if errors else 200)


def _words() -> core.edit.Words:
    return core.edit.Words(**_typed(core.edit.Words))


def _typed(kind: Any) -> dict[str, Any]:
    """The fields of a form as the core takes them; raises Unreadable."""
    told: dict[str, Any] = {}
    errors: Errors = {}
    for one in fields(kind):
        text = tk.request.form.get(one.name, "").strip().replace("\r\n", "\n")
        try:
            told[one.name] = _value(one.name, text)
        except tk.Invalid as error:
            errors[one.name] = [error.error]
        except ValueError:
            errors[one.name] = [tk._("Choose one of the answers.")]
    if errors:
        raise Unreadable(errors)
    return told


def _value(name: str, text: str) -> Any:
    if name in _CHOICES:
        return _CHOICES[name](text)
    if name in _NUMBERS:
        return tk.get_validator("kagakpi_number")(text)
    if name == "adopted_on":
        return core.sheet.day(text) or tk.get_validator("kagakpi_day")(text)
    return _whole(name, text) if name in _WHOLE | _MAY_LACK else text


def _whole(name: str, text: str) -> int | None:
    number = tk.get_validator("kagakpi_number")(text)
    if number is None and name in _MAY_LACK:
        return None
    if number is None or number != int(number) or not 0 < number < dt.MAXYEAR:
        raise tk.Invalid(tk._("Write a whole number."))
    return int(number)


def _opened(slug: str) -> Opened:
    try:
        plan = tk.get_action("kagakpi_plan_show")({}, {"id": slug})
        given = {"id": slug, "number": plan["number"]}
        version = tk.get_action("kagakpi_plan_version_show")({}, given)
        tk.check_access("kagakpi_draft_show", {"user": tk.g.user}, {"id": slug})
    except (tk.ObjectNotFound, tk.NotAuthorized, tk.ValidationError):
        return _not_for_you()
    base = core.record.read(version["content"])
    try:
        draft = tk.get_action("kagakpi_draft_show")({}, {"id": slug})
    except tk.ObjectNotFound:
        return Opened(plan, base, base, None, version["content_hash"])
    return Opened(plan, base, core.record.read(draft["content"]), draft, draft["content_hash"])


def _not_for_you() -> Any:
    return tk.abort(404, tk._("There is no such draft for you."))
