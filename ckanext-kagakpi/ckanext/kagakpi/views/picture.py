"""The pictures of a plan and of a KPI for those who share their pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint

from ckanext.kaga.shared.answers import sent
from ckanext.kagakpi.plan.assess import State
from ckanext.kagakpi.plan.picture import SIZE, Card, Count, drawn
from ckanext.kagakpi.views import words
from ckanext.kagakpi.views.asking import chosen, found

blueprint = Blueprint("kagakpi_picture", __name__)

_YEARS = 5


@blueprint.route("/plan/<slug>/share.png")
def plan(slug: str) -> Response:
    """Send the picture of how many promises of a year (``year``) are kept."""
    return _sent(of_plan(found("kagakpi_plan_show", id=slug, **chosen("year"))))


@blueprint.route("/plan/<slug>/kpi/<kpi>/share.png")
def kpi(slug: str, kpi: str) -> Response:
    """Send the picture of where a KPI stands in a year (``year``)."""
    return _sent(of_kpi(found("kagakpi_kpi_show", id=slug, kpi=kpi, **chosen("year"))))


def of_plan(told: dict[str, Any]) -> Card:
    """Return what the picture of a plan says."""
    overview = told["overview"]
    states = [one for one in State if one is not State.NOT_APPLICABLE or overview[one.value]]
    counts = tuple(Count(one, _label(one), overview[one.value]) for one in states)
    above = _above(told, words.year_in_full(told["year"]))
    said = overview["en"] if words.is_english() else overview["ja"]
    return Card(above, words.named(told), said, _portal(), counts)


def of_kpi(told: dict[str, Any]) -> Card:
    """Return what the picture of a KPI says; its chart ends with the year that is shown."""
    promise, plan, indicator = told["promise"], told["plan"], told["indicator"]
    name = words.named(indicator) if words.is_english() else told["text"]
    state = State(promise["state"] if promise else "not_applicable")
    said = words.named(promise) if promise else tk._("Nothing is promised for this year.")
    past = [one for one in told["series"] if one["year"] <= told["year"]]
    chart = words.chart_of(told | {"series": past[-_YEARS:]})
    return Card(
        _above(plan, words.named(plan)),
        name,
        said,
        _portal(),
        (Count(state, _label(state)),),
        chart,
        tuple(words.tick(one.number, indicator) for one in chart.ticks) if chart else (),
        tk._("no value"),
    )


def share(card: Card, endpoint: str, **there: Any) -> dict[str, Any]:
    """Return what the head of a page tells those who share it.

    ``image`` is the address of the picture, with its name so that a new one is fetched; "" where
    the portal has no font to draw it with.
    """
    address = {**there, "v": card.name[:12], "qualified": True}
    return {
        "title": card.title,
        "says": f"{card.above}　{card.sentence}",
        "image": tk.h.url_for(endpoint, **address) if _font().is_file() else "",
        "width": SIZE[0],
        "height": SIZE[1],
        "portal": card.below,
    }


def _sent(card: Card) -> Response:
    font = _font()
    if not font.is_file():
        tk.abort(404, tk._("This portal has no Japanese font, so it draws no picture."))
    return sent(drawn(card, font), "image/png", tag=card.name)


def _font() -> Path:
    return Path(tk.config["ckanext.kagakpi.font"])


def _label(state: State) -> str:
    return state.en.capitalize() if words.is_english() else state.ja


def _above(plan: dict[str, Any], text: str) -> str:
    """Text for the first line; of an example, that it is one."""
    return tk._("Example: all values are made up") if plan["example"] else text


def _portal() -> str:
    english: str = tk.config.get("ckanext.kaga.catalogue_title_en") or ""
    japanese: str = tk.config["ckan.site_title"]
    return english if words.is_english() and english else japanese
