"""A KPI's chart and a plan's overview as small pages that any other site may put into a frame.

They hold no script, no form and nothing of whoever looks; only they may be framed.
"""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint

from ckanext.kaga.common.headers import EMBED_POLICY
from ckanext.kaga.shared.answers import sent
from ckanext.kagakpi.views import words
from ckanext.kagakpi.views.asking import found

blueprint = Blueprint("kagakpi_embed", __name__)


@blueprint.route("/plan/<slug>/embed")
def plan(slug: str) -> Response:
    """Send how many promises of the present year are kept, for a frame."""
    told = found("kagakpi_plan_show", id=slug)
    page = tk.h.url_for("kagakpi.show", slug=slug, qualified=True)
    return _frame("kagakpi/embed/plan.html", plan=told, page=page)


@blueprint.route("/plan/<slug>/kpi/<kpi>/embed")
def kpi(slug: str, kpi: str) -> Response:
    """Send where a KPI stands, with its chart, for a frame."""
    told = found("kagakpi_kpi_show", id=slug, kpi=kpi)
    page = tk.h.url_for("kagakpi.kpi", slug=slug, kpi=kpi, qualified=True)
    drawn = {"kpi": told, "plan": told["plan"], "chart": words.chart_of(told)}
    return _frame("kagakpi/embed/kpi.html", page=page, **drawn)


def _frame(template: str, **shown: Any) -> Response:
    body = tk.render(template, {**shown, "words": words})
    response = sent(body.encode(), "text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = EMBED_POLICY
    return response
