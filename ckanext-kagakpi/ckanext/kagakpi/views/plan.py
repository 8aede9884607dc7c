"""The public pages of the plan: the overview, a pillar, a measure, a KPI, a version."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint

from ckanext.kaga.shared import linked
from ckanext.kaga.shared.stranger import asked
from ckanext.kagakpi.views import asking, words
from ckanext.kagakpi.views.picture import of_kpi, of_plan, share

blueprint = Blueprint("kagakpi", __name__)

ON_A_PAGE = 20


@blueprint.route("/plan")
def plan() -> str:
    """Show the city's newest plan, and which others there are."""
    found = tk.get_action("kagakpi_plan_list")({}, {"limit": ON_A_PAGE})["results"]
    own = [one for one in found if not one["example"]]
    others = [one for one in found if one not in own[:1]]
    if not own:
        return tk.render("kagakpi/none.html", {"others": others, "words": words})
    return _overview(own[0]["slug"], others)


@blueprint.route("/plan/<slug>")
def show(slug: str) -> str:
    """Show how many promises of a plan are kept, and which."""
    return _overview(slug, [])


@blueprint.route("/plan/<slug>/pillars/<node>")
def node(slug: str, node: str) -> str:
    """Show a part of the plan: its words, its measures, its promises."""
    found = _plan(slug)
    part = _one(found["nodes"], node)
    places = [place for place in found["places"] if place["node"] == node]
    shown = {"part": part, "places": places}
    return tk.render("kagakpi/node.html", _page(found) | shown)


@blueprint.route("/plan/<slug>/measures/<measure>")
def measure(slug: str, measure: str) -> str | Response:
    """Show a measure: what the city does, where it stands in the plan, its promises.

    One that a later version took into another leads there.
    """
    found = _plan(slug)
    heirs = [one["key"] for one in found["measures"] if _follows(one, measure)]
    if heirs and all(one["key"] != measure for one in found["measures"]):
        return tk.redirect_to(
            "kagakpi.measure", slug=slug, measure=heirs[0], **asking.chosen("year")
        )
    places = [place for place in found["places"] if place["measure"] == measure]
    shown = {"measure": _one(found["measures"], measure), "places": places}
    return tk.render("kagakpi/measure.html", _page(found) | shown)


@blueprint.route("/plan/<slug>/kpi/<kpi>")
def kpi(slug: str, kpi: str) -> str:
    """Show a KPI: eight answers in a sentence each, then the chart, the table, every report."""
    found = asking.found("kagakpi_kpi_show", id=slug, kpi=kpi, **asking.chosen("year"))
    plan = found["plan"]
    shown = {
        "plan": plan,
        "kpi": found,
        "owner": _owner(plan["owner_org"]),
        "chart": words.chart_of(found),
        "share": share(
            of_kpi(found), "kagakpi_picture.kpi", slug=slug, kpi=kpi, year=found["year"]
        ),
        "words": words,
        **linked.shown(f"kpi:{slug}:{kpi}"),
    }
    return tk.render("kagakpi/kpi.html", shown)


@blueprint.route("/plan/<slug>/versions/<int:number>")
def version(slug: str, number: int) -> str:
    """Show what a version of the plan changed, and why."""
    found = asking.found("kagakpi_plan_version_show", id=slug, number=number)
    versions = asking.found("kagakpi_plan_version_list", id=slug)
    shown = {"plan": _plan(slug), "version": found, "versions": versions, "words": words}
    return tk.render("kagakpi/version.html", shown)


def _follows(measure: dict[str, Any], key: str) -> bool:
    return any(one["key"] == key for one in measure["follows"])


def _overview(slug: str, others: list[dict[str, Any]]) -> str:
    found = _plan(slug)
    versions = asking.found("kagakpi_plan_version_list", id=slug)
    told = share(of_plan(found), "kagakpi_picture.plan", slug=slug, year=found["year"])
    shown = {"others": others, "versions": versions, "share": told}
    return tk.render("kagakpi/plan.html", _page(found) | shown)


def _page(found: dict[str, Any]) -> dict[str, Any]:
    """What the pages about several promises show."""
    return {
        "plan": found,
        "promises": {promise["kpi"]: promise for promise in found["promises"]},
        "owner": _owner(found["owner_org"]),
        "words": words,
    }


def _plan(slug: str) -> dict[str, Any]:
    found: dict[str, Any] = asking.found("kagakpi_plan_show", id=slug, **asking.chosen("year"))
    return found


def _owner(organization: str) -> dict[str, Any] | None:
    """The organisation in charge, or None where it was deleted."""
    wanted = {"id": organization, "include_users": False, "include_dataset_count": False}
    owner: dict[str, Any] | None = asked("organization_show", **wanted)
    return owner


def _one(rows: list[dict[str, Any]], key: str) -> dict[str, Any]:
    found = next((row for row in rows if row["key"] == key), None)
    return found or tk.abort(404, tk._("This page is not in the plan."))
