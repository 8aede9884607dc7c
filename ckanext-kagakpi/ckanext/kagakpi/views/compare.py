"""Two fiscal years of a plan, or of a part of it, side by side: a page and a CSV."""

from __future__ import annotations

import csv
import io
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint

from ckanext.kaga.shared.answers import sent
from ckanext.kagakpi.plan import Comparison, State, compare
from ckanext.kagakpi.views import words
from ckanext.kagakpi.views.asking import found
from ckanext.kagakpi.views.stamped import stamped

blueprint = Blueprint("kagakpi_compare", __name__)

_CSV = "text/csv; charset=utf-8"
_OF_A_YEAR = ("goal_ja", "state", "actual", "unit_ja", "as_of")


@blueprint.route("/plan/<slug>/compare")
def page(slug: str) -> str:
    """Show what changed between two years (``then``, ``now``), in sentences before the table."""
    return _page(slug, "")


@blueprint.route("/plan/<slug>/pillars/<node>/compare")
def node_page(slug: str, node: str) -> str:
    """Show the same of a part of the plan."""
    return _page(slug, node)


@blueprint.route("/plan/<slug>/compare.csv")
@stamped(_CSV)
def as_csv(slug: str, tag: str) -> Response:
    """Send a line for each promise of either year (``node``: of a part), UTF-8 with BOM, CRLF."""
    _, both, then, now = _side_by_side(slug, tk.request.args.get("node", ""))
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    ends = [f"{when}_{name}" for when in ("then", "now") for name in ("fiscal_year", *_OF_A_YEAR)]
    writer.writerow(["kpi", "kpi_ja", "changed", *ends])
    for moved in both.promises:
        line: list[Any] = [moved.kpi, (now.get(moved.kpi) or then[moved.kpi])["text"]]
        line.append("true" if moved.changed else "false")
        for year, promises in ((both.first, then), (both.second, now)):
            promise = promises.get(moved.kpi, {})
            line += [year, *(promise.get(name) or "" for name in _OF_A_YEAR)]
        writer.writerow(line)
    name = f"{slug}-{both.first}-{both.second}.csv"
    return sent(stream.getvalue().encode("utf-8-sig"), _CSV, name, tag=tag)


def _page(slug: str, node: str) -> str:
    plan, both, then, now = _side_by_side(slug, node)
    shown = {
        "plan": plan,
        "part": _part(plan, node),
        "years": sorted({*plan["years"], both.first, both.second}),
        "found": both,
        "silent": [
            year
            for year, one in ((both.first, both.then), (both.second, both.now))
            if one.promises == one.not_reported
        ],
        "then": then,
        "now": now,
        "words": words,
    }
    return tk.render("kagakpi/compare.html", shown)


def _side_by_side(
    slug: str, node: str
) -> tuple[dict[str, Any], Comparison, dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    """The plan in the later year, the comparison, and the promises of each year by their KPI."""
    second = _plan(slug, tk.request.args.get("now", ""))
    before = [year for year in second["years"] if year < second["year"]]
    first = _plan(slug, tk.request.args.get("then", "") or str((before or [second["year"]])[-1]))
    first, second = sorted((first, second), key=lambda plan: int(plan["year"]))
    then, now = (_promises(plan, node) for plan in (first, second))
    states = [{key: State(one["state"]) for key, one in side.items()} for side in (then, now)]
    return second, compare(first["year"], second["year"], *states), then, now


def _promises(plan: dict[str, Any], node: str) -> dict[str, dict[str, Any]]:
    """The promises of a year, of a part where one is named: each where its measure stands first."""
    part = _part(plan, node)
    places = [place for place in plan["places"] if place["primary"]]
    mine = {place["measure"] for place in places if not part or place["node"] == node}
    return {one["kpi"]: one for one in plan["promises"] if one["measure"] in mine}


def _part(plan: dict[str, Any], node: str) -> dict[str, Any] | None:
    """The part of the plan that a key names, None for the whole."""
    part = next((one for one in plan["nodes"] if one["key"] == node), None)
    return part or (tk.abort(404, tk._("This page is not in the plan.")) if node else None)


def _plan(slug: str, year: str) -> dict[str, Any]:
    """The plan in a year; the present one for ""."""
    plan: dict[str, Any] = found("kagakpi_plan_show", id=slug, **({"year": year} if year else {}))
    return plan
