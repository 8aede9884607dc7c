"""A profile for ckanext-dcat: the datasets of a plan's editions stand in a series of the plan.

It stands after another profile in ``ckanext.dcat.rdf.profiles``, kaga's or ckanext-dcat's own.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckanext.dcat.profiles import RDFProfile
from ckanext.dcat.utils import dataset_uri
from rdflib import Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, RDF

from ckanext.kagakpi import catalogue

_STATISTICAL = URIRef("http://publications.europa.eu/resource/authority/dataset-type/STATISTICAL")


class PlanProfile(RDFProfile):
    """``dcat:inSeries`` from the dataset of an edition to the series of its plan.

    ``dcat:prev`` leads to the edition before, ``dcat:first`` and ``dcat:last`` from the series to
    its ends; editions that are no public datasets are left out.
    """

    def graph_from_dataset(self, dataset_dict: dict[str, Any], dataset_ref: URIRef) -> None:
        """Add the series of one dataset, where it was registered for a plan."""
        if not p.plugin_loaded("kagakpi"):
            return
        found = catalogue.series_of(dataset_dict)
        if found is None:
            return
        plan = found.plan
        there = {"slug": found.slug, "locale": "default", "qualified": True}
        series = URIRef(f"{tk.h.url_for('kagakpi.show', **there)}#series")
        self.g.add((dataset_ref, DCAT.inSeries, series))
        self.g.add((dataset_ref, DCTERMS.type, _STATISTICAL))
        self.g.add((series, RDF.type, DCAT.DatasetSeries))
        for text, language in ((plan.ja, "ja"), (plan.en, "en")):
            if text:
                self.g.add((series, DCTERMS.title, Literal(text, lang=language)))
        described = f"{plan.ja}の目標と実績（計画の版ごとのデータセット）"
        self.g.add((series, DCTERMS.description, Literal(described, lang="ja")))
        members = [URIRef(dataset_uri(one)) for one in found.datasets]
        for before, after in pairwise(members):
            if after == dataset_ref:
                self.g.add((dataset_ref, DCAT.prev, before))
        if members:
            self.g.add((series, DCAT.first, members[0]))
            self.g.add((series, DCAT.last, members[-1]))
