"""The plan's read addresses and actions as an OpenAPI 3.1 description, made from the code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ckanext.kaga.common import openapi
from ckanext.kaga.common.openapi import (
    HASH,
    NUMBER,
    TEXT,
    TIME,
    YES,
    File,
    Schema,
    array,
    reference,
    thing,
)
from ckanext.kagakpi import plan as core
from ckanext.kagakpi.plan.told import Kind

_MISSING = "計画にない / not in a plan"
_JSON, _JSON_LD, _TURTLE = "application/json", "application/ld+json", "text/turtle"
_CSVW, _ATOM, _HTML = "application/csvm+json", "application/atom+xml", "text/html"
_DAY: Schema = {"type": "string", "format": "date"}
_EXACT: Schema = {
    "type": ["string", "null"],
    "pattern": r"^(-?[0-9]+(\.[0-9]+)?|None)$",
    "description": "a number as text, exact; cut off after ten digits where it does not end",
}
_YEAR: Schema = {"type": "integer", "minimum": 1950, "maximum": 2200}
_VERSION: Schema = {
    "type": "integer",
    "minimum": 1,
    "description": "as this version of the plan has it, with what is reported now",
}
_AT = {"version": _VERSION}


def description(site: str, version: str) -> dict[str, Any]:
    """Return the description; ``site`` is the address of the portal, ``version`` the suite's."""
    within = {"slug": TEXT, "kpi": TEXT, "number": NUMBER}
    files = (openapi.file(one, headers=["ETag"], missing=_MISSING, within=within) for one in _FILES)
    title = "計画とKPI / The plan and its KPI"
    return openapi.document(title, version, site, [*files, *_actions()], _schemas())


_FILES = (
    File("/plan/openapi.json", "description", _JSON, None, "この説明 / this"),
    File(
        "/plan/{slug}.json",
        "plan",
        _JSON,
        "Plan",
        "一年度の計画 / a plan in a fiscal year",
        {"year": _YEAR, **_AT},
    ),
    File("/plan/{slug}.csv", "planCsv", "text/csv", None, "報告の一覧 / a line a report", _AT),
    File("/plan/{slug}.csv-metadata.json", "planCsvw", _CSVW, "Csvw", "CSVの列 / its columns"),
    File("/plan/{slug}.ttl", "planCube", _TURTLE, None, "RDF Data Cube", _AT),
    File("/plan/{slug}.ngsild.json", "planNgsi", _JSON_LD, "Entities", "NGSI-LD", _AT),
    File("/plan/{slug}.atom", "planChanges", _ATOM, None, "更新情報 / changes, the last 100"),
    File("/plan/{slug}/kpi/{kpi}.json", "kpi", _JSON, "Kpi", "一つのKPI / one KPI"),
    File("/plan/{slug}", "planPage", _HTML, None, "市民向けのページ / page for people"),
    File("/plan/{slug}/kpi/{kpi}", "kpiPage", _HTML, None, "KPIのページ / page of a KPI"),
    File(
        "/plan/{slug}/versions/{number}",
        "versionPage",
        _HTML,
        None,
        "版のページ / page of a version",
    ),
)


def _actions() -> Iterator[tuple[str, Any]]:
    one = {"id": TEXT}
    at = {"number": _VERSION}
    listing = {"example": YES, "limit": openapi.limit(20), "offset": openapi.OFFSET}
    yield from (
        _action("kagakpi_plan_list", listing, (), reference("List")),
        _action("kagakpi_plan_show", {**one, "year": _YEAR, **at}, ("id",), reference("Plan")),
        _action("kagakpi_plan_stamp_show", one, ("id",), reference("Stamp")),
        _action("kagakpi_promise_list", {**one, **at}, ("id",), reference("Promises")),
        _action(
            "kagakpi_kpi_show",
            {**one, "kpi": TEXT, "year": _YEAR},
            ("id", "kpi"),
            reference("Kpi"),
        ),
        _action("kagakpi_observation_list", {**one, "indicator": TEXT}, ("id",), array("Report")),
        _action("kagakpi_plan_version_list", one, ("id",), array("Version")),
        _action(
            "kagakpi_plan_version_show",
            {**one, "number": NUMBER},
            ("id", "number"),
            reference("Shown"),
        ),
    )


def _action(
    name: str, given: dict[str, Schema], required: tuple[str, ...], result: Schema
) -> tuple[str, Schema]:
    return openapi.action(name, given, required, result, missing=_MISSING)


def _one_of(values: Any) -> Schema:
    return {"type": "string", "enum": [one.value for one in values]}


def _or_none(schema: Schema) -> Schema:
    more = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return schema | {"type": [schema["type"], "null"]} | more


