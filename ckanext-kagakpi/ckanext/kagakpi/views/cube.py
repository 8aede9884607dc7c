"""Targets and actuals as RDF Data Cubes (W3C): a data set for each measure, no blank nodes.

One data set of several measures would have to give all of them for each KPI and year (IC-17), and
what is not reported is no value.
"""

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
_ATTRIBUTES = (("unit", "単位", "unit"), ("status", "区分", "status"))


def graph(plan: dict[str, Any], reports: list[dict[str, Any]]) -> Graph:
    """Return the cubes; ``plan`` has its promises of every year."""
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
    codes = home.kpis
    made.add((home.cube, RDF.type, DCAT.Dataset))
    made.add((home.cube, DCT.title, Literal(plan["ja"], lang="ja")))
    made.add((home.cube, DCT.title, Literal(plan["en"], lang="en")))
    made.add((home.cube, DCT.source, Literal(plan["source_ja"], lang="ja")))
    made.add((codes, RDF.type, SKOS.ConceptScheme))
    made.add((codes, SKOS.prefLabel, Literal("KPI", lang="ja")))
    shared = []
    for key, ja, en in _DIMENSIONS:
        _property(made, home[key], QB.DimensionProperty, ja, en)
        shared.append(_component(made, home, QB.dimension, home[key]))
    made.add((home.kpi, RDF.type, QB.CodedProperty))
    made.add((home.kpi, QB.codeList, codes))
    made.add((home.kpi, RDFS.range, SKOS.Concept))
    made.add((home.fiscalYear, RDFS.range, DCT.PeriodOfTime))
    for key, ja, en in _ATTRIBUTES:
        _property(made, home[key], QB.AttributeProperty, ja, en)
        shared.append(_component(made, home, QB.attribute, home[key]))
        made.add((shared[-1], QB.componentRequired, Literal(False)))
    for key, ja, en in _MEASURES:
        _property(made, home[key], QB.MeasureProperty, ja, en)
        made.add((home[key], RDFS.range, XSD.decimal))
        measured = _component(made, home, QB.measure, home[key])
        structure, part = home[f"structure-{key}"], home[f"cube-{key}"]
        made.add((structure, RDF.type, QB.DataStructureDefinition))
        for component in (*shared, measured):
            made.add((structure, QB.component, component))
        made.add((part, RDF.type, QB.DataSet))
        made.add((part, QB.structure, structure))
        made.add((part, RDFS.label, Literal(ja, lang="ja")))
        made.add((part, RDFS.label, Literal(en, lang="en")))
        made.add((part, DCT.isPartOf, home.cube))
        made.add((home.cube, DCT.hasPart, part))


def _property(made: Graph, name: URIRef, kind: URIRef, ja: str, en: str) -> None:
    made.add((name, RDF.type, RDF.Property))
    made.add((name, RDF.type, kind))
    made.add((name, RDFS.label, Literal(ja, lang="ja")))
    made.add((name, RDFS.label, Literal(en, lang="en")))


def _component(made: Graph, home: Namespace, role: URIRef, name: URIRef) -> URIRef:
    component = home[f"component-{name.rsplit('#', 1)[1]}"]
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
    made.add((name, QB.dataSet, home[f"cube-{measure}"]))
    made.add((name, home.kpi, home[f"kpi-{promise['kpi']}"]))
    made.add((name, home.fiscalYear, home[f"fy{promise['year']}"]))
    made.add((name, home[measure], Literal(value, datatype=XSD.decimal)))
    if promise["unit_ja"]:
        made.add((name, home.unit, Literal(promise["unit_ja"], lang="ja")))
    if measure != "target" and report.get("standing") in _STATUS:
        made.add((name, home.status, STATUS[_STATUS[report["standing"]]]))
