"""The six policies of the plan, as a data use says it keeps them."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from ckanext.kagaconsent.ledger import DataUse, marks, plan, policies
from ckanext.kagaconsent.tests.ledger.uses import CAMERA


def test_the_plan_has_six_policies_with_wording_and_page() -> None:
    assert [policy.ja for policy in plan()] == [
        "透明性の確保",
        "利用者関与の機会の確保",
        "適正な手段による取得の確保",
        "適切な安全管理の確保",
        "苦情・相談への対応体制の確保",
        "プライバシー＆セキュリティ・バイ・デザイン",
    ]
    assert [policy.number for policy in plan()] == [1, 2, 3, 4, 5, 6]
    assert all(policy.text.startswith("関係事業者等は、") for policy in plan())
    assert {policy.page for policy in plan()} == {36, 37}


def test_the_example_says_how_it_keeps_each() -> None:
    kept = policies(CAMERA)
    assert [one.policy for one in kept] == list(plan())
    assert all(one.stated and one.how for one in kept)
    assert kept[3].how[0] == (
        "安全管理の措置：装置からの送信をTLSで暗号化しています、"
        "広場の四隅に撮影中の掲示を置いています"
    )
    names = {field.name for field in fields(DataUse)}
    assert all(set(one.fields) <= names for one in kept)


@pytest.mark.parametrize(
    ("number", "change", "field"),
    [
        (1, {"summary_easy_ja": "未定"}, "summary_easy_ja"),
        (2, {"provisions": ()}, "provisions"),
        (3, {"items": (replace(CAMERA.items[0], collection_method_ja=""),)}, "items"),
        (4, {"measures": ()}, "measures"),
        (5, {"complaint_desk": None}, "complaint_desk"),
        (6, {"risk_notes_ja": ""}, "risk_notes_ja"),
    ],
)
def test_what_is_not_stated_is_named(number: int, change: dict[str, Any], field: str) -> None:
    kept = policies(replace(CAMERA, **change))
    assert [one.policy.number for one in kept if not one.stated] == [number]
    assert kept[number - 1].not_stated == (field,)


def test_an_empty_use_states_nothing() -> None:
    assert not any(one.stated or one.how for one in policies(DataUse()))


def test_a_letter_for_each_policy_is_what_sums_are_made_of() -> None:
    assert marks(CAMERA) == "ssssss"
    assert marks(replace(CAMERA, measures=(), risk_notes_ja="", complaint_desk=None)) == "ssspop"
    assert marks(DataUse()) == "oooooo"
