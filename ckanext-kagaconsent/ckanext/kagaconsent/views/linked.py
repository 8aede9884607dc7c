"""The register as linked data: DPV as JSON-LD and Turtle, and the data chains of DTPR."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ckan.types import Response
from flask import Blueprint

from ckanext.kagaconsent import ledger
from ckanext.kagaconsent.ledger.chain import chain
from ckanext.kagaconsent.ledger.graph import CONTEXT, Edition, graph
from ckanext.kagaconsent.ledger.turtle import Node, head, turtle
from ckanext.kagaconsent.views import answering

blueprint = Blueprint("kagaconsent_linked", __name__)

JSON_LD = "application/ld+json"
TURTLE = "text/turtle; charset=utf-8"


@blueprint.route("/register.jsonld")
def as_jsonld() -> Response:
    """Send every public data use in the words of DPV, as JSON-LD."""
    return answering.whole(_jsonld(answering.site()), JSON_LD)


@blueprint.route("/register.ttl")
def as_turtle() -> Response:
    """Send the same as Turtle."""
    return answering.whole(_turtle(answering.site()), TURTLE)


@blueprint.route("/register/<slug>.jsonld")
def one_as_jsonld(slug: str) -> Response:
    """Send one data use in the words of DPV, as JSON-LD."""
    use = answering.one(slug)
    node = {"@context": CONTEXT, **_node(use, answering.site())}
    return answering.single(answering.json_bytes(node), JSON_LD, use["published"])


@blueprint.route("/register/<slug>.ttl")
def one_as_turtle(slug: str) -> Response:
    """Send the same as Turtle."""
    use = answering.one(slug)
    told = head(CONTEXT) + turtle(_node(use, answering.site()), CONTEXT)
    return answering.single(told.encode(), TURTLE, use["published"])


@blueprint.route("/register/<slug>/dtpr.json")
def one_as_chain(slug: str) -> Response:
    """Send one data use as a data chain of DTPR."""
    use = answering.one(slug)
    address = f"{answering.site()}/register/{use['slug']}"
    version = f"{address}/versions/{use['number']}"
    told = chain(ledger.read_use(use["content"]), address, version)
    return answering.single(answering.json_bytes(told), "application/json", use["published"])


def _jsonld(site: str) -> Iterator[str]:
    yield f'{{"@context": {json.dumps(CONTEXT)}, "@graph": ['
    comma = ""
    for use in answering.every():
        yield f"{comma}\n{json.dumps(_node(use, site), ensure_ascii=False)}"
        comma = ","
    yield "\n]}\n"


def _turtle(site: str) -> Iterator[str]:
    yield head(CONTEXT)
    for use in answering.every():
        yield turtle(_node(use, site), CONTEXT)


def _node(use: dict[str, Any], site: str) -> Node:
    edition = Edition(site, use["number"], use["published"], use["content_hash"])
    return graph(ledger.read_use(use["content"]), edition)
