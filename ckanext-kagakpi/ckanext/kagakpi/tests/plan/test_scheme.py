"""Which scheme grades a plan, and how it is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ckanext.kagakpi.plan import Refused, demonstration, ratings, record, scheme_of
from ckanext.kagakpi.tests.plan.seed import PLAN


def test_a_plan_names_its_scheme_and_says_nothing_of_the_usual_one() -> None:
    assert scheme_of(PLAN).key == "met"
    assert "scheme" not in record.as_json(PLAN)
    by_share = replace(PLAN, scheme="ratio")
    assert record.read(record.as_json(by_share)) == by_share
    assert record.content_hash(by_share) != record.content_hash(PLAN)
    assert scheme_of(demonstration().revised).key == "ratio"


def test_a_scheme_that_nobody_knows_is_refused() -> None:
    told = record.as_json(PLAN) | {"scheme": "stars"}
    with pytest.raises(Refused) as refused:
        record.read(told)
    assert (refused.value.rule, refused.value.field) == ("KP-P005", "scheme")
    assert "met, ratio" in refused.value.message


def test_a_scheme_says_its_thresholds() -> None:
    scheme = ratings()["ratio"]
    assert scheme.says[0] == (
        "目標は「達成率による区分」の5段階で評価し、上から見て最初に当てはまるものにします。"
    )
    assert [rule.when[0] for rule in scheme.rules] == [
        "目標を達成した",
        "達成率が80%以上",
        "達成率が60%以上",
        "達成率がそれより低い",
        "目標を達成しなかった",
    ]
    assert scheme.rules[1].when[1] == "at least 80% of the target is achieved"
