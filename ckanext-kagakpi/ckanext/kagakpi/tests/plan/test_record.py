"""A plan as JSON: nothing is lost, the hash names it, what is wrong is said with its place."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from ckanext.kagakpi.plan import Refused, record
from ckanext.kagakpi.tests.plan.seed import PLAN


def told() -> Any:
    return json.loads(json.dumps(record.as_json(PLAN)))


def test_json_and_back() -> None:
    assert record.read(told()) == PLAN
    assert record.content_hash(record.read(told())) == record.content_hash(PLAN)


def test_numbers_are_text_and_defaults_are_left_out() -> None:
    card = next(kpi for kpi in told()["kpis"] if kpi["key"] == "my-number-card")
    assert card["targets"][0]["low"] == "0.8"
    assert "high" not in card["targets"][0]
    assert "breaks" not in told()["indicators"][0]


def test_what_changed_is_named_where_it_is() -> None:
    first = PLAN.kpis[0]
    harder = replace(first.targets[0], low=Decimal(3))
    changed = replace(PLAN, kpis=(replace(first, targets=(harder,)), *PLAN.kpis[1:]))
    assert record.difference(PLAN, PLAN) == []
    assert record.difference(PLAN, changed) == [
        record.Change("kpis.online-applications.targets.2020.low", "2", "3")
    ]
    shorter = replace(PLAN, principles=PLAN.principles[1:])
    (gone,) = record.difference(PLAN, shorter)
    assert (gone.path, gone.new) == ("principles.transparency", None)


@pytest.mark.parametrize(
    ("path", "value", "rule", "field"),
    [
        (["titel"], "加賀", "KP-P003", "titel"),
        (["adopted_on"], "令和2年3月", "KP-P005", "adopted_on"),
        (["first_year"], "2020", "KP-P009", "first_year"),
        (["first_year"], 10**30, "KP-P009", "first_year"),
        (["kpis"], {}, "KP-P009", "kpis"),
        (["kpis", 0], "x", "KP-P009", "kpis[0]."),
        (["kpis", 0, "key"], "../x", "KP-P005", "kpis[0].key"),
        (["kpis", 0, "text"], "駅\x00", "KP-P009", "kpis[0].text"),
        (["kpis", 0, "targets", 0, "low"], 2, "KP-P009", "kpis[0].targets[0].low"),
        (["kpis", 0, "targets", 0, "low"], "NaN", "KP-P009", "kpis[0].targets[0].low"),
        (["kpis", 0, "targets", 0, "comparator"], "best", "KP-P005", None),
        (["kpis", 0, "indicator"], "none", "KP-P007", "indicator"),
    ],
)
def test_what_is_wrong_is_said(path: list[Any], value: Any, rule: str, field: str | None) -> None:
    wrong = copy.deepcopy(told())
    inner = wrong
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    with pytest.raises(Refused) as refused:
        record.read(wrong)
    assert refused.value.rule == rule
    assert field is None or refused.value.field == field


def test_what_is_missing_is_said() -> None:
    wrong = told()
    del wrong["kpis"][0]["text"]
    with pytest.raises(Refused) as refused:
        record.read(wrong)
    assert (refused.value.rule, refused.value.field) == ("KP-P002", "kpis[0].text")
    with pytest.raises(Refused):
        record.read([])
