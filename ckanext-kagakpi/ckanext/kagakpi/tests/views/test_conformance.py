"""The plan for machines, checked by what others wrote: CSVW, Data Cube, NGSI-LD."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from csvw import CSVW
from jsonschema import Draft202012Validator
from pyld import jsonld
from rdflib import RDF, Graph

from ckanext.kagakpi.tests.portal import reported
from ckanext.kagakpi.views.cube import QB
from ckanext.kagakpi.views.ngsi import CONTEXT

pytestmark = pytest.mark.stack

NGSI_LD = Path(__file__).parents[5] / "tests" / "conformance" / "ngsi-ld"
MODEL = "https://smartdatamodels.org/"
VOCABULARIES = (MODEL, "https://uri.etsi.org/ngsi-ld/", "http://purl.org/dc/terms/")
NOBODYS = "https://uri.etsi.org/ngsi-ld/default-context/"

PREFIXES = """
PREFIX qb: <http://purl.org/linked-data/cube#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
# W3C, The RDF Data Cube Vocabulary, section 10.1: what an abbreviated cube leaves to be inferred,
# as far as ours does.
NORMALISED = """
INSERT { ?c qb:componentProperty ?p } WHERE { ?c qb:dimension ?p } ;
INSERT { ?c qb:componentProperty ?p } WHERE { ?c qb:measure ?p } ;
INSERT { ?c qb:componentProperty ?p } WHERE { ?c qb:attribute ?p }
"""
OF_A_CUBE = "qb:dataSet/qb:structure/qb:component"
# Section 11.1: each ASK finds a violation. IC-20 and IC-21 are about hierarchical code lists
# (qb:hierarchyRoot): there is nothing to make their queries from.
CONSTRAINTS = {
    "IC-1 one dataset": """
        { ?o a qb:Observation . FILTER NOT EXISTS { ?o qb:dataSet ?d } } UNION
        { ?o a qb:Observation ; qb:dataSet ?d1, ?d2 . FILTER (?d1 != ?d2) }""",
    "IC-2 one structure": """
        { ?d a qb:DataSet . FILTER NOT EXISTS { ?d qb:structure ?s } } UNION
        { ?d a qb:DataSet ; qb:structure ?s1, ?s2 . FILTER (?s1 != ?s2) }""",
    "IC-3 a measure": """?s a qb:DataStructureDefinition . FILTER NOT EXISTS {
        ?s qb:component [ qb:componentProperty [ a qb:MeasureProperty ] ] }""",
    "IC-4 dimensions have a range": """?p a qb:DimensionProperty .
        FILTER NOT EXISTS { ?p rdfs:range [] }""",
    "IC-5 concepts have a code list": """?p a qb:DimensionProperty ; rdfs:range skos:Concept .
        FILTER NOT EXISTS { ?p qb:codeList [] }""",
    "IC-6 only attributes are optional": """?s qb:component ?c .
        ?c qb:componentRequired "false"^^xsd:boolean ; qb:componentProperty ?p .
        FILTER NOT EXISTS { ?p a qb:AttributeProperty }""",
    "IC-7 slice keys are declared": """?k a qb:SliceKey .
        FILTER NOT EXISTS { [ a qb:DataStructureDefinition ] qb:sliceKey ?k }""",
    "IC-8 slice keys fit the structure": """?k a qb:SliceKey ; qb:componentProperty ?p .
        ?s qb:sliceKey ?k . FILTER NOT EXISTS { ?s qb:component [ qb:componentProperty ?p ] }""",
    "IC-9 slices have one structure": """
        { ?x a qb:Slice . FILTER NOT EXISTS { ?x qb:sliceStructure ?k } } UNION
        { ?x a qb:Slice ; qb:sliceStructure ?k1, ?k2 . FILTER (?k1 != ?k2) }""",
    "IC-10 slices have their dimensions": """?x qb:sliceStructure [ qb:componentProperty ?p ] .
        FILTER NOT EXISTS { ?x ?p [] }""",
    "IC-11 all dimensions": f"""?o {OF_A_CUBE}/qb:componentProperty ?p .
        ?p a qb:DimensionProperty . FILTER NOT EXISTS {{ ?o ?p [] }}""",
    "IC-12 no duplicates": f"""FILTER (?all) {{
        SELECT (MIN(?equal) AS ?all) WHERE {{
            ?o1 qb:dataSet ?d . ?o2 qb:dataSet ?d . FILTER (?o1 != ?o2)
            ?o1 {OF_A_CUBE}/qb:componentProperty ?p . ?p a qb:DimensionProperty .
            ?o1 ?p ?v1 . ?o2 ?p ?v2 . BIND (?v1 = ?v2 AS ?equal)
        }} GROUP BY ?o1 ?o2 }}""",
    "IC-13 required attributes": f"""?o {OF_A_CUBE} ?c .
        ?c qb:componentRequired "true"^^xsd:boolean ; qb:componentProperty ?p .
        FILTER NOT EXISTS {{ ?o ?p [] }}""",
    "IC-14 all measures": """?o qb:dataSet/qb:structure ?s .
        FILTER NOT EXISTS { ?s qb:component/qb:componentProperty qb:measureType }
        ?s qb:component/qb:componentProperty ?p . ?p a qb:MeasureProperty .
        FILTER NOT EXISTS { ?o ?p [] }""",
    "IC-15 its measure": f"""?o {OF_A_CUBE}/qb:componentProperty qb:measureType ;
        qb:measureType ?m . FILTER NOT EXISTS {{ ?o ?m [] }}""",
    "IC-16 no other measure": f"""?o {OF_A_CUBE}/qb:componentProperty qb:measureType ;
        qb:measureType ?m ; {OF_A_CUBE}/qb:componentProperty ?p . ?p a qb:MeasureProperty .
        ?o ?p [] . FILTER (?p != ?m)""",
    "IC-17 every measure of a combination": """?d qb:structure ?s .
        ?s qb:component/qb:componentProperty qb:measureType, ?m . ?m a qb:MeasureProperty .
        ?o qb:dataSet ?d . FILTER NOT EXISTS {
            ?other qb:dataSet ?d ; qb:measureType ?m .
            FILTER NOT EXISTS { ?s qb:component/qb:componentProperty ?p .
                ?p a qb:DimensionProperty . FILTER (?p != qb:measureType)
                ?o ?p ?v . FILTER NOT EXISTS { ?other ?p ?v } } }""",
    "IC-18 slices and their dataset": """?d qb:slice/qb:observation ?o .
        FILTER NOT EXISTS { ?o qb:dataSet ?d }""",
    "IC-19 codes of the list": f"""?o {OF_A_CUBE}/qb:componentProperty ?p . ?p qb:codeList ?list .
        ?list a skos:ConceptScheme . ?o ?p ?v .
        FILTER NOT EXISTS {{ ?v a skos:Concept ; skos:inScheme ?list }}""",
    "IC-19 codes of the collection": f"""?o {OF_A_CUBE}/qb:componentProperty ?p .
        ?p qb:codeList ?list . ?list a skos:Collection . ?o ?p ?v .
        FILTER NOT EXISTS {{ ?v a skos:Concept . ?list skos:member+ ?v }}""",
}


