"""Who publishes and whom to ask: organisations as foaf:Agent, contacts as vCard."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, NamedTuple, Self

import ckan.plugins.toolkit as tk
from ckanext.dcat.profiles.base import CleanedURIRef
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF

from ckanext.kaga.dcat import vocabulary
from ckanext.kaga.dcat.nodes import VCARD, add_concept


class Contact(NamedTuple):
    """A desk to ask; empty strings where it has no such way."""

    name: str
    email: str
    phone: str
    url: str

    @classmethod
    def of(cls, fields: dict[str, Any]) -> Self | None:
        """Return the contact in the fields of a dataset or an organisation, None without any."""
        ways = cls(*(fields.get(f"contact_{way}") or "" for way in cls._fields))
        if not any(ways):
            return None
        return ways._replace(name=ways.name or fields.get("department") or "")

    def add_to(self, graph: Graph, ref: URIRef) -> None:
        """Describe this contact as ``ref``, with the two types that validators look for."""
        graph.add((ref, RDF.type, VCARD.Organization))
        graph.add((ref, RDF.type, VCARD.Kind))
        if self.name:
            graph.add((ref, VCARD.fn, Literal(self.name, lang="ja")))
        if self.email:
            graph.add((ref, VCARD.hasEmail, CleanedURIRef(f"mailto:{self.email}")))
        if uri := telephone_uri(self.phone):
            graph.add((ref, VCARD.hasTelephone, uri))
        if self.url:
            graph.add((ref, VCARD.hasURL, CleanedURIRef(self.url)))


def telephone_uri(phone: str) -> URIRef | None:
    """Return a Japanese telephone number as a global ``tel:`` URI (RFC 3966), None if it is none.

    ``(0761)72-1111`` gives ``tel:+81761721111``, and so does ``+81 (0761)72-1111``, the way
    GIF 445 (デジタル庁) writes an international number.
    """
    digits = re.sub(r"[()\-‐−ー\s]", "", unicodedata.normalize("NFKC", phone))
    national = re.fullmatch(r"(?:\+810?|0)([1-9]\d{8,9})", digits)
    if national:
        return URIRef(f"tel:+81{national[1]}")
    return URIRef(f"tel:{digits}") if re.fullmatch(r"\+\d{8,15}", digits) else None


def contact_of(organisation: URIRef) -> URIRef:
    """Return the name of an organisation's own contact."""
    return URIRef(f"{organisation}#contact")


def show_organisation(name_or_id: str) -> dict[str, Any]:
    """Return an organisation with the fields of its schema.

    Raises tk.ObjectNotFound if there is none of that name or id.
    """
    return tk.get_action("organization_show")(
        {"ignore_auth": True},
        {
            "id": name_or_id,
            "include_dataset_count": False,
            "include_users": False,
            "include_groups": False,
            "include_tags": False,
            "include_followers": False,
        },
    )


def add_organisation(graph: Graph, ref: URIRef, organisation: dict[str, Any]) -> None:
    """Describe an organisation of CKAN as ``ref``, and its contact."""
    graph.add((ref, RDF.type, FOAF.Agent))
    titles = organisation.get("title_translated") or {"ja": organisation["title"]}
    for language, title in titles.items():
        graph.add((ref, FOAF.name, Literal(title, lang=language)))
    local_authority = vocabulary.LOCAL_AUTHORITY
    graph.add((ref, DCTERMS.type, local_authority))
    add_concept(graph, local_authority, vocabulary.LABELS[str(local_authority)])
    if organisation.get("municipality_code"):
        graph.add((ref, DCTERMS.identifier, Literal(organisation["municipality_code"])))
    contact = Contact.of(organisation) or Contact(organisation["title"], "", "", "")
    contact.add_to(graph, contact_of(ref))


def add_catalogue_publisher(graph: Graph, catalogue: URIRef) -> None:
    """Name the publisher of the catalogue: the organisation of the settings, or the portal."""
    try:
        organisation = show_organisation(tk.config["ckanext.kaga.publisher"])
    except (tk.ObjectNotFound, tk.ValidationError):
        ref = URIRef(f"{catalogue}#publisher")
        graph.add((ref, RDF.type, FOAF.Agent))
        graph.add((ref, FOAF.name, Literal(tk.config["ckan.site_title"], lang="ja")))
    else:
        ref = URIRef(f"{str(catalogue).rstrip('/')}/organization/{organisation['id']}")
        add_organisation(graph, ref, organisation)
        graph.add((catalogue, DCAT.contactPoint, contact_of(ref)))
    graph.add((catalogue, DCTERMS.publisher, ref))
