"""A data use in the words of the W3C Data Privacy Vocabulary (DPV 2.3), as one JSON-LD node.

Every node has an address, so that nothing is nameless. What DPV has no word for is said with
Dublin Core and PROV; a field without a value is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from ckanext.kagaconsent.ledger.data_use import (
    Automation,
    DataItem,
    DataUse,
    Identifiability,
    PeriodUnit,
    Sensitivity,
    Source,
    Storage,
    UseStatus,
)
from ckanext.kagaconsent.ledger.party import BasisCode, LegalBasis, Party, PartyKind
from ckanext.kagaconsent.ledger.questions import period
from ckanext.kagaconsent.ledger.turtle import Node, iri
from ckanext.kagaconsent.ledger.vocabulary import dpv
from ckanext.kagaconsent.ledger.words import is_answer

CONTEXT = {
    "dpv": "https://w3id.org/dpv#",
    "pd": "https://w3id.org/dpv/pd#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The prefixes of both forms."""

_STATUSES = {
    UseStatus.PLANNED: "dpv:ActivityPlanned",
    UseStatus.IN_USE: "dpv:ActivityOngoing",
    UseStatus.SUSPENDED: "dpv:ActivityHalted",
    UseStatus.ENDED: "dpv:ActivityCompleted",
}
_AUTOMATION = {
    Automation.NONE: "dpv:NotAutomated",
    Automation.SUPPORTS: "dpv:AssistiveAutomation",
    Automation.DECIDES: "dpv:HighAutomation",
}
_SOURCES = {
    Source.SUBJECT: "dpv:DataSubjectDataSource",
    Source.OTHER_AGENCY: "dpv:ThirdPartyDataSource",
    Source.SENSOR: "dpv:DataSource",
    Source.OPEN: "dpv:PublicDataSource",
    Source.INFERRED: "dpv:DataControllerDataSource",
}
_BASES = {
    BasisCode.A61_1: "dpv:OfficialAuthorityOfController",
    BasisCode.A69_1: "dpv:LegalObligation",
    BasisCode.A69_2_1: "dpv:Consent",
    BasisCode.A69_2_2: "dpv:OfficialAuthorityOfController",
    BasisCode.A69_2_3: "dpv:OfficialAuthorityOfController",
    BasisCode.A69_2_4: "dpv:PublicInterest",
    BasisCode.A27_1: "dpv:Consent",
}
"""A ground that is not here is a dpv:LegalBasis, and its text says which."""
_PARTIES = {
    PartyKind.CITY_AGENCY: "dpv:GovernmentalOrganisation",
    PartyKind.COUNCIL: "dpv:GovernmentalOrganisation",
    PartyKind.STATE: "dpv:GovernmentalOrganisation",
    PartyKind.PREFECTURE: "dpv:GovernmentalOrganisation",
    PartyKind.BUSINESS: "dpv:ForProfitOrganisation",
    PartyKind.RESEARCH: "dpv:AcademicScientificOrganisation",
    PartyKind.NPO: "dpv:NonProfitOrganisation",
}
_DURATIONS = {PeriodUnit.DAY: "D", PeriodUnit.MONTH: "M", PeriodUnit.YEAR: "Y"}


@dataclass(frozen=True, slots=True)
class Edition:
    """Where a public version stands on the web, and when it became public (ISO 8601 in UTC)."""

    site: str
    """Address of the portal, without a slash at its end."""
    number: int
    published: str
    content_hash: str

    def address(self, slug: str) -> str:
        """Return the address of a data use, which is its name in the graph."""
        return f"{self.site}/register/{slug}"


