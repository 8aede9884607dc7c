"""The uses of data as what makes datasets: the register's part of what is linked with what."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from rdflib import Graph

from ckanext.kaga.common.neighbours import Node
from ckanext.kaga.shared.linked import Linked
from ckanext.kaga.shared.stranger import STRANGER, asked
from ckanext.kagaconsent import ledger
from ckanext.kagaconsent.helpers import SHOWN
from ckanext.kagaconsent.ledger.graph import CONTEXT, Edition, graph
from ckanext.kagaconsent.ledger.turtle import head, turtle

KIND = "data-use"


def offer() -> Linked:
    """Return the public data uses as a kind of things that datasets are linked with."""
    return Linked(
        kind=KIND,
        makes=True,
        name="Use of data",
        heading="Where this data comes from",
        find=_find,
        of_dataset=_of_dataset,
        describe=_describe,
    )


def _find(slug: str) -> tuple[Node, list[str]] | None:
    use = _show(slug)
    if use is None:
        return None
    content = use["content"]
    return _node(use | content), list(content.get("source_dataset_ids", []))


def _show(slug: str) -> dict[str, Any] | None:
    use: dict[str, Any] | None = asked("kagaconsent_data_use_show", id=slug)
    return use


def _of_dataset(dataset: dict[str, Any]) -> list[Node]:
    wanted = {"dataset": dataset["id"], "limit": SHOWN, "include_total": False}
    found = tk.get_action("kagaconsent_data_use_list")({**STRANGER}, wanted)["results"]
    return [_node(use) for use in found]


def _describe(node: Node, made: Graph) -> None:
    use = _show(node.id)
    if use is None:
        return
    # Its datasets are linked by who knows which of them are public.
    content = use["content"] | {"source_dataset_ids": []}
    site = node.uri.removesuffix(f"/register/{node.id}")
    edition = Edition(site, use["number"], use["published"], use["content_hash"])
    told = head(CONTEXT) + turtle(graph(ledger.read_use(content), edition), CONTEXT)
    made.parse(data=told, format="turtle")


def _node(use: dict[str, Any]) -> Node:
    there = {"slug": use["slug"]}
    return Node(
        KIND,
        use["slug"],
        use["title_ja"],
        use.get("title_en", ""),
        tk.h.url_for("kagaconsent.show", **there),
        tk.h.url_for("kagaconsent.show", locale="default", qualified=True, **there),
        bool(use.get("example")),
    )
