"""The next version from the one before: no promise is lost, and what follows what is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from ckanext.kagakpi.plan import Plan, Refused, adding, again, edit, ending, record
from ckanext.kagakpi.tests.plan.seed import PLAN
from ckanext.kagakpi.tests.plan.steps import BASE, WHY, drafts, new_kpi, new_words

MEASURES = [one.key for one in PLAN.measures]


def measure_of(plan: Plan, key: str) -> Any:
    return next(one for one in plan.measures if one.key == key)


def promises(plan: Plan) -> dict[str, Any]:
    """What is promised, whatever measure it is of."""
    return {one.key: one.targets for one in plan.kpis}


@given(drafts())
def test_whatever_is_done_every_promise_stays_or_says_why_it_ended(plan: Plan) -> None:
    ending.kept(BASE, plan)
    assert record.read(record.as_json(plan)) == plan
    for before in BASE.kpis:
        after = plan.kpi(before.key)
        assert after is not None
        assert after.targets == tuple(one for one in before.targets if after.runs(one.year))
        assert after.last_year is None or after.ended_ja
    heirs = {key for one in plan.measures for key in (one.key, *one.follows)}
    assert {one.key for one in BASE.measures} <= heirs
    for rows in (plan.measures, plan.kpis, plan.indicators):
        keys = [one.key for one in rows]
        assert len(keys) == len(set(keys))


def test_a_measure_moves_with_its_promises() -> None:
    words = replace(edit.words_of(PLAN, "wifi"), node="systems", number="(5)⑥")
    plan = edit.worded(PLAN, "wifi", words)
    place = plan.primary("wifi")
    assert (place.node, place.number) == ("systems", "(5)⑥")
    assert place.kpis == PLAN.primary("wifi").kpis
    assert {one.path.split(".")[0] for one in record.difference(PLAN, plan)} == {"places"}


def test_a_split_says_what_it_follows_and_merging_back_loses_nothing() -> None:
    old = next(one for one in MEASURES if sum(kpi.measure == one for kpi in PLAN.kpis) > 1)
    mine = [one.key for one in PLAN.kpis if one.measure == old]
    apart = edit.split(PLAN, old, "apart", new_words(PLAN, old), mine[:1])
    assert measure_of(apart, "apart").follows == (old,)
    assert apart.primary("apart").kpis == tuple(mine[:1])
    assert mine[0] not in apart.primary(old).kpis
    back = edit.merged(apart, "apart", old)
    assert set(back.primary(old).kpis) == set(PLAN.primary(old).kpis)
    assert measure_of(back, old).follows == ("apart",)
    assert promises(back) == promises(PLAN)


def test_a_target_is_changed_for_its_year_with_a_reason() -> None:
    known = PLAN.kpi("my-number-card")
    assert known is not None
    target = replace(
        known.targets[0], year=2021, low=Decimal("0.9"), reason_ja="国の目標に合わせた。"
    )
    plan = edit.retargeted(PLAN, "my-number-card", target)
    found = plan.kpi("my-number-card")
    assert found is not None
    assert [one.year for one in found.targets] == [2020, 2021]
    again = edit.retargeted(plan, "my-number-card", replace(target, low=Decimal("0.85")))
    assert [one.path for one in record.difference(plan, again)] == [
        "kpis.my-number-card.targets.2021.low"
    ]
    assert record.read(record.as_json(plan)) == plan


def test_the_head_says_what_it_supersedes() -> None:
    names = ("label", "ja", "en", "adopted_on", "first_year", "last_year")
    told = {one: getattr(PLAN, one) for one in (*names, "lead_ja", "source_ja", "licence_ja")}
    head = edit.Head(**told)
    assert edit.headed(PLAN, PLAN, head) == PLAN
    revised = replace(head, label="令和4年度改定", adopted_on=date(2022, 3, 30))
    assert edit.headed(PLAN, PLAN, revised).supersedes == "2019"
    with pytest.raises(Refused, match="KP-P002"):
        edit.headed(PLAN, PLAN, replace(head, label=""))


def test_a_plan_without_the_new_fields_keeps_its_hash() -> None:
    assert "follows" not in str(record.as_json(PLAN))
    told = record.as_json(PLAN)
    for name in ("reason_ja", "last_year", "ended_ja"):
        assert name not in str([told["measures"], told["kpis"]])


def test_what_cannot_be_is_said() -> None:
    words = edit.words_of(PLAN, "wifi")
    target = PLAN.kpis[1].targets[0]
    again = next(one for one in PLAN.places if not one.primary)
    shown = replace(edit.words_of(PLAN, again.measure), node=again.node)
    for rule, call in (
        ("KP-P002", lambda: edit.worded(PLAN, "wifi", replace(words, title=""))),
        ("KP-P007", lambda: edit.worded(PLAN, "wifi", replace(words, node="none"))),
        ("KP-P007", lambda: edit.words_of(PLAN, "none")),
        ("KP-E001", lambda: edit.worded(PLAN, again.measure, shown)),
        ("KP-E005", lambda: edit.split(PLAN, "wifi", MEASURES[0], words, [])),
        ("KP-E003", lambda: edit.split(PLAN, "wifi", "apart", words, ["my-number-card"])),
        ("KP-E002", lambda: edit.merged(PLAN, "wifi", "wifi")),
        ("KP-P007", lambda: edit.merged(PLAN, "wifi", "none")),
        ("KP-P002", lambda: edit.retargeted(PLAN, "my-number-card", target)),
        ("KP-P007", lambda: edit.retargeted(PLAN, "none", target)),
    ):
        with pytest.raises(Refused) as refused:
            call()
        assert refused.value.rule == rule


def test_a_new_measure_and_its_kpi() -> None:
    words = replace(edit.words_of(PLAN, "wifi"), ja="観光地のWi-Fi", number="(4)⑨")
    plan = adding.measured(PLAN, "tourist-wifi", words)
    assert plan.places.index(plan.primary("tourist-wifi")) == 1 + max(
        at for at, one in enumerate(PLAN.places) if one.node == words.node
    )
    kpi, indicator = new_kpi(plan, "tourist-wifi", "spots")
    whole = adding.promised(plan, kpi, indicator)
    assert whole.primary("tourist-wifi").kpis == ("spots",)
    known = replace(kpi, key="same", indicator="wifi")
    target = replace(PLAN.kpi("wifi").targets[0], year=2021, reason_ja=WHY)  # type: ignore[union-attr]
    shared = adding.promised(whole, replace(known, targets=(target,)))
    assert shared.indicators == whole.indicators
    assert adding.withdrawn(shared, PLAN, "same") == whole
    assert adding.withdrawn(whole, PLAN, "spots") == plan
    assert adding.measure_withdrawn(plan, PLAN, "tourist-wifi") == PLAN
    for rule, field, call in (
        ("KP-E006", "key", lambda: adding.measured(PLAN, "Wi-Fi!", words)),
        ("KP-P002", "key", lambda: adding.measured(PLAN, "", words)),
        ("KP-E005", "key", lambda: adding.measured(PLAN, "wifi", words)),
        ("KP-E005", "kpi.key", lambda: adding.promised(plan, replace(kpi, key="wifi"), indicator)),
        ("KP-P002", "kpi.text", lambda: adding.promised(plan, replace(kpi, text=""), indicator)),
        (
            "KP-P002",
            "reason_ja",
            lambda: adding.promised(plan, replace(kpi, targets=PLAN.kpis[0].targets), indicator),
        ),
        ("KP-T006", "basis", lambda: adding.promised(plan, replace(kpi, indicator="wifi"))),
        ("KP-P007", "indicator", lambda: adding.promised(plan, replace(kpi, indicator="none"))),
        (
            "KP-T003",
            "indicator.lowest",
            lambda: adding.promised(
                plan, kpi, replace(indicator, lowest=Decimal(5), highest=Decimal(1))
            ),
        ),
        (
            "KP-E005",
            "indicator.key",
            lambda: adding.promised(plan, kpi, replace(indicator, key="wifi")),
        ),
        ("KP-E007", "kpi", lambda: adding.withdrawn(plan, PLAN, "wifi")),
        ("KP-E007", "measure", lambda: adding.measure_withdrawn(plan, PLAN, "wifi")),
        ("KP-E008", "measure", lambda: adding.measure_withdrawn(whole, PLAN, "tourist-wifi")),
    ):
        with pytest.raises(Refused) as refused:
            call()
        assert (refused.value.rule, refused.value.field) == (rule, field)


def test_a_measure_is_shown_again_and_no_longer() -> None:
    told = {name: getattr(PLAN.primary("wifi"), name) for name in ("page", "text", "heading")}
    where = edit.PlaceWords(
        node="systems",
        number="(5)⑨",
        title="（再掲）フリーWi-Fi",
        kpi_text="",
        target_text="",
        **told,
    )
    plan = again.shown_again(PLAN, "wifi", where, ["wifi"])
    (new,) = (one for one in plan.places if one.measure == "wifi" and not one.primary)
    assert (new.node, new.marked, new.kpis) == ("systems", True, ("wifi",))
    assert len(plan.kpis) == len(PLAN.kpis)
    assert again.not_again(plan, "wifi", "systems", "(5)⑨") == PLAN
    for rule, call in (
        ("KP-E009", lambda: again.shown_again(plan, "wifi", where, [])),
        ("KP-E003", lambda: again.shown_again(PLAN, "wifi", where, ["iot"])),
        ("KP-P002", lambda: again.shown_again(PLAN, "wifi", replace(where, node=""), [])),
        ("KP-E010", lambda: again.not_again(PLAN, "wifi", "systems", "(5)⑨")),
        ("KP-E010", lambda: again.not_again(PLAN, "wifi", *home(PLAN, "wifi"))),
    ):
        with pytest.raises(Refused) as refused:
            call()
        assert refused.value.rule == rule


def home(plan: Plan, measure: str) -> tuple[str, str]:
    """The part and the number under which a measure stands first."""
    return plan.primary(measure).node, plan.primary(measure).number


def test_a_promise_that_is_shown_only_again_comes_home() -> None:
    node = next(one for one in PLAN.places if not one.primary)
    alone = replace(
        PLAN,
        places=tuple(
            replace(one, kpis=()) if one.primary and one.measure == "my-number-card" else one
            for one in PLAN.places
        ),
    )
    assert node.kpis == ("my-number-card",)
    plan = again.not_again(alone, node.measure, node.node, node.number)
    assert plan.primary("my-number-card").kpis == ("my-number-card",)
