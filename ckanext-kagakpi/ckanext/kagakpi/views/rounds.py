"""Pages for staff: reporting rounds, and the form in which a KPI is reported."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint, make_response

from ckanext.kaga.shared.organizations import every_organization
from ckanext.kagakpi.plan import NextAction
from ckanext.kagakpi.views import words

blueprint = Blueprint("kagakpi_rounds", __name__, url_prefix="/plan/<slug>/rounds")

FIELDS = (
    "value",
    "numerator",
    "denominator",
    "text_ja",
    "met",
    "standing",
    "missing_ja",
    "reason",
    "cause_ja",
    "next_ja",
    "next_kind",
)
STEPS = ("submit", "review", "return", "publish", "compute")
LINKS = 3
"""How many links to what proves a value the form has room for."""


@blueprint.get("")
def index(slug: str) -> Response:
    """List the rounds of a plan, and open one."""
    return _index(slug, {}, {})


@blueprint.post("")
def open_(slug: str) -> Response:
    """Open a round."""
    form = tk.request.form
    owners = {name[4:]: value for name, value in form.items() if name.startswith("org-") and value}
    typed = {name: form.get(name, "") for name in ("as_of", "due")}
    try:
        made = tk.get_action("kagakpi_period_open")(
            {}, {"id": slug, "assignments": owners, **typed}
        )
    except tk.ValidationError as error:
        return _index(slug, typed, error.error_dict)
    except (tk.NotAuthorized, tk.ObjectNotFound):
        return _not_for_you()
    tk.h.flash_success(tk._("The reporting round is open."))
    return tk.redirect_to("kagakpi_rounds.show", slug=slug, period=made["id"])


@blueprint.get("/<period>")
def show(slug: str, period: str) -> str:
    """Show who reports what in a round, and how far each report is."""
    found = _found("kagakpi_period_show", period_id=period)
    shown = {"plan": _plan(slug), "round": found, "owners": owners_of(found), "words": words}
    return tk.render("kagakpi/rounds/show.html", shown)


@blueprint.post("/<period>/close")
def close(slug: str, period: str) -> Response:
    """Close a round."""
    try:
        tk.get_action("kagakpi_period_close")({}, {"period_id": period})
    except (tk.NotAuthorized, tk.ObjectNotFound):
        return _not_for_you()
    tk.h.flash_success(tk._("The reporting round is closed."))
    return tk.redirect_to("kagakpi_rounds.show", slug=slug, period=period)


@blueprint.get("/<period>/<kpi>")
def form(slug: str, period: str, kpi: str) -> Response:
    """Show the report on a KPI: the form to those who write, the steps to those who decide."""
    return _form(slug, period, kpi, {}, {})


@blueprint.post("/<period>/<kpi>")
def save(slug: str, period: str, kpi: str) -> Response:
    """Keep the draft, or show it again as typed, with what is wrong beside each field."""
    typed: dict[str, Any] = {name: tk.request.form.get(name, "").strip() for name in FIELDS}
    typed["evidence"] = _links()
    given = {"period_id": period, "kpi": kpi, **typed}
    try:
        tk.get_action("kagakpi_report_save")({}, given)
    except tk.ValidationError as error:
        return _form(slug, period, kpi, typed, error.error_dict)
    except (tk.NotAuthorized, tk.ObjectNotFound):
        return _not_for_you()
    tk.h.flash_success(tk._("The draft was saved."))
    return tk.redirect_to("kagakpi_rounds.form", slug=slug, period=period, kpi=kpi)


@blueprint.post("/<period>/<kpi>/<step>")
def move(slug: str, period: str, kpi: str, step: str) -> Response:
    """Take a step with a report: hand on, look at, give back, publish, compute."""
    if step not in STEPS:
        return _not_for_you()
    given = {"period_id": period, "kpi": kpi}
    if step == "return":
        given["comment"] = tk.request.form.get("comment", "").strip()
    try:
        tk.get_action(f"kagakpi_report_{step}")({}, given)
    except tk.ValidationError as error:
        return _form(slug, period, kpi, {}, error.error_dict)
    except (tk.NotAuthorized, tk.ObjectNotFound):
        return _not_for_you()
    tk.h.flash_success(tk._("Done."))
    return tk.redirect_to("kagakpi_rounds.form", slug=slug, period=period, kpi=kpi)


def owners_of(round_: dict[str, Any]) -> dict[str, str]:
    """Return the organisations for which the reader reports in a round: name by id."""
    mine = {}
    for one in round_["assignments"]:
        given = {"period_id": round_["id"], "kpi": one["kpi"]}
        if one["owner_org"] not in mine and tk.h.check_access("kagakpi_report_save", given):
            mine[one["owner_org"]] = one["owner"]
    return mine


def _index(slug: str, typed: dict[str, Any], errors: dict[str, Any]) -> Response:
    plan = _plan(slug)
    shown = {
        "plan": plan,
        "rounds": _found("kagakpi_period_list", id=slug),
        "organizations": every_organization(),
        "typed": typed,
        "errors": errors,
        "words": words,
    }
    page = tk.render("kagakpi/rounds/index.html", shown)
    return make_response(page, 400 if errors else 200)


def _form(
    slug: str, period: str, kpi: str, typed: dict[str, Any], errors: dict[str, Any]
) -> Response:
    report = _found("kagakpi_report_show", period_id=period, kpi=kpi)
    shown = {
        "plan": _plan(slug),
        "report": report,
        "typed": report["content"] | typed,
        "links": LINKS,
        "errors": errors,
        "next_actions": [(one.value, words.next_action(one.value)) for one in NextAction],
        "words": words,
    }
    page = tk.render("kagakpi/rounds/form.html", shown)
    return make_response(page, 400 if errors else 200)


def _links() -> list[dict[str, str]]:
    form = tk.request.form
    rows = [
        {name: form.get(f"{name}-{at}", "").strip() for name in ("label", "url")}
        for at in range(LINKS)
    ]
    return [row for row in rows if row["url"]]


def _plan(slug: str) -> dict[str, Any]:
    found: dict[str, Any] = _found("kagakpi_plan_show", id=slug)
    return found


def _found(action: str, **given: Any) -> Any:
    """Ask an action as the reader; what is not for the reader is not there."""
    try:
        return tk.get_action(action)({}, given)
    except (tk.ObjectNotFound, tk.NotAuthorized, tk.ValidationError):
        return _not_for_you()


def _not_for_you() -> Any:
    return tk.abort(404, tk._("There is no such reporting round for you."))
