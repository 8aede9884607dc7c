"""The DCAT-AP 3 profile of the catalogue. docs/reference/metadata.md is its specification."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckanext.dcat.profiles.euro_dcat_ap_3 import EuropeanDCATAP3Profile
from ckanext.dcat.utils import publisher_uri_organization_fallback
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, SKOS

from ckanext.kaga.dcat import agents, distributions, nodes, vocabulary
from ckanext.kaga.helpers_metadata import kaga_municipality

DatasetDict = dict[str, Any]


class KagaDcatProfile(EuropeanDCATAP3Profile):
    """Datasets of a Japanese municipality, with ``ja`` and ``en`` texts and without blank nodes."""

    def graph_from_dataset(self, dataset_dict: DatasetDict, dataset_ref: URIRef) -> None:
        """Add one dataset, with its distributions and its publisher, to the graph.

        It is described in a graph of its own first: ckanext-dcat walks all sizes of the whole
        graph for each dataset, which makes a page of the catalogue quadratic.
        """
        whole, self.g = self.g, Graph(bind_namespaces="none")
        try:
            licences = {licence["id"]: licence for licence in _licences()}
            versions = distributions.published(dataset_dict)
            words = _in_dcat_words(dataset_dict, licences, versions)
            super().graph_from_dataset(words, dataset_ref)
            self._add_people(dataset_dict, dataset_ref, whole)
            self._add_concepts(dataset_ref)
            distributions.describe_unlisted_formats(self.g)
            distributions.add_datastore(self.g, dataset_ref, dataset_dict, versions)
            for licence in licences.values():
                self._type_licence(licence)
            nodes.name_blank_nodes(self.g)
            nodes.tag_language(self.g, "ja")
            for prefix, namespace in self.g.namespaces():
                whole.bind(prefix, namespace)
            whole += self.g
        finally:
            self.g = whole

    def graph_from_catalog(self, catalog_dict: dict[str, Any] | None, catalog_ref: URIRef) -> None:
        """Add the catalogue itself: titles and publisher, languages and the themes it uses."""
        japanese, english = vocabulary.LANGUAGE.JPN, vocabulary.LANGUAGE.ENG
        fields = {"language": japanese, "homepage": distributions.site_url("home.index")}
        super().graph_from_catalog({**(catalog_dict or {}), **fields}, catalog_ref)
        nodes.tag_language(self.g, "ja", catalog_ref)
        for predicate, option in (
            (DCTERMS.title, "ckanext.kaga.catalogue_title_en"),
            (DCTERMS.description, "ckanext.kaga.catalogue_description_en"),
        ):
            if tk.config[option]:
                self.g.add((catalog_ref, predicate, Literal(tk.config[option], lang="en")))
        self.g.add((catalog_ref, DCTERMS.language, english))
        for language in (japanese, english):
            self.g.add((language, RDF.type, DCTERMS.LinguisticSystem))
        for homepage in list(self.g.objects(catalog_ref, FOAF.homepage)):
            self.g.add((homepage, RDF.type, FOAF.Document))
        self.g.add((catalog_ref, DCAT.themeTaxonomy, vocabulary.DATA_THEME))
        self.g.add((vocabulary.DATA_THEME, RDF.type, SKOS.ConceptScheme))
        self.g.add((vocabulary.DATA_THEME, DCTERMS.title, Literal("Data theme", lang="en")))
        agents.add_catalogue_publisher(self.g, catalog_ref)
        municipality = kaga_municipality()
        if municipality.code:
            area = URIRef(vocabulary.area_uri(municipality.code))
            self.g.add((catalog_ref, DCTERMS.spatial, area))
            self.g.add((area, RDF.type, DCTERMS.Location))
            self.g.add((area, SKOS.prefLabel, Literal(municipality.name, lang="ja")))

    def _add_people(self, dataset_dict: DatasetDict, dataset_ref: URIRef, whole: Graph) -> None:
        """Add the publisher and the contact point; the dataset's own contact goes first."""
        contact = agents.Contact.of(dataset_dict)
        if contact:
            ref = URIRef(f"{dataset_ref}#contact")
            contact.add_to(self.g, ref)
            self.g.add((dataset_ref, DCAT.contactPoint, ref))
        if not dataset_dict.get("organization"):
            return
        publisher = URIRef(publisher_uri_organization_fallback(dataset_dict))
        self.g.add((dataset_ref, DCTERMS.publisher, publisher))
        if (publisher, RDF.type, FOAF.Agent) not in whole:
            organisation = agents.show_organisation(dataset_dict["organization"]["id"])
            agents.add_organisation(self.g, publisher, organisation)
        if not contact:
            self.g.add((dataset_ref, DCAT.contactPoint, agents.contact_of(publisher)))

    def _add_concepts(self, dataset_ref: URIRef) -> None:
        """Say in words, in both languages, what the URIs of the themes mean."""
        field = self._schema_field("theme") or {}
        labels = {choice["value"]: choice["label"] for choice in field.get("choices", [])}
        for theme in list(self.g.objects(dataset_ref, DCAT.theme)):
            nodes.add_concept(self.g, theme, labels.get(str(theme), {}))
            self.g.add((theme, SKOS.inScheme, vocabulary.DATA_THEME))

    def _type_licence(self, licence: dict[str, Any]) -> None:
        """Replace the "unknown" that ckanext-dcat writes by the kind our licence file states."""
        ref, kind = URIRef(licence["url"]), licence.get("adms_type")
        if kind and (ref, DCTERMS.type, None) in self.g:
            self.g.set((ref, DCTERMS.type, URIRef(kind)))
            nodes.add_concept(self.g, URIRef(kind), vocabulary.LABELS[kind])

    def _last_catalog_modification(self) -> str | None:
        """Return when a dataset was last changed, with CKAN's time zone, which is UTC."""
        changed = super()._last_catalog_modification()
        return f"{changed}Z" if changed else None


def _licences() -> list[dict[str, Any]]:
    """Return the licences of the site that have a page of their own."""
    return [licence for licence in tk.get_action("license_list")({}, {}) if licence.get("url")]


def _in_dcat_words(
    dataset_dict: DatasetDict,
    licences: dict[str, dict[str, Any]],
    versions: dict[str, distributions.Version],
) -> DatasetDict:
    """Return a copy of a dataset with our fields under the names that ckanext-dcat knows.

    What the profile describes by itself (publisher, contact) is left out of it.
    """
    own = {"organization", "contact_name", "contact_email", "maintainer", "author"}
    words = {key: value for key, value in dataset_dict.items() if key not in own}
    code = dataset_dict.get("spatial_code")
    if code:
        words["spatial_uri"] = vocabulary.area_uri(code)
        words.setdefault("spatial_text", code)
    visibility = "NON_PUBLIC" if dataset_dict.get("private") else "PUBLIC"
    words["access_rights"] = str(vocabulary.ACCESS_RIGHT[visibility])
    words["provenance"] = dataset_dict.get("source_data_use")
    words["related_resource"] = [dataset_dict["url"]] if dataset_dict.get("url") else []
    words["url"] = distributions.site_url("dataset.read", id=dataset_dict["name"])
    words["issued"] = dataset_dict.get("issued") or f"{dataset_dict['metadata_created']}Z"
    words["modified"] = dataset_dict.get("modified") or f"{dataset_dict['metadata_modified']}Z"
    words["conforms_to"] = distributions.conforms_to(dataset_dict)
    words["resources"] = [
        distributions.in_dcat_words(resource, dataset_dict, licences, versions.get(resource["id"]))
        for resource in dataset_dict.get("resources", [])
    ]
    return words
