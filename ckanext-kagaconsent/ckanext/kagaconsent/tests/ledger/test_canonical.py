"""The hash that names a version, and what changed between two."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date
from typing import Any

import jcs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.kagaconsent.ledger import (
    Change,
    DataItem,
    DataUse,
    Identifiability,
    Party,
    Provision,
    Storage,
    canonical_bytes,
    content_hash,
    difference,
    record_json,
)
from ckanext.kagaconsent.ledger.named import labels
from ckanext.kagaconsent.tests.ledger.uses import CAMERA, CITY

texts = st.text(st.characters(codec="utf-8"), max_size=8)
parties = st.builds(Party, name_ja=texts, phone=texts)
items = st.builds(
    DataItem,
    name_ja=texts,
    required=st.none() | st.booleans(),
    identifiability=st.none() | st.sampled_from(Identifiability),
)
uses = st.builds(
    DataUse,
    title_ja=texts,
    controller=st.none() | parties,
    purpose_terms=st.lists(texts, max_size=2).map(tuple),
    items=st.lists(items, max_size=3).map(tuple),
    storages=st.lists(st.builds(Storage, period_value=st.none() | st.integers(0, 99))).map(tuple),
    provisions=st.lists(st.builds(Provision, recipient=st.none() | parties), max_size=2).map(tuple),
    valid_from=st.none() | st.dates(),
    version=st.integers(1, 3),
)


def test_the_hash_of_the_example_stays() -> None:
    """A published hash must be the same next year, whatever fields the register gets."""
    published = "d39ce2cd72e55c3d9a1cd81dda1f3461ee564ac168a57db4b883d45b47bdc5d9"
    assert content_hash(CAMERA) == published


def test_what_is_empty_is_left_out_so_that_a_new_field_changes_no_hash() -> None:
    assert record_json(DataUse()) == {"supervisory_authority": "個人情報保護委員会", "version": 1}
    assert record_json(DataItem(required=False)) == {"required": False}
    assert record_json(replace(CAMERA, controller=Party()))["controller"] == {}


@given(uses)
def test_the_bytes_are_those_of_another_implementation(use: DataUse) -> None:
    assert canonical_bytes(use) == jcs.canonicalize(record_json(use))


@given(uses, st.randoms())
def test_the_order_of_fields_does_not_matter(use: DataUse, random: Any) -> None:
    def shuffled(value: Any) -> Any:
        if isinstance(value, dict):
            keys = list(value)
            random.shuffle(keys)
            return {key: shuffled(value[key]) for key in keys}
        return [shuffled(one) for one in value] if isinstance(value, list) else value

    published = json.loads(json.dumps(record_json(use), ensure_ascii=False))
    assert jcs.canonicalize(shuffled(published)) == canonical_bytes(use)


@given(uses, uses)
def test_no_difference_and_the_same_hash_are_one(old: DataUse, new: DataUse) -> None:
    assert (difference(old, new) == []) is (content_hash(old) == content_hash(new))
    assert difference(old, old) == []


@pytest.mark.parametrize("field", [one.name for one in fields(DataUse)])
def test_every_field_is_hashed_and_named(field: str) -> None:
    empty = replace(CAMERA, **{field: "ほか" if field != "version" else 2})
    assert content_hash(empty) != content_hash(CAMERA)
    assert [one.path for one in difference(CAMERA, empty)] == [field]
    assert all(ja and en for _, ja, en in labels(DataUse))


def test_a_change_is_told_where_it_is() -> None:
    newer = replace(
        CAMERA,
        version=2,
        review_date=date(2028, 3, 31),
        controller=replace(CITY, phone="0761-00-0009"),
        items=(replace(CAMERA.items[0], required=False),),
        purpose_terms=("ImproveTransportMobility",),
    )
    told = difference(CAMERA, newer)
    assert told[0] == Change("review_date", "見直す日", "Review date", "2029-03-31", "2028-03-31")
    assert [(one.path, one.ja) for one in told[1:]] == [
        ("controller.phone", "責任を持つ機関 › 電話番号"),
        ("purpose_terms", "目的の語"),
        ("items[0].required", "データの項目 › 1 › 必須か"),
        ("items[1]", "データの項目 › 2"),
        ("version", "版"),
    ]
    assert told[4].new is None
    assert told[3].en == "Data items › 1 › Required"


def test_text_without_bytes_has_no_hash() -> None:
    with pytest.raises(ValueError, match="UTF-8"):
        content_hash(replace(CAMERA, title_ja="\ud800"))
