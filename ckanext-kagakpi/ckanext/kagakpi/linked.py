"""The promises as what counts datasets: the plan's part of what is linked with what."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

import ckan.plugins.toolkit as tk
from rdflib import Graph

from ckanext.kaga.common.neighbours import Node
from ckanext.kaga.shared.linked import Linked
from ckanext.kaga.shared.stranger import asked
from ckanext.kagakpi.views import cube

KIND = "kpi"
_DATASET = re.compile(r"(?:/[a-z]{2}(?:_[A-Za-z]+)?)?/dataset/([^/?#]+)")


def offer() -> Linked:
    """Return the promises as a kind of things that datasets are linked with."""
    return Linked(
        kind=KIND,
        makes=False,
        name="Promise and figure (KPI)",
        heading="Counted in these promises of the city",
        find=_find,
        of_dataset=of_dataset,
        describe=_describe,
    )


def of_dataset(dataset: dict[str, Any]) -> list[Node]:
    """Return the promises that a public dataset proves, as far as a stranger sees them."""
    found = asked("kagakpi_dataset_kpi_list", id=dataset["id"]) or []
    return [_node(one["slug"], one) for one in found]


def dataset_of(url: str) -> str | None:
    """Return the name or id of the dataset whose page on this portal a link leads to."""
    path = url.removeprefix(tk.config["ckan.site_url"].rstrip("/"))
    found = _DATASET.fullmatch(path)
    return unquote(found[1]) if found else None


def _find(id_: str) -> tuple[Node, list[str]] | None:
    slug, _, kpi = id_.partition(":")
    shown = asked("kagakpi_kpi_show", id=slug, kpi=kpi)
    if shown is None:
        return None
    plan = shown["plan"]
    told = {"kpi": kpi, "text": shown["text"], "example": plan["example"]}
    urls = [
        one["url"] for report in shown["reports"] if report["current"] for one in report["evidence"]
    ]
    names = [name for name in dict.fromkeys(map(dataset_of, urls)) if name]
    return _node(plan["slug"], told | {"en": shown["indicator"]["en"]}), names


def _describe(node: Node, made: Graph) -> None:
    slug, _, kpi = node.id.partition(":")
    plan = asked("kagakpi_promise_list", id=slug)
    if plan is None:
        return
    mine = [one for one in plan["promises"] if one["kpi"] == kpi]
    reports = {one["indicator"] for one in mine}
    told = [
        report
        for indicator in reports
        for report in asked("kagakpi_observation_list", id=slug, indicator=indicator) or []
    ]
    for triple in cube.graph(plan | {"promises": mine}, told):
        made.add(triple)


def _node(slug: str, told: dict[str, Any]) -> Node:
    home = tk.h.url_for("kagakpi.show", slug=slug, locale="default", qualified=True)
    return Node(
        KIND,
        f"{slug}:{told['kpi']}",
        told["text"],
        told["en"],
        tk.h.url_for("kagakpi.kpi", slug=slug, kpi=told["kpi"]),
        cube.concept(home, told["kpi"]),
        bool(told["example"]),
    )
