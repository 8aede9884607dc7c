"""A data use comes back from its JSON, and what is no data use is refused field by field."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.kagaconsent.ledger import DataUse, Refused, canonical_bytes, read_use, record_json
from ckanext.kagaconsent.tests.ledger.uses import CAMERA


def test_what_was_written_is_read() -> None:
    assert read_use(json.loads(canonical_bytes(CAMERA))) == CAMERA
    assert read_use({}) == DataUse()


@given(
    title=st.text(st.characters(exclude_categories=["C"]), max_size=50), version=st.integers(1, 99)
)
def test_reading_undoes_writing(title: str, version: int) -> None:
    use = replace(CAMERA, title_ja=title, version=version)
    assert read_use(record_json(use)) == use


@pytest.mark.parametrize(
    ("told", "rule", "field"),
    [
        ([], "KC-J002", ""),
        ({"titel_ja": "駅前"}, "KC-J001", "titel_ja"),
        ({"controller": {"nmae": "市長"}}, "KC-J001", "controller.nmae"),
        ({"kind": "drone"}, "KC-J002", "kind"),
        ({"kind": ["camera"]}, "KC-J002", "kind"),
        ({"review_date": "来年"}, "KC-J002", "review_date"),
        ({"review_date": 20290331}, "KC-J002", "review_date"),
        ({"title_ja": 1}, "KC-J002", "title_ja"),
        ({"title_ja": "あ" * 5001}, "KC-J003", "title_ja"),
        ({"title_ja": "駅前\x00"}, "KC-J004", "title_ja"),
        ({"title_ja": "\ud83d"}, "KC-J004", "title_ja"),
        ({"example": 1}, "KC-J002", "example"),
        ({"version": True}, "KC-J002", "version"),
        ({"storages": [{"period_value": 2**60}]}, "KC-J002", "storages[0].period_value"),
        ({"purpose_terms": "PublicBenefit"}, "KC-J002", "purpose_terms"),
        ({"items": [{}] * 201}, "KC-J003", "items"),
        ({"items": ["氏名"]}, "KC-J002", "items[0]"),
        ({"bases": [{"code": "A1"}]}, "KC-J002", "bases[0].code"),
    ],
)
def test_what_cannot_be_read_is_named(told: Any, rule: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        read_use(told)
    assert [(one.rule, one.field) for one in refused.value.findings] == [(rule, field)]
    assert all(one.message and one.message_en for one in refused.value.findings)


def test_everything_wrong_is_said_at_once() -> None:
    with pytest.raises(Refused) as refused:
        read_use({"kind": "drone", "title_ja": 1, "colour": "red"})
    assert len(refused.value.findings) == 3


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["items", "kind", "controller", "bases", "x"]), inner)
    ),
    max_leaves=8,
)


@given(_JSON)
def test_nothing_else_than_a_refusal_is_raised(told: Any) -> None:
    try:
        use = read_use(told)
    except Refused:
        return
    assert isinstance(use, DataUse)
