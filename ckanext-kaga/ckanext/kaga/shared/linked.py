"""What is linked with datasets: each plugin offers its kind, and whoever asks sees all of them.

Everything here is a stranger's view, whoever asks: what is not public is not in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, PROV, RDF

from ckanext.kaga.common.neighbours import DATASET, Link, Neighbourhood, Node
from ckanext.kaga.shared.stranger import STRANGER, asked

MOST = 20
"""So many datasets of one thing are followed at most."""

_NAME = re.compile(r"[A-Za-z0-9_-]{1,100}")


@dataclass(frozen=True, slots=True)
class Linked:
    """A kind of things that datasets are linked with, told to a stranger.

    :param kind: how addresses call it
    :param makes: whether datasets are made from it; else it counts them
    :param name: what one of them is, and ``heading`` what those of a dataset are: English texts
        that the plugin's templates have with ``plain()``, too, so that they are translated
    :param find: the thing of an id, with ids or names of its datasets, public or not; or None
    :param of_dataset: what a public dataset, as ``package_show`` gives it, is linked with
    :param describe: adds a thing, without its datasets, to a graph
    """

    kind: str
    makes: bool
    name: str
    heading: str
    find: Callable[[str], tuple[Node, list[str]] | None]
    of_dataset: Callable[[dict[str, Any]], list[Node]]
    describe: Callable[[Node, Graph], None]


class ILinked(p.Interface):
    """Offer a kind of things that datasets are linked with."""

    def get_linked(self) -> Linked:
        """Return it."""
        raise NotImplementedError


def offered() -> list[Linked]:
    """Return the kinds of the plugins that are on: those that make datasets first."""
    every = [plugin.get_linked() for plugin in p.PluginImplementations(ILinked)]
    return sorted(every, key=lambda one: not one.makes)


def neighbourhood(key: str) -> Neighbourhood | None:
    """Return what a thing is linked with; None where there is no such thing for a stranger.

    ``key`` is that of a node: ``dataset:<id or name>``, or a kind of a plugin with its id.
    """
    kind, _, id_ = key.partition(":")
    kinds = offered()
    own = next((one for one in kinds if one.kind == kind), None)
    names = [id_] if kind == DATASET else []
    centre: Node | None = None
    if own and (told := own.find(id_)):
        centre, names = told
    left_out = max(0, len(names) - MOST)
    datasets = _public(names[:MOST])
    if kind == DATASET and datasets:
        centre = _node(datasets[0])
    if centre is None:
        return None
    links = []
    for dataset in datasets:
        there = _node(dataset)
        if own:
            links.append(Link(there, centre))
        others = [one for one in kinds if one is not own]
        links += [Link(there, node) for one in others for node in one.of_dataset(dataset)]
    ends = [end for link in links for end in link]
    nodes = tuple(dict.fromkeys([centre, *ends]))
    order = [one.kind for one in kinds if one.makes]
    order += [DATASET, *(one.kind for one in kinds if not one.makes)]
    return Neighbourhood(centre, tuple(order), nodes, tuple(dict.fromkeys(links)), left_out)


def shown(key: str) -> dict[str, Any]:
    """Return what ``house/linked.html`` shows of a thing on its own page."""
    headings = {one.kind: one.heading for one in offered()}
    return {"found": neighbourhood(key), "headings": headings, "leave": ""}


def graph(found: Neighbourhood) -> Graph:
    """Return a neighbourhood in RDF: DCAT and PROV, and what each plugin says of its own."""
    made = Graph()
    for prefix, names in (("dcat", DCAT), ("dct", DCTERMS), ("prov", PROV)):
        made.bind(prefix, names)
    kinds = {one.kind: one for one in offered()}
    for node in found.nodes:
        if node.kind == DATASET:
            _describe(node, made)
        else:
            kinds[node.kind].describe(node, made)
    for link in found.links:
        dataset, other = URIRef(link.dataset.uri), URIRef(link.other.uri)
        if kinds[link.other.kind].makes:
            made.add((dataset, PROV.wasGeneratedBy, other))
            made.add((other, PROV.generated, dataset))
            made.add((other, RDF.type, PROV.Activity))
        else:
            made.add((other, PROV.wasDerivedFrom, dataset))
            made.add((dataset, DCTERMS.isReferencedBy, other))
    return made


def _public(names: list[str]) -> list[dict[str, Any]]:
    """The datasets of these ids or names that a stranger sees, each once."""
    found: dict[str, dict[str, Any]] = {}
    for name in filter(_NAME.fullmatch, names):
        one = asked("package_show", id=name)
        if one and one["type"] == "dataset" and one["state"] == "active" and not one["private"]:
            found[one["id"]] = one
    return list(found.values())


def _node(dataset: dict[str, Any]) -> Node:
    here = tk.h.url_for("dataset.read", id=dataset["id"], locale="default", qualified=True)
    return Node(
        DATASET,
        dataset["name"],
        dataset["title"] or dataset["name"],
        dataset.get("title_en") or "",
        tk.h.url_for("dataset.read", id=dataset["name"]),
        here,
    )


def _describe(node: Node, made: Graph) -> None:
    """Add a dataset: as the portal's own feed has it, or with its title alone."""
    if p.plugin_loaded("dcat"):
        told = tk.get_action("dcat_dataset_show")({**STRANGER}, {"id": node.id, "format": "ttl"})
        made.parse(data=told, format="turtle")
    ref = URIRef(node.uri)
    made.add((ref, RDF.type, DCAT.Dataset))
    made.add((ref, DCTERMS.title, Literal(node.ja, lang="ja")))
    if node.en:
        made.add((ref, DCTERMS.title, Literal(node.en, lang="en")))