def _schemas() -> dict[str, Schema]:
    counts = ("promises", "kept", "on_the_way", "not_kept", "not_reported", "not_applicable")
    said = {"ja": TEXT, "en": TEXT}
    things: Schema = {"type": "array", "items": {"type": "object"}}
    years: Schema = {"type": "array", "items": _YEAR}
    goal = {"goal_ja": TEXT, "goal_en": TEXT, "low": _EXACT, "high": _EXACT}
    actual = {"actual": _EXACT, "actual_ja": TEXT, "actual_en": TEXT, "as_of": _or_none(_DAY)}
    state = _one_of(core.State)
    head = {
        "id": TEXT,
        "slug": TEXT,
        "owner_org": TEXT,
        "example": YES,
        "number": NUMBER,
        "content_hash": HASH,
        "label": TEXT,
        **said,
        "adopted_on": _DAY,
        "first_year": _YEAR,
        "last_year": _or_none(_YEAR),
        "created": TIME,
        "modified": TIME,
    }
    source = {"lead_ja": TEXT, "source_ja": TEXT, "licence_ja": TEXT}
    version = {"number": NUMBER, "content_hash": HASH, "reason": TEXT, "created": TIME}
    indicator = {
        **dict.fromkeys(("key", "ja", "en", "unit_ja", "unit_en"), TEXT),
        "kind": _one_of(core.ValueKind),
        "time": _one_of(core.Time),
        "better": TEXT,
        "breaks": things,
    }
    property_ = thing({"type": {"const": "Property"}, "value": {}}, {"observedAt": TEXT})
    ended = {
        **dict.fromkeys(("kpi", "text", "measure", "indicator_en", "ended_ja", "label"), TEXT),
        "last_year": _YEAR,
        "adopted_on": _DAY,
    }
    year = {"year": _YEAR, **actual, **goal, "state": _or_none(state), "firm": YES}
    return {
        "Head": thing(head),
        "Stamp": thing({"id": TEXT, "slug": TEXT, "stamp": HASH}),
        "List": thing({"count": NUMBER, "results": array("Head")}),
        "Plan": thing(
            {
                **head,
                **source,
                "year": _YEAR,
                "years": years,
                "overview": reference("Overview"),
                "promises": array("Promise"),
                "nodes": {
                    "type": "array",
                    "items": thing({"key": TEXT, **said, "overview": reference("Overview")}),
                },
                "ended": array("Ended"),
                **dict.fromkeys(("measures", "places", "principles", "policies"), things),
            }
        ),
        "Ended": thing(ended),
        "Promises": thing({**head, **source, "years": years, "promises": array("Promise")}),
        "Overview": thing({**dict.fromkeys(counts, NUMBER), **said}),
        "Promise": thing(
            {
                **dict.fromkeys(("kpi", "text", "measure", "indicator", "target_text"), TEXT),
                **dict.fromkeys(("indicator_ja", "indicator_en", "unit_ja", "unit_en"), TEXT),
                "year": _YEAR,
                "comparator": _one_of(core.Comparator),
                "kind": _one_of(core.ValueKind),
                **goal,
                "state": state,
                "met": _or_none(YES),
                **actual,
                **dict.fromkeys(("achieved", "progress", "lacking"), _EXACT),
                "missing_ja": TEXT,
                # null while it is not decided
                "grade": {"type": ["object", "null"]},
                **said,
            }
        ),
        "Kpi": thing(
            {
                "plan": reference("Head"),
                **dict.fromkeys(("kpi", "text", "note_ja"), TEXT),
                "measure": {"type": "object"},
                "indicator": thing(indicator),
                "places": things,
                "year": _YEAR,
                "years": years,
                # null where nothing is promised for the year
                "promise": {"type": ["object", "null"]},
                "series": {"type": "array", "items": thing(year)},
                "reports": array("Report"),
                "evaluations": array("Evaluation"),
                "next_due": _or_none(_DAY),
                # null where the promise goes on
                "ended": {"type": ["object", "null"]},
            }
        ),
        "Report": thing(
            {
                "id": TEXT,
                "indicator": TEXT,
                "year": _YEAR,
                "as_of": _DAY,
                **dict.fromkeys(("value", "numerator", "denominator"), _EXACT),
                "text_ja": TEXT,
                "met": _or_none(YES),
                "standing": _one_of(core.Standing),
                "missing_ja": TEXT,
                "revises": _or_none(TEXT),
                "reason": TEXT,
                "source": TEXT,
                "evidence": {"type": "array", "items": thing({"label": TEXT, "url": TEXT})},
                "query_hash": _or_none(HASH) | {"pattern": "^([0-9a-f]{64}|None)$"},
                "at": TIME,
                "current": YES,
            }
        ),
        "Evaluation": thing(
            {
                **dict.fromkeys(("kpi", "observation_id", "cause_ja", "next_ja"), TEXT),
                "next_kind": TEXT,
                "year": _YEAR,
                "at": TIME,
            }
        ),
        "Version": thing(version),
        "Shown": thing(
            {
                "id": TEXT,
                "slug": TEXT,
                "example": YES,
                **version,
                "content": {"type": "object"},
                "previous": _or_none(NUMBER),
                "changes": {
                    "type": "array",
                    "items": thing({"path": TEXT, "old": {}, "new": {}}),
                },
                "told": {
                    "type": "array",
                    "items": thing(
                        {
                            "kind": _one_of(Kind),
                            **said,
                            **dict.fromkeys(("old_ja", "old_en", "new_ja", "new_en"), TEXT),
                            "why_ja": TEXT,
                        }
                    ),
                },
            }
        ),
        "Csvw": thing({"@context": {"type": "array"}, "url": TEXT, "tableSchema": {}}),
        "Entities": {
            "type": "array",
            "items": thing(
                {"id": TEXT, "type": {"const": "KeyPerformanceIndicator"}, "name": property_},
                {"kpiValue": property_, "currentStanding": property_},
            ),
        },
    }