def graph(use: DataUse, edition: Edition) -> Node:
    """Return what a data use says as a node; ``use.slug`` is its address."""
    here = edition.address(use.slug)
    version = f"{here}/versions/{edition.number}"
    node: Node = {"@id": here, "@type": ["dpv:Process", "prov:Activity"]}
    _add(node, "dcterms:identifier", _text(use.id))
    _add(node, "dcterms:title", _ja(use.title_ja), _language(use.title_en, "en"))
    _add(node, "dcterms:description", _ja(use.summary_easy_ja))
    _add(node, "dcterms:issued", _time(edition.published))
    _add(
        node,
        "dcterms:hasVersion",
        {
            "@id": version,
            "@type": "prov:Entity",
            "dcterms:identifier": {"@value": f"sha256:{edition.content_hash}"},
        },
    )
    _add(node, "dcterms:source", _web(use.contract_url))
    _add(node, "dpv:hasActivityStatus", _ref(use.status and _STATUSES[use.status]))
    _add(
        node,
        "dpv:hasAutomationLevel",
        _ref(use.automated_decision and _AUTOMATION[use.automated_decision]),
    )
    _add(
        node,
        "dpv:hasDataController",
        _party(use.controller, f"{here}#controller", "DataController"),
    )
    _add(
        node,
        "dpv:hasDataProcessor",
        *(
            _party(one, f"{here}#processor-{at}", "DataProcessor")
            for at, one in enumerate(use.processors, 1)
        ),
    )
    _add(node, "dpv:hasPurpose", _purpose(use, here))
    _add(
        node,
        "dpv:hasLegalBasis",
        *(_basis(one, f"{here}#basis-{at}") for at, one in enumerate(use.bases, 1)),
    )
    items = [(f"{here}#item-{at}", one) for at, one in enumerate(use.items, 1)]
    about_people = [one for one in items if one[1].identifiability is not Identifiability.NONE]
    _add(node, "dpv:hasPersonalData", *(_item(one, at) for at, one in about_people))
    _add(
        node,
        "dpv:hasData",
        *(_item(one, at) for at, one in items if one.identifiability is Identifiability.NONE),
    )
    _add(node, "dpv:hasProcessing", *_processing(use, here))
    _add(
        node,
        "dpv:hasStorageCondition",
        *(_storage(one, f"{here}#storage-{at}") for at, one in enumerate(use.storages, 1)),
    )
    _add(
        node,
        "dpv:hasRecipient",
        *(
            _party(one.recipient, f"{here}#recipient-{at}", "Recipient", one.target_service_ja)
            for at, one in enumerate(use.provisions, 1)
        ),
    )
    _add(
        node,
        "dpv:hasTechnicalOrganisationalMeasure",
        *(
            _typed(
                f"{here}#measure-{at}",
                _term("measures", one.dpv_term) or "dpv:TechnicalOrganisationalMeasure",
                one.text_ja,
            )
            for at, one in enumerate(use.measures, 1)
        ),
    )
    _add(
        node,
        "dpv:hasConsentControl",
        *(
            [_typed(f"{here}#withdrawal", "dpv:WithdrawConsent", use.withdrawal_ja)]
            if is_answer(use.withdrawal_ja)
            else []
        ),
    )
    _add(node, "dpv:hasRight", _right(use, here))
    _add(node, "dpv:hasNotice", _typed(version, "dpv:PrivacyNotice", ""), *_signs(use, here))
    _add(node, "dpv:hasImpactAssessment", _web(use.pia_url))
    _add(
        node,
        "dpv:hasAuthority",
        *(
            [_named(f"{here}#authority", ["dpv:Authority"], use.supervisory_authority)]
            if is_answer(use.supervisory_authority)
            else []
        ),
    )
    _add(
        node,
        "prov:generated",
        *({"@id": iri(f"{edition.site}/dataset/{one}")} for one in use.source_dataset_ids),
    )
    return node


def _add(node: Node, key: str, *values: Node | None) -> None:
    found = [value for value in values if value is not None]
    if found:
        node[key] = found[0] if len(found) == 1 else found


def _language(text: str, language: str) -> Node | None:
    return {"@value": text.strip(), "@language": language} if is_answer(text) else None


def _ja(text: str) -> Node | None:
    return _language(text, "ja")


def _text(text: str) -> Node | None:
    return {"@value": text.strip()} if text.strip() else None


def _time(time: str) -> Node:
    return {"@value": f"{time}Z", "@type": "xsd:dateTime"}


def _ref(name: str | None) -> Node | None:
    return {"@id": name} if name else None


