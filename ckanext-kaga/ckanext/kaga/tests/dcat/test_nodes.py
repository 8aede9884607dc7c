"""Names for nameless nodes and languages for texts, on small graphs."""

from __future__ import annotations

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, XSD

from ckanext.kaga.dcat.nodes import name_blank_nodes, tag_language

DATASET = URIRef("http://example.org/dataset/1")


def _graph(turtle: str) -> Graph:
    prefixes = """
        @prefix dcat: <http://www.w3.org/ns/dcat#> .
        @prefix dct: <http://purl.org/dc/terms/> .
        @prefix spdx: <http://spdx.org/rdf/terms#> .
        @base <http://example.org/dataset/> .
    """
    return Graph().parse(data=prefixes + turtle, format="turtle")


def test_a_blank_node_is_called_after_what_points_to_it() -> None:
    graph = _graph("<1> dct:temporal [ a dct:PeriodOfTime ; dcat:startDate '2022' ] .")
    name_blank_nodes(graph)
    assert isomorphic(
        graph,
        _graph(
            "<1> dct:temporal <1#temporal> . "
            "<1#temporal> a dct:PeriodOfTime ; dcat:startDate '2022' ."
        ),
    )


def test_two_of_one_property_get_two_names() -> None:
    graph = _graph("<1> dct:temporal [ dcat:startDate '2021' ], [ dcat:startDate '2022' ] .")
    name_blank_nodes(graph)
    assert set(graph.objects(DATASET, DCTERMS.temporal)) == {
        URIRef(f"{DATASET}#temporal"),
        URIRef(f"{DATASET}#temporal-2"),
    }
    assert {str(start) for start in graph.objects(predicate=DCAT.startDate)} == {"2021", "2022"}


def test_a_node_inside_a_blank_node_is_named_too() -> None:
    graph = _graph("<1> dcat:distribution [ spdx:checksum [ spdx:checksumValue 'ab' ] ] .")
    name_blank_nodes(graph)
    assert (URIRef(f"{DATASET}#distribution-checksum"), None, Literal("ab")) in graph
    assert not any(isinstance(node, BNode) for triple in graph for node in triple)


def test_only_readable_text_without_a_language_is_marked() -> None:
    graph = Graph()
    graph.add((DATASET, DCTERMS.title, Literal("公衆トイレ一覧")))
    graph.add((DATASET, DCTERMS.title, Literal("Public toilets", lang="en")))
    graph.add((DATASET, DCTERMS.identifier, Literal("172065")))
    graph.add((DATASET, DCTERMS.description, Literal("2022", datatype=XSD.gYear)))
    tag_language(graph, "ja")
    assert set(graph.objects(DATASET, DCTERMS.title)) == {
        Literal("公衆トイレ一覧", lang="ja"),
        Literal("Public toilets", lang="en"),
    }
    assert (DATASET, DCTERMS.identifier, Literal("172065")) in graph
    assert (DATASET, DCTERMS.description, Literal("2022", datatype=XSD.gYear)) in graph
