"""The plan for machines: CSV with its CSVW, JSON, Atom, Data Cube, NGSI-LD; with ETags."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from ckan.types import Response
from flask import Blueprint

from ckanext.kaga.common.atom import MEDIA_TYPE
from ckanext.kaga.shared.answers import sent
from ckanext.kagakpi.views import cube, feed, table
from ckanext.kagakpi.views.asking import chosen, found
from ckanext.kagakpi.views.ngsi import entities
from ckanext.kagakpi.views.stamped import stamped

blueprint = Blueprint("kagakpi_export", __name__)

_JSON, _JSON_LD = "application/json", "application/ld+json"
_CSV, _CSVW = "text/csv; charset=utf-8", "application/csvm+json"
_TURTLE = "text/turtle; charset=utf-8"


@blueprint.route("/plan/<slug>.json")
@stamped(_JSON)
def as_json(slug: str, tag: str) -> Response:
    """Send a plan with its promises of a year, as the action gives it."""
    told = found("kagakpi_plan_show", id=slug, **chosen("year", "version"))
    return sent(json_of(told), _JSON, tag=tag)


@blueprint.route("/plan/<slug>/kpi/<kpi>.json")
@stamped(_JSON)
def kpi_json(slug: str, kpi: str, tag: str) -> Response:
    """Send everything that is public of a KPI."""
    return sent(json_of(found("kagakpi_kpi_show", id=slug, kpi=kpi)), _JSON, tag=tag)


@blueprint.route("/plan/<slug>.csv")
@stamped(_CSV)
def as_csv(slug: str, tag: str) -> Response:
    """Send a line for each report, and for each promise without one (UTF-8 with BOM, CRLF)."""
    body = csv_of(promised(slug), reports(slug))
    response = sent(body, _CSV, f"{slug}.csv", tag=tag)
    response.headers["Link"] = f'<{slug}.csv-metadata.json>; rel="describedby"'
    return response


@blueprint.route("/plan/<slug>.csv-metadata.json")
@stamped(_CSVW)
def csvw(slug: str, tag: str) -> Response:
    """Send the CSVW metadata of the CSV."""
    told = table.metadata(found("kagakpi_plan_show", id=slug))
    return sent(json_of(told), _CSVW, tag=tag)


@blueprint.route("/plan/<slug>.atom")
@stamped(MEDIA_TYPE)
def atom(slug: str, tag: str) -> Response:
    """Send what was published of the plan lately: versions, reports, corrections."""
    plan = found("kagakpi_plan_show", id=slug)
    versions = found("kagakpi_plan_version_list", id=slug)
    return sent(feed.told(plan, versions, reports(slug)), MEDIA_TYPE, tag=tag)


@blueprint.route("/plan/<slug>.ttl")
@stamped(_TURTLE)
def turtle(slug: str, tag: str) -> Response:
    """Send targets and actuals as an RDF Data Cube."""
    return sent(turtle_of(promised(slug), reports(slug)), _TURTLE, tag=tag)


@blueprint.route("/plan/<slug>.ngsild.json")
@stamped(_JSON_LD)
def ngsi(slug: str, tag: str) -> Response:
    """Send the promises of the present year as NGSI-LD entities."""
    plan = found("kagakpi_plan_show", id=slug, **chosen("version"))
    return sent(json_of(entities(plan)), _JSON_LD, tag=tag)


def csv_of(plan: dict[str, Any], every: list[dict[str, Any]]) -> bytes:
    """Return the CSV of a plan with its promises of every year, and of every report on it."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(column.name for column in table.COLUMNS)
    writer.writerows(table.rows(plan, every))
    return stream.getvalue().encode("utf-8-sig")


def turtle_of(plan: dict[str, Any], every: list[dict[str, Any]]) -> bytes:
    """Return the Data Cube of the same."""
    body: bytes = cube.graph(plan, every).serialize(format="turtle", encoding="utf-8")
    return body


def json_of(told: Any) -> bytes:
    """Return what an action told as JSON in UTF-8."""
    return f"{json.dumps(told, ensure_ascii=False, indent=2)}\n".encode()


def promised(slug: str) -> dict[str, Any]:
    """Return the plan with its promises of every year, as the version asked for has it."""
    every: dict[str, Any] = found("kagakpi_promise_list", id=slug, **chosen("version"))
    return every


def reports(slug: str) -> list[dict[str, Any]]:
    """Return every report on a plan, oldest first."""
    every: list[dict[str, Any]] = found("kagakpi_observation_list", id=slug)
    return every
