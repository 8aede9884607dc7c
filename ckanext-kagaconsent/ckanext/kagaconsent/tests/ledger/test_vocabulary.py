"""The terms that the forms offer are terms of their vocabularies."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from ckanext.kagaconsent.ledger import Vocabulary, dpv, dtpr
from ckanext.kagaconsent.tests.ledger.uses import CAMERA

IDS = yaml.safe_load((Path(__file__).parent / "vocabulary_ids.yaml").read_text(encoding="utf-8"))


def test_every_dpv_term_is_one() -> None:
    for key, group in dpv().groups.items():
        known = set(IDS["pd" if key == "personal_data" else "dpv"])
        assert {term.id for term in group.terms} <= known
        assert all(term.iri.startswith("https://w3id.org/dpv") for term in group.terms)
    assert (len(IDS["dpv"]), len(IDS["pd"])) == (1116, 231)


def test_the_forms_have_what_they_need() -> None:
    assert {key: len(group.terms) for key, group in dpv().groups.items()} == {
        "purposes": 27,
        "personal_data": 45,
        "processing": 24,
        "legal_bases": 7,
        "measures": 24,
        "recipients": 10,
    }


def test_dtpr_is_complete_and_in_its_categories() -> None:
    known = {category: Counter(ids) for category, ids in IDS["dtpr"].items()}
    assert known == {
        key: Counter(term.id for term in group.terms) for key, group in dtpr().groups.items()
    }


def test_a_japanese_label_is_there_once_and_explained() -> None:
    terms = [term for group in dpv().groups.values() for term in group.terms]
    labels = Counter(term.ja for term in terms)
    assert [label for label, times in labels.items() if times > 1 or not label.strip()] == []
    assert all(term.en for term in terms)
    for term in terms:
        assert term.explanation_ja.endswith("。")
        assert term.explanation_ja.count("。") == 1


def test_a_dtpr_label_belongs_to_one_id() -> None:
    terms = {(term.id, term.ja) for group in dtpr().groups.values() for term in group.terms}
    assert len({term for term, _ in terms}) == len({ja for _, ja in terms}) == len(terms)
    assert all(ja.strip() for _, ja in terms)


@pytest.mark.parametrize("vocabulary", [dpv(), dtpr()])
def test_a_vocabulary_says_where_it_is_from(vocabulary: Vocabulary) -> None:
    assert vocabulary.name
    assert vocabulary.version
    assert vocabulary.source
    assert vocabulary.licence


def test_the_example_uses_terms_of_the_forms() -> None:
    assert all(dpv().term("purposes", term) for term in CAMERA.purpose_terms)
    assert all(dpv().term("personal_data", item.dpv_term) for item in CAMERA.items[:1])
    assert all(dpv().term("measures", one.dpv_term) for one in CAMERA.measures)
    assert all(dtpr().term("device__tech", one) for one in CAMERA.processings[0].technology_ids)
    assert dpv().term("purposes", "ConsentTerminated") is None
