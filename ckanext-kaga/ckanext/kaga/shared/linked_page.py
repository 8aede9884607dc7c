"""``/graph/<key>``: what a thing is linked with, as a picture, a table and RDF."""

from __future__ import annotations

from functools import partial

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint
from rdflib.compare import to_isomorphic

from ckanext.kaga.common import neighbours
from ckanext.kaga.common.neighbours import DATASET, Neighbourhood
from ckanext.kaga.shared import linked
from ckanext.kaga.shared.answers import sent

blueprint = Blueprint("kaga_linked", __name__)


def put_up(plugin: str) -> list[Blueprint]:
    """Return the page for the first plugin that offers something: it stands once, or not at all."""
    first = next(iter(p.PluginImplementations(linked.ILinked)), None)
    return [blueprint] if first is not None and first.name == plugin else []


@blueprint.route("/graph/<key>")
def show(key: str) -> str:
    """Show what a promise, a dataset or a use of data is linked with."""
    found = _found(key)
    kinds = {one.kind: one for one in linked.offered()}
    shown = {
        "found": found,
        "kinds": kinds,
        "dataset": DATASET,
        "draw": partial(neighbours.picture, found, english=tk.h.lang() == "en"),
        "width": neighbours.WIDTH,
    }
    return tk.render("house/graph.html", shown)


@blueprint.route("/graph/<key>.ttl")
def turtle(key: str) -> Response:
    """Send the same as RDF."""
    made = linked.graph(_found(key))
    body = made.serialize(format="turtle", encoding="utf-8")
    # Nodes without a name are written in another order each time.
    tag = f"{to_isomorphic(made).graph_digest():x}"
    return sent(body, "text/turtle; charset=utf-8", tag=tag)


def _found(key: str) -> Neighbourhood:
    found = linked.neighbourhood(key)
    return found if found else tk.abort(404)
