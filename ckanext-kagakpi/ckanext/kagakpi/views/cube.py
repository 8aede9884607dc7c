"""Targets and actuals as an RDF Data Cube (W3C): one measure an observation, no blank nodes."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from rdflib import RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef

from ckanext.kagakpi.plan import years
from ckanext.kagakpi.views.table import first_and_last

QB = Namespace("http://purl.org/linked-data/cube#")
DCT = Namespace("http://purl.org/dc/terms/")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
STATUS = Namespace("http://purl.org/linked-data/sdmx/2009/code#obsStatus-")
_STATUS = {"final": "A", "provisional": "P", "estimated": "E", "missing": "M"}
_MEASURES = (
    ("target", "目標", "target"),
    ("actual", "実績", "actual"),
    ("numerator", "分子", "numerator"),
    ("denominator", "分母", "denominator"),
)
_DIMENSIONS = (("kpi", "KPI", "KPI"), ("fiscalYear", "年度", "fiscal year"))


def graph(plan: dict[str, Any], reports: list[dict[str, Any]]) -> Graph:
    """Return the cube; ``plan`` has its promises of every year."""
    address = {"slug": plan["slug"], "locale": "default", "qualified": True}
    home = Namespace(f"{tk.h.url_for('kagakpi.show', **address)}#")
    made = Graph()
    for prefix, names in (("qb", QB), ("dct", DCT), ("skos", SKOS), ("dcat", DCAT), ("", home)):
        made.bind(prefix, names)
    _structure(made, home, plan)
    counting = {
        (one["indicator"], one["year"]): one
        for one in sorted(reports, key=lambda one: (one["as_of"], one["at"]))
        if one["current"]
    }
    for year in plan["years"]:
        _year(made, home, year)
    for promise in plan["promises"]:
        _kpi(made, home, promise)
        report = counting.get((promise["indicator"], promise["year"]), {})
        target = promise["low"] if promise["low"] is not None else promise["high"]
        values = {"target": target, "actual": promise["actual"]}
        values |= {name: report.get(name) for name in ("numerator", "denominator")}
        for measure, value in values.items():
            if value is not None:
                _observation(made, home, promise, report, **{measure: value})
    return made


def concept(home: str, kpi: str) -> str:
    """Return the name of a KPI in RDF; ``home`` is the address of its plan."""
    return f"{home}#kpi-{kpi}"


def _structure(made: Graph, home: Namespace, plan: dict[str, Any]) -> None:
    cube, structure, codes = home.cube, home.structure, home.kpis
    made.add((cube, RDF.type, QB.DataSet))
    made.add((cube, RDF.type, DCAT.Dataset))
    made.add((cube, DCT.title, Literal(plan["ja"], lang="ja")))
    made.add((cube, DCT.title, Literal(plan["en"], lang="en")))
    made.add((cube, DCT.source, Literal(plan["source_ja"], lang="ja")))
    made.add((cube, QB.structure, structure))
    made.add((structure, RDF.type, QB.DataStructureDefinition))
    made.add((codes, RDF.type, SKOS.ConceptScheme))
    made.add((codes, SKOS.prefLabel, Literal("KPI", lang="ja")))
    for key, ja, en in _DIMENSIONS:
        _property(made, home[key], QB.DimensionProperty, ja, en)
        _component(made, home, QB.dimension, home[key])
    made.add((home.kpi, RDF.type, QB.CodedProperty))
    made.add((home.kpi, QB.codeList, codes))
    made.add((home.kpi, RDFS.range, SKOS.Concept))
    made.add((home.fiscalYear, RDFS.range, DCT.PeriodOfTime))
    _component(made, home, QB.dimension, QB.measureType)
    made.add((QB.measureType, RDF.type, QB.DimensionProperty))
    made.add((QB.measureType, RDFS.range, RDF.Property))
    for key, ja, en in _MEASURES:
        _property(made, home[key], QB.MeasureProperty, ja, en)
        made.add((home[key], RDFS.range, XSD.decimal))
        _component(made, home, QB.measure, home[key])
    for key, ja, en in (("unit", "単位", "unit"), ("status", "区分", "status")):
        _property(made, home[key], QB.AttributeProperty, ja, en)
        component = _component(made, home, QB.attribute, home[key])
        made.add((component, QB.componentRequired, Literal(False)))


def _property(made: Graph, name: URIRef, kind: URIRef, ja: str, en: str) -> None:
    made.add((name, RDF.type, RDF.Property))
    made.add((name, RDF.type, kind))
    made.add((name, RDFS.label, Literal(ja, lang="ja")))
    made.add((name, RDFS.label, Literal(en, lang="en")))


def _component(made: Graph, home: Namespace, role: URIRef, name: URIRef) -> URIRef:
    component = home[f"component-{name.rsplit('#', 1)[1]}"]
    made.add((home.structure, QB.component, component))
    made.add((component, RDF.type, QB.ComponentSpecification))
    made.add((component, role, name))
    return component


def _year(made: Graph, home: Namespace, year: int) -> None:
    name = home[f"fy{year}"]
    first, last = first_and_last(year)
    made.add((name, RDF.type, DCT.PeriodOfTime))
    made.add((name, RDFS.label, Literal(years.ja(year), lang="ja")))
    made.add((name, RDFS.label, Literal(years.en(year), lang="en")))
    made.add((name, DCAT.startDate, Literal(first, datatype=XSD.date)))
    made.add((name, DCAT.endDate, Literal(last, datatype=XSD.date)))


def _kpi(made: Graph, home: Namespace, promise: dict[str, Any]) -> None:
    name = home[f"kpi-{promise['kpi']}"]
    made.add((name, RDF.type, SKOS.Concept))
    made.add((name, SKOS.inScheme, home.kpis))
    made.add((home.kpis, SKOS.hasTopConcept, name))
    made.add((name, SKOS.prefLabel, Literal(promise["text"], lang="ja")))
    made.add((name, SKOS.altLabel, Literal(promise["indicator_en"], lang="en")))


def _observation(
    made: Graph, home: Namespace, promise: dict[str, Any], report: dict[str, Any], **one: str
) -> None:
    ((measure, value),) = one.items()
    name = home[f"{promise['kpi']}-{promise['year']}-{measure}"]
    made.add((name, RDF.type, QB.Observation))
    made.add((name, QB.dataSet, home.cube))
    made.add((name, home.kpi, home[f"kpi-{promise['kpi']}"]))
    made.add((name, home.fiscalYear, home[f"fy{promise['year']}"]))
    made.add((name, QB.measureType, home[measure]))
    made.add((name, home[measure], Literal(value, datatype=XSD.decimal)))
    if promise["unit_ja"]:
        made.add((name, home.unit, Literal(promise["unit_ja"], lang="ja")))
    if measure != "target" and report.get("standing") in _STATUS:
        made.add((name, home.status, STATUS[_STATUS[report["standing"]]]))
