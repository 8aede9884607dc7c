"""The promises of a year as NGSI-LD entities of the smart data model KeyPerformanceIndicator."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.kagakpi.views.table import first_and_last

CONTEXT = [
    "https://raw.githubusercontent.com/smart-data-models/dataModel.KeyPerformanceIndicator/master/context.jsonld",
    "https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context.jsonld",
]
"""The core context stands last: nothing before it says otherwise of its terms."""

_STANDING = {"kept": "good", "not_kept": "bad"}


def entities(plan: dict[str, Any]) -> list[dict[str, Any]]:
    """Return an entity for each promise; what is not reported has no ``kpiValue``."""
    measures = {one["key"]: one for one in plan["measures"]}
    return [_entity(plan, promise, measures[promise["measure"]]) for promise in plan["promises"]]


def _entity(
    plan: dict[str, Any], promise: dict[str, Any], measure: dict[str, Any]
) -> dict[str, Any]:
    first, last = first_and_last(promise["year"])
    there = {"slug": plan["slug"], "kpi": promise["kpi"], "year": promise["year"]}
    address = tk.h.url_for("kagakpi.kpi", locale="default", qualified=True, **there)
    told: dict[str, Any] = {
        "@context": CONTEXT,
        "id": f"urn:ngsi-ld:KeyPerformanceIndicator:{plan['slug']}:{promise['kpi']}",
        "type": "KeyPerformanceIndicator",
        "name": _property(promise["text"]),
        "description": _property(promise["ja"]),
        "category": _property([_category(promise["kind"])]),
        "process": _property(measure["ja"]),
        "businessTarget": _property(promise["target_text"]),
        "calculationFrequency": _property("yearly"),
        "calculationPeriod": _property({"from": first, "to": last}),
        "source": _property(address),
        "dataProvider": _property(plan["lead_ja"] or plan["ja"]),
    }
    if organisation := measure["department_ja"] or plan["lead_ja"]:
        told["organization"] = _property(organisation)
    if promise["actual"] is not None:
        observed = {"observedAt": f"{promise['as_of']}T00:00:00Z"}
        told["kpiValue"] = _property(float(promise["actual"])) | observed
    if promise["state"] in _STANDING:
        told["currentStanding"] = _property(_STANDING[promise["state"]])
    if plan["example"]:
        # a word of ours, which neither vocabulary has
        home = tk.h.url_for("kagakpi.show", slug=plan["slug"], locale="default", qualified=True)
        told["@context"] = [{"example": f"{home}#example"}, *CONTEXT]
        told["example"] = _property(True)
    return told


def _category(kind: str) -> str:
    return "qualitative" if kind == "qualitative" else "quantitative"


def _property(value: Any) -> dict[str, Any]:
    return {"type": "Property", "value": value}