def _web(address: str) -> Node | None:
    """A link that somebody wrote, if it is one to the web."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    if parts.scheme in {"http", "https"} and parts.netloc:
        return {"@id": iri(address)}
    return None


def _typed(address: str, kind: str | list[str], text: str) -> Node:
    node: Node = {"@id": address, "@type": kind}
    _add(node, "dcterms:description", _ja(text))
    return node


def _named(address: str, kinds: list[str], name: str) -> Node:
    node: Node = {"@id": address, "@type": kinds}
    _add(node, "dpv:hasName", _ja(name))
    return node


def _term(group: str, term: str) -> str | None:
    """The name of a term that the vocabulary has."""
    if not term or dpv().term(group, term) is None:
        return None
    return f"{'pd' if group == 'personal_data' else 'dpv'}:{term}"


def _party(party: Party | None, address: str, role: str, service: str = "") -> Node | None:
    if party is None or not is_answer(party.name_ja):
        return None
    kinds = [f"dpv:{role}", *([_PARTIES[party.kind]] if party.kind else [])]
    node: Node = {"@id": address, "@type": kinds}
    _add(node, "dpv:hasName", _ja(party.name_ja), _language(party.name_en, "en"))
    _add(node, "dpv:hasIdentifier", _text(party.houjin_bangou))
    _add(node, "dpv:hasAddress", _ja(party.address))
    contact = " ".join(filter(is_answer, (party.desk_name, party.phone, party.email)))
    _add(node, "dpv:hasContact", _ja(contact))
    _add(node, "dcterms:description", _ja(service))
    return node


def _purpose(use: DataUse, here: str) -> Node | None:
    kinds = [term for one in use.purpose_terms if (term := _term("purposes", one))]
    if not kinds and not is_answer(use.purpose_ja):
        return None
    return _typed(f"{here}#purpose", kinds or ["dpv:Purpose"], use.purpose_ja)


def _basis(basis: LegalBasis, address: str) -> Node:
    node: Node = {
        "@id": address,
        "@type": _BASES.get(basis.code, "dpv:LegalBasis") if basis.code else "dpv:LegalBasis",
    }
    _add(node, "dcterms:title", _ja(f"{basis.law_name.strip()}{basis.article.strip()}"))
    _add(node, "dcterms:description", _ja(basis.text_ja))
    _add(node, "dcterms:source", _web(basis.egov_url))
    return node


def _item(item: DataItem, address: str) -> Node:
    kinds = ["dpv:NonPersonalData"]
    if item.identifiability is not Identifiability.NONE:
        kinds = [_term("personal_data", item.dpv_term) or "dpv:PersonalData"]
        if item.sensitivity in {Sensitivity.LAW, Sensitivity.ORDINANCE}:
            kinds.append("dpv:SensitivePersonalData")
    node: Node = {"@id": address, "@type": kinds}
    _add(node, "dcterms:title", _ja(item.name_ja))
    _add(node, "dcterms:description", _ja(item.collection_method_ja))
    if item.source:
        _add(
            node, "dpv:hasDataSource", {"@id": f"{address}-source", "@type": _SOURCES[item.source]}
        )
    if item.required is not None:
        _add(node, "dpv:hasNecessity", _ref("dpv:Required" if item.required else "dpv:Optional"))
    return node


def _processing(use: DataUse, here: str) -> Iterator[Node]:
    for at, one in enumerate(use.processings, 1):
        kinds = [term for name in one.dpv_terms if (term := _term("processing", name))]
        text = " ".join(filter(is_answer, (one.description_ja, one.de_identification_ja)))
        yield _typed(f"{here}#processing-{at}", kinds or ["dpv:Processing"], text)
    if use.automated_decision is Automation.DECIDES:
        yield _typed(
            f"{here}#decision", "dpv:AutomatedDecisionMaking", use.automated_explanation_ja
        )


def _storage(storage: Storage, address: str) -> Node:
    node = _typed(address, "dpv:StorageCondition", storage.disposal_method_ja)
    place = storage.place_prefecture.strip() or storage.place_country.strip()
    if place:
        _add(
            node,
            "dpv:hasLocation",
            {
                "@id": f"{address}-place",
                "@type": "dpv:StorageLocation",
                "dcterms:identifier": {"@value": place},
            },
        )
    kept = period(storage)
    if kept:
        is_number = storage.period_value is not None and storage.period_unit is not None
        duration = _typed(
            f"{address}-duration",
            "dpv:TemporalDuration" if is_number else "dpv:UntilEventDuration",
            kept,
        )
        if is_number and storage.period_unit:
            length = f"P{storage.period_value}{_DURATIONS[storage.period_unit]}"
            duration["dcterms:extent"] = {"@value": length, "@type": "xsd:duration"}
        _add(node, "dpv:hasDuration", duration)
    return node


def _right(use: DataUse, here: str) -> Node | None:
    desk = _party(use.rights_desk, f"{here}#rights-desk", "OrganisationalUnit")
    stop = use.how_to_stop_ja if is_answer(use.how_to_stop_ja) else use.remaining_route_ja
    where = _web(use.stop_url)
    if desk is None and where is None and not is_answer(stop):
        return None
    node = _typed(f"{here}#right", "dpv:ActiveRight", stop)
    _add(node, "dpv:isExercisedAt", desk, where)
    return node


def _signs(use: DataUse, here: str) -> Iterator[Node]:
    for at, place in enumerate(use.places, 1):
        if place.sign_posted:
            yield _typed(f"{here}#sign-{at}", "dpv:PostedNotice", place.description_ja)
