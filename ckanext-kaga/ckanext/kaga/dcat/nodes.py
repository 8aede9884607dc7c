"""Order in a graph: no nameless nodes, no text without its language, no code without words."""

from __future__ import annotations

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, RDFS, SKOS, Namespace
from rdflib.term import Node

ADMS = Namespace("http://www.w3.org/ns/adms#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")

_TEXT = frozenset(
    {
        DCTERMS.title,
        DCTERMS.description,
        DCAT.keyword,
        FOAF.name,
        RDFS.label,
        SKOS.prefLabel,
        VCARD.fn,
        ADMS.versionNotes,
    }
)
"""Properties whose values people read."""


def name_blank_nodes(graph: Graph) -> None:
    """Give each blank node a URI: that of the node which points to it, ``#`` and the property.

    The period of ``…/dataset/1`` becomes ``…/dataset/1#temporal``; a second one of the same
    property gets ``-2``. Names hold from one export to the next, which a harvester that
    compares graphs and a feed of changes both need. Blank nodes that nothing named points to,
    directly or through others, stay.
    """
    while unnamed := [
        (subject, predicate, node)
        for subject, predicate, node in graph
        if isinstance(node, BNode) and isinstance(subject, URIRef)
    ]:
        for subject, predicate, node in unnamed:
            _rename(graph, node, _free_name(graph, subject, str(predicate)))


def _free_name(graph: Graph, subject: URIRef, predicate: str) -> URIRef:
    local = predicate.replace("#", "/").rsplit("/", 1)[-1]
    base = f"{subject}{'-' if '#' in subject else '#'}{local}"
    name, number = URIRef(base), 1
    while (name, None, None) in graph:
        number += 1
        name = URIRef(f"{base}-{number}")
    return name


def _rename(graph: Graph, old: Node, new: URIRef) -> None:
    for triple in [*graph.triples((old, None, None)), *graph.triples((None, None, old))]:
        graph.remove(triple)
        graph.add(tuple(new if node == old else node for node in triple))  # type: ignore[arg-type]


def tag_language(graph: Graph, language: str, subject: Node | None = None) -> None:
    """Mark the readable texts that name no language as ``language`` (BCP 47), of ``subject`` only
    if one is given."""
    for triple in list(graph.triples((subject, None, None))):
        text = triple[2]
        if (
            triple[1] in _TEXT
            and isinstance(text, Literal)
            and not text.language
            and text.datatype is None
        ):
            graph.remove(triple)
            graph.add((triple[0], triple[1], Literal(text, lang=language)))


def add_concept(graph: Graph, ref: Node, labels: dict[str, str]) -> None:
    """Say what a URI of a code list means; ``labels`` are texts by BCP 47 language."""
    graph.add((ref, RDF.type, SKOS.Concept))
    for language, label in labels.items():
        graph.add((ref, SKOS.prefLabel, Literal(label, lang=language)))
