"""A data use as a data chain of DTPR v1, by the ids of its elements.

An element stands in the chain only where a field of the data use says so; DTPR has none for the
legal ground, for complaints and for consent, so the chain leads to the page that has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ckanext.kagaconsent.ledger.data_use import (
    DataItem,
    DataUse,
    Identifiability,
    Source,
    UseKind,
)
from ckanext.kagaconsent.ledger.party import PartyKind
from ckanext.kagaconsent.ledger.questions import period
from ckanext.kagaconsent.ledger.vocabulary import dtpr
from ckanext.kagaconsent.ledger.words import is_answer

_BUSINESSES = {PartyKind.BUSINESS, PartyKind.NPO, PartyKind.RESEARCH}
_PURPOSES = {
    "ImproveTransportMobility": "mobility",
    "ImproveHealthcare": "health",
    "ProvideOfficialStatistics": "research_development",
    "AcademicResearch": "research_development",
    "PublicPolicyMaking": "planning_decision_making",
    "ProtectionOfPublicSecurity": "safety_security",
    "EnforceSecurity": "safety_security",
    "CombatClimateChange": "ecology",
    "PublicRelations": "inform",
    "CommunicationManagement": "inform",
    "ServiceProvision": "wayfinding_services",
    "RequestedServiceProvision": "wayfinding_services",
}
_SPATIAL = {"Location", "GPSCoordinate", "TravelHistory"}
_DE_IDENTIFIED = {"Anonymise", "Pseudonymise"}
_PROCESSES = {
    "Aggregate": "aggregated",
    "Anonymise": "de_identified",
    "Pseudonymise": "de_identified",
}
_MEASURES = {
    "EncryptionInTransfer": "transport_layer_security",
    "EncryptionAtRest": "encrypted_at_rest",
}

Element = tuple[str, str, dict[str, str]]
"""Category without its type, id, and the values of its variables."""


def chain(use: DataUse, address: str, version_address: str) -> dict[str, Any]:
    """Return the data chain as JSON-ready data: schema, data chain and its elements in order.

    A data use of the kind AI is a chain of the type ``ai``, every other one ``device``. Each
    element has its id and category, and its title in English (DTPR's) and Japanese (ours).
    """
    kind = "ai" if use.kind is UseKind.AI else "device"
    words = dtpr()
    shown = []
    for category, id_, variables in dict.fromkeys(
        (one[0], one[1], tuple(one[2].items())) for one in _elements(use, kind)
    ):
        term = words.term(f"{kind}__{category}", id_)
        if term:
            shown.append(
                {
                    "category": f"{kind}__{category}",
                    "id": term.id,
                    "title": {"en": term.en, "ja": term.ja},
                    "variables": dict(variables),
                }
            )
    return {
        "schema": {"name": words.name, "version": words.version, "namespace": "https://dtpr.io"},
        "licence": words.licence,
        "datachain": {
            "type": kind,
            "version": str(use.version),
            "title": _languages(use.title_ja, use.title_en),
            "description": _languages(use.summary_easy_ja or use.purpose_ja, ""),
            "address": address,
            "version_address": version_address,
        },
        "instance": {
            "accountable": use.controller.name_ja if use.controller else "",
            "places": [place.description_ja for place in use.places if place.description_ja],
            "elements": shown,
        },
    }


def _languages(ja: str, en: str) -> dict[str, str]:
    return {key: text.strip() for key, text in (("ja", ja), ("en", en)) if text.strip()}


def _elements(use: DataUse, kind: str) -> Iterator[Element]:
    if use.controller:
        is_business = use.controller.kind in _BUSINESSES
        yield "accountable", "organization" if is_business else "institution", {}
    for term in use.purpose_terms:
        if term in _PURPOSES:
            yield "purpose", _PURPOSES[term], {}
    yield from _device(use) if kind == "device" else _ai(use)
    yield from _access(use)
    yield from _storage(use)


def _access(use: DataUse) -> Iterator[Element]:
    yield "access", "available_to_the_accountable_organization", {}
    if use.processors:
        yield "access", "available_to_vendor", {}
    if use.provisions:
        yield "access", "available_to_3rd_parties", {}
    if use.source_dataset_ids:
        yield "access", "available_to_download", {}


def _storage(use: DataUse) -> Iterator[Element]:
    for storage in use.storages:
        if period(storage):
            yield "retention", "data_retained", {"duration": period(storage)}
        if is_answer(storage.cloud_provider):
            yield "storage", "stored_on_3rd_party_cloud", {}
        elif storage.in_city:
            yield "storage", "stored_locally", {}
        if storage.place_country not in {"", "JP"}:
            yield "storage", "stored_primarily_internationally", {}


def _device(use: DataUse) -> Iterator[Element]:
    for processing in use.processings:
        for technology in processing.technology_ids:
            yield "tech", technology, {}
    for item in use.items:
        yield "data", _data(item), {}
    for processing in use.processings:
        for term in processing.dpv_terms:
            if term in _PROCESSES:
                yield "process", _PROCESSES[term], {}
    for measure in use.measures:
        if measure.dpv_term in _MEASURES:
            yield "process", _MEASURES[measure.dpv_term], {}
    if any(is_answer(storage.encryption_ja) for storage in use.storages):
        yield "process", "encrypted_at_rest", {}


def _ai(use: DataUse) -> Iterator[Element]:
    for item in use.items:
        if item.source is not Source.INFERRED:
            yield "input_dataset", _data(item), {}
    if any(_DE_IDENTIFIED.intersection(one.dpv_terms) for one in use.processings):
        yield "processing", "privacy-preserving", {}
    for item in use.items:
        if item.source is Source.INFERRED:
            yield "output_dataset", _data(item), {}
    if use.rights_desk:
        yield "rights", "right_access", {}
    if is_answer(use.how_to_stop_ja):
        yield "rights", "right_be_forgotten", {}


def _data(item: DataItem) -> str:
    if item.identifiability is Identifiability.IDENTIFIABLE:
        return "personal"
    if item.dpv_term == "Picture":
        return "pixel_based_image"
    if item.dpv_term in _SPATIAL:
        return "spatial"
    return "values_time" if item.source in {Source.SENSOR, Source.INFERRED} else "tabular"