@pytest.fixture
def example(people: dict[str, str], city: dict[str, Any]) -> dict[str, Any]:
    """An example with a share, a correction and a gap with its reason."""
    return reported(people, city)


def test_the_table_is_what_its_csvw_says(app: Any, example: dict[str, Any], tmp_path: Path) -> None:
    table = tmp_path / f"{example['slug']}.csv"
    metadata = tmp_path / f"{table.name}-metadata.json"
    table.write_bytes(app.get(f"/plan/{table.name}").data)
    described = json.loads(app.get(f"/plan/{metadata.name}").data)
    assert described["url"].endswith(f"/plan/{table.name}")
    metadata.write_text(json.dumps(described | {"url": table.name}), encoding="utf-8")

    def found() -> list[str]:
        checked = CSVW(str(metadata), validate=True)
        return [] if checked.is_valid else [str(one.message) for one in checked.warnings]

    assert found() == []
    table.write_bytes(table.read_bytes().replace(b"2021-03-31", b"2021-02-31"))
    assert any("2021-02-31" in one for one in found())


def test_the_cubes_keep_the_integrity_constraints(app: Any, example: dict[str, Any]) -> None:
    graph = Graph().parse(data=app.get(f"/plan/{example['slug']}.ttl").data, format="turtle")
    graph.update(PREFIXES + NORMALISED)

    def violated() -> list[str]:
        asked = {name: f"{PREFIXES} ASK {{ {ask} }}" for name, ask in CONSTRAINTS.items()}
        return [name for name, ask in asked.items() if graph.query(ask).askAnswer]

    assert violated() == []
    count = "SELECT (COUNT(?o) AS ?n) WHERE { ?o a qb:Observation }"
    (row,) = graph.query(PREFIXES + count)
    # 13 targets in numbers, two actuals, one numerator and one denominator
    assert int(row[0]) == 17
    # and a broken one is found
    measure = next(graph.subjects(RDF.type, QB.MeasureProperty))
    graph.remove((next(graph.subjects(measure)), measure, None))
    assert violated() == ["IC-14 all measures"]


def test_ngsi_says_what_its_contexts_say(app: Any, example: dict[str, Any]) -> None:
    files = ("key-performance-indicator-context.jsonld", "core-context-1.8.jsonld")
    known = dict(
        zip(CONTEXT, (json.loads((NGSI_LD / one).read_text()) for one in files), strict=True)
    )

    def load(url: str, _: Any) -> dict[str, Any]:
        return {"contextUrl": None, "documentUrl": url, "document": known[url]}

    schema = json.loads((NGSI_LD / "key-performance-indicator-schema.json").read_text())
    model = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    entities = json.loads(app.get(f"/plan/{example['slug']}.ngsild.json").data)
    for entity in entities:
        properties = {name: one for name, one in entity.items() if isinstance(one, dict)}
        plain = entity | {name: one["value"] for name, one in properties.items()}
        assert [error.message for error in model.iter_errors(plain)] == []
        # the model says so in words alone
        assert plain["process"]
        (expanded,) = jsonld.expand(entity, {"documentLoader": load})
        assert expanded["@type"] == [f"{MODEL}dataModel.KeyPerformanceIndicator/{entity['type']}"]
        # one word is ours: that all of it is made up
        (ours,) = (one for one in words(expanded) if one.endswith("#example"))
        assert ours.endswith(f"/plan/{example['slug']}#example")
        others = words(expanded) - {ours}
        assert [one for one in others if not one.startswith(VOCABULARIES)] == []
        assert [one for one in others if one.startswith(NOBODYS)] == []
        assert len(set(expanded) - {"@id", "@type"}) == len(properties)


def words(expanded: Any) -> set[str]:
    """Every property and type that stands in expanded JSON-LD."""
    if isinstance(expanded, list):
        return {word for one in expanded for word in words(one)}
    if not isinstance(expanded, dict):
        return set()
    mine = {name for name in expanded if not name.startswith("@")}
    types = expanded.get("@type", [])
    mine |= set(types if isinstance(types, list) else [types])
    return mine | {word for one in expanded.values() for word in words(one)}
