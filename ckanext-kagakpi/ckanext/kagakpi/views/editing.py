"""What the pages of the plan's editor share: the draft, what was typed, a step from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import fields
from typing import Any, NamedTuple

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import make_response

from ckanext.kagakpi import plan as core
from ckanext.kagakpi.views import editor_words, words

_WHOLE = {"page", "first_year", "year"}
_MAY_LACK = {"last_year", "baseline_year", "since"}
_CHOICES: dict[str, Callable[[str], Any]] = {
    "comparator": core.Comparator,
    "basis": core.Basis,
    "kind": core.ValueKind,
    "time": core.Time,
    "better": core.Better,
}
_NUMBERS = {"low", "high", "tolerance", "baseline", "lowest", "highest"}
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


def opened(slug: str) -> Opened:
    """Return what the reader writes on; what is not for the reader is not there."""
    try:
        plan = tk.get_action("kagakpi_plan_show")({}, {"id": slug})
        given = {"id": slug, "number": plan["number"]}
        version = tk.get_action("kagakpi_plan_version_show")({}, given)
        tk.check_access("kagakpi_draft_show", {"user": tk.g.user}, {"id": slug})
    except (tk.ObjectNotFound, tk.NotAuthorized, tk.ValidationError):
        return not_for_you()
    base = core.record.read(version["content"])
    try:
        draft = tk.get_action("kagakpi_draft_show")({}, {"id": slug})
    except tk.ObjectNotFound:
        return Opened(plan, base, base, None, version["content_hash"])
    return Opened(plan, base, core.record.read(draft["content"]), draft, draft["content_hash"])


def stepped(
    slug: str, step: Callable[[Opened], core.Plan], again: Callable[[Errors], Response]
) -> Response:
    """Take a step from what the draft says, and keep it; else show the page again, as typed."""
    before = opened(slug)
    try:
        content = core.record.as_json(step(before))
        given = {"content": content, "content_hash": tk.request.form.get("content_hash", "")}
        tk.get_action("kagakpi_draft_save")({}, {"id": slug, **given})
    except Unreadable as wrong:
        return again(wrong.errors)
    except core.Refused as refused:
        return again(editor_words.refused(refused))
    except tk.ValidationError as error:
        return again(error.error_dict)
    tk.h.flash_success(tk._("The draft was saved."))
    return tk.redirect_to("kagakpi_editor.show", slug=slug)


def page(name: str, found: Opened, errors: Errors | None, **more: Any) -> Response:
    """Return a page of the editor; with ``errors`` it is the answer to what cannot be saved."""
    told = {
        "plan": found.plan,
        "base": found.base,
        "content": found.content,
        "draft": found.draft,
        "content_hash": found.content_hash,
        "errors": errors or {},
        "labels": editor_words.labels(),
        "shown": core.shown,
        "words": words,
        **more,
    }
    return make_response(tk.render(f"kagakpi/editor/{name}.html", told), 400 if errors else 200)


def as_typed(said: dict[str, Any], errors: Errors | None) -> dict[str, Any]:
    """Return what a form shows: what was typed where something is wrong, else what is said."""
    typed = tk.request.form.to_dict() if errors else {}
    told = {name: "" if value is None else value for name, value in said.items()}
    return told | typed


def ticked(errors: Errors | None, else_: tuple[str, ...] = ()) -> list[str]:
    """Return which KPI a form shows as ticked."""
    return tk.request.form.getlist("kpis") if errors else list(else_)


def read(kind: Any, prefix: str = "") -> dict[str, Any]:
    """Return the fields of a form as a class of the core takes them; raises Unreadable.

    ``prefix``: the fields of the form begin with it, where two things are written in one form.
    """
    told: dict[str, Any] = {}
    errors: Errors = {}
    for one in fields(kind):
        text = typed(f"{prefix}{one.name}")
        try:
            told[one.name] = _value(one.name, text)
        except tk.Invalid as error:
            errors[f"{prefix}{one.name}"] = [error.error]
        except ValueError:
            errors[f"{prefix}{one.name}"] = [tk._("Choose one of the answers.")]
    if errors:
        raise Unreadable(errors)
    return told


def typed(name: str) -> str:
    """Return what was typed into a field, without the blanks around it."""
    text: str = tk.request.form.get(name, "")
    return text.strip().replace("\r\n", "\n")


def end() -> tuple[int, str]:
    """Return the last year and the reason of something that ends; raises Unreadable."""
    try:
        year = _whole("year", typed("last_year"))
    except tk.Invalid as error:
        raise Unreadable({"last_year": [error.error]}) from error
    return year or 0, typed("ended_ja")


def not_for_you() -> Any:
    """Answer that there is nothing here for the reader."""
    return tk.abort(404, tk._("There is no such draft for you."))


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
