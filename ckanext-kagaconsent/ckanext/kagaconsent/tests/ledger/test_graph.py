"""A data use for machines: DPV as JSON-LD and Turtle, and the data chain of DTPR."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, PROV

from ckanext.kagaconsent.ledger import DataUse, read_use
from ckanext.kagaconsent.ledger.chain import chain
from ckanext.kagaconsent.ledger.graph import CONTEXT, Edition, graph
from ckanext.kagaconsent.ledger.turtle import head, turtle
from ckanext.kagaconsent.tests.ledger.test_examples import USES
from ckanext.kagaconsent.tests.ledger.test_vocabulary import IDS
from ckanext.kagaconsent.tests.ledger.uses import CAMERA

DPV = Namespace(CONTEXT["dpv"])
SITE = "https://data.example.jp"
EDITION = Edition(SITE, 2, "2026-11-26T01:02:03.000004", "0f" * 32)
HERE = URIRef(f"{SITE}/register/{CAMERA.slug}")
EVERY = [CAMERA, DataUse(id="x", slug="empty"), *map(read_use, USES)]
HOSTILE = 'a"\\\n<b>\u2028 {}|^` . } \t</script>'


def as_json(use: DataUse) -> Graph:
    node = {"@context": CONTEXT, **graph(use, EDITION)}
    return Graph().parse(data=json.dumps(node), format="json-ld")


def as_turtle(use: DataUse) -> Graph:
    return Graph().parse(data=head(CONTEXT) + turtle(graph(use, EDITION), CONTEXT), format="turtle")


@pytest.mark.parametrize("use", EVERY, ids=lambda use: use.slug)
def test_both_forms_say_the_same_in_existing_terms(use: DataUse) -> None:
    said = as_json(use)
    assert isomorphic(said, as_turtle(use))
    for term in {term for triple in said for term in triple if isinstance(term, URIRef)}:
        for prefix, known in (("pd", IDS["pd"]), ("dpv", IDS["dpv"])):
            if term.startswith(CONTEXT[prefix]):
                assert term.removeprefix(CONTEXT[prefix]) in known
    assert not [term for triple in said for term in triple if isinstance(term, BNode)]


def test_the_camera_in_dpv() -> None:
    said = as_turtle(CAMERA)
    assert (HERE, RDF.type, DPV.Process) in said
    assert (HERE, DCTERMS.title, Literal(CAMERA.title_ja, lang="ja")) in said
    assert (HERE, DPV.hasActivityStatus, DPV.ActivityOngoing) in said
    for one, kind in (
        ("hasPurpose", "ImproveTransportMobility"),
        ("hasDataController", "GovernmentalOrganisation"),
        ("hasRecipient", "AcademicScientificOrganisation"),
        ("hasLegalBasis", "OfficialAuthorityOfController"),
        ("hasProcessing", "Aggregate"),
        ("hasData", "NonPersonalData"),
        ("hasTechnicalOrganisationalMeasure", "EncryptionInTransfer"),
        ("hasNotice", "PostedNotice"),
        ("hasRight", "ActiveRight"),
    ):
        assert any((node, RDF.type, DPV[kind]) in said for node in said.objects(HERE, DPV[one])), (
            one
        )
    assert said.value(HERE, DPV.hasConsentControl) is None


def test_consent_is_said_with_how_to_withdraw_it() -> None:
    wifi = next(use for use in EVERY if use.slug == "example-free-wifi")
    said = as_turtle(wifi)
    here = URIRef(f"{SITE}/register/{wifi.slug}")
    [basis] = said.objects(here, DPV.hasLegalBasis)
    assert (basis, RDF.type, DPV.Consent) in said
    [control] = said.objects(here, DPV.hasConsentControl)
    assert (control, RDF.type, DPV.WithdrawConsent) in said


def test_a_dataset_is_what_the_use_made() -> None:
    made = replace(CAMERA, source_dataset_ids=("5d6f",))
    assert (HERE, PROV.generated, URIRef(f"{SITE}/dataset/5d6f")) in as_turtle(made)


def test_hostile_texts_and_links_stay_texts() -> None:
    use = replace(
        CAMERA,
        title_ja=HOSTILE,
        pia_url="javascript:x()",
        contract_url=f"https://example.jp/{HOSTILE}",
        source_dataset_ids=(HOSTILE,),
        purpose_terms=(HOSTILE,),
        processings=(replace(CAMERA.processings[0], dpv_terms=("Collect> <evil",)),),
    )
    said = as_turtle(use)
    assert isomorphic(said, as_json(use))
    assert said.value(HERE, DCTERMS.title) == Literal(HOSTILE.strip(), lang="ja")
    assert said.value(HERE, DPV.hasImpactAssessment) is None


@pytest.mark.parametrize("use", EVERY, ids=lambda use: use.slug)
def test_the_chain_has_elements_of_dtpr_only(use: DataUse) -> None:
    told = chain(use, "https://a", "https://a/versions/1")
    elements = told["instance"]["elements"]
    assert all(one["id"] in IDS["dtpr"][one["category"]] for one in elements)
    keys = Counter(json.dumps(one, sort_keys=True) for one in elements)
    assert max(keys.values(), default=1) == 1
    assert all(one["category"].startswith(told["datachain"]["type"]) for one in elements)


def elements(use: DataUse) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    told: dict[str, Any] = chain(use, "", "")
    for one in told["instance"]["elements"]:
        found.setdefault(one["category"].split("__")[1], []).append(one["id"])
    return found


def test_the_chain_of_a_camera() -> None:
    assert elements(CAMERA) == {
        "accountable": ["institution"],
        "purpose": ["mobility", "research_development"],
        "tech": ["video_camera", "person_detection"],
        "data": ["pixel_based_image", "values_time"],
        "process": ["aggregated", "transport_layer_security", "encrypted_at_rest"],
        "access": [
            "available_to_the_accountable_organization",
            "available_to_vendor",
            "available_to_3rd_parties",
        ],
        "retention": ["data_retained"],
        "storage": ["stored_locally"],
    }
    chat = next(use for use in EVERY if use.slug == "example-tourism-chat")
    assert elements(chat)["rights"] == ["right_access", "right_be_forgotten"]
