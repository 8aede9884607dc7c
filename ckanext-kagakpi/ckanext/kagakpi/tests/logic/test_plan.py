"""Bringing in a plan and its versions, and what everybody is told of where it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import ckan.plugins.toolkit as tk
import pytest

from ckanext.kagakpi.plan import Plan, record
from ckanext.kagakpi.tests.plan.seed import PLAN
from ckanext.kagakpi.tests.portal import act, bring_in, renamed, slug_of

pytestmark = pytest.mark.stack


def report(people: dict[str, str], plan: dict[str, Any], kpi: str, as_of: str, **told: Any) -> Any:
    return act(
        "kagakpi_observation_create", people["admin"], id=plan["id"], kpi=kpi, as_of=as_of, **told
    )


def update(people: dict[str, str], plan: dict[str, Any], content: Plan, **more: Any) -> Any:
    return act(
        "kagakpi_plan_update",
        people["admin"],
        id=plan["id"],
        content=record.as_json(content),
        reason="見直しました。",
        **more,
    )


def harder(plan: Plan, low: int, **fields: Any) -> Plan:
    """The plan with another target for its open data."""
    kpis = tuple(
        replace(kpi, targets=(replace(kpi.targets[0], low=Decimal(low)),))
        if kpi.key == "open-data"
        else kpi
        for kpi in plan.kpis
    )
    return replace(plan, kpis=kpis, **fields)


def states(plan: dict[str, Any]) -> dict[str, str]:
    return {promise["kpi"]: promise["state"] for promise in plan["promises"]}


def test_kagas_own_plan_is_public_and_nothing_is_reported(
    people: dict[str, str], city: dict[str, Any]
) -> None:
    slug = slug_of(city)
    bring_in(people, city, renamed(slug))
    shown = act("kagakpi_plan_show", "", id=slug)
    assert (shown["ja"], shown["year"], shown["years"]) == (PLAN.ja, 2020, [2020])
    assert shown["overview"]["promises"] == 15
    assert shown["overview"]["not_reported"] == 15
    assert len(shown["places"]) == 17
    assert sum(node["overview"]["promises"] for node in shown["nodes"]) == 15
    assert len(shown["principles"]) == 5
    assert len(shown["policies"]) == 6
    assert record.read(act("kagakpi_plan_version_show", "", id=slug, number=1)["content"]).ja


def test_what_is_reported_moves_the_promise(people: dict[str, str], city: dict[str, Any]) -> None:
    plan = bring_in(people, city, renamed(slug_of(city)), example=True)
    report(people, plan, "open-data", "2020-09-30", value="2")
    assert states(act("kagakpi_plan_show", "", id=plan["id"]))["open-data"] == "on_the_way"
    report(people, plan, "open-data", "2021-03-31", value="２件".removesuffix("件"))
    report(people, plan, "website", "2021-03-31", value="1,799,999")
    report(people, plan, "my-number-card", "2021-03-31", numerator="799", denominator="1000")
    report(people, plan, "talent", "2021-03-31", standing="missing", missing_ja="集計中です。")
    shown = act("kagakpi_plan_show", "", id=plan["id"])
    assert states(shown) | {"open-data": "kept", "website": "not_kept"} == states(shown)
    assert states(shown)["talent"] == "not_reported"
    overview = shown["overview"]
    assert [overview[name] for name in ("kept", "not_kept", "not_reported")] == [1, 2, 12]
    card = next(one for one in shown["promises"] if one["kpi"] == "my-number-card")
    assert (card["actual"], card["actual_ja"]) == ("0.799", "799/1,000（79.9%）")
    assert "0.1ポイント" in card["ja"]


def test_a_report_is_put_right_in_public(people: dict[str, str], city: dict[str, Any]) -> None:
    plan = bring_in(people, city, renamed(slug_of(city)), example=True)
    first = report(people, plan, "iot", "2021-03-31", value="6", cause_ja="予定どおりです。")
    with pytest.raises(tk.ValidationError, match="reason"):
        report(people, plan, "iot", "2021-03-31", value="4", revises=first["id"])
    why = "2件は次の年度のものでした。"
    report(people, plan, "iot", "2021-03-31", value="4", revises=first["id"], reason=why)
    shown = act("kagakpi_kpi_show", "", id=plan["id"], kpi="iot")
    assert shown["promise"]["state"] == "not_kept"
    assert [(one["value"], one["current"], one["reason"]) for one in shown["reports"]] == [
        ("4", True, why),
        ("6", False, ""),
    ]
    assert shown["evaluations"][0]["cause_ja"] == "予定どおりです。"
    with pytest.raises(tk.ValidationError, match="revises"):
        report(people, plan, "iot", "2021-03-31", value="3", revises=first["id"], reason=why)


def test_what_cannot_be_is_refused_at_its_field(
    people: dict[str, str], city: dict[str, Any]
) -> None:
    plan = bring_in(people, city, renamed(slug_of(city)), example=True)
    for field, told in (
        ("value", {}),
        ("value", {"value": "たくさん"}),
        ("denominator", {"numerator": "1", "denominator": "0"}),
        ("as_of", {"value": "1", "as_of": "2100-03-31"}),
        ("as_of", {"value": "1", "as_of": "昨日"}),
        ("standing", {"value": "1", "standing": "sure"}),
        ("evidence", {"value": "1", "evidence": [{"label": "x", "url": "javascript:x()"}]}),
        ("evidence", {"value": "1", "evidence": [{"label": "x", "url": "//evil.example"}]}),
        ("text_ja", {"text_ja": "\x00"}),
        ("revises", {"value": "1", "revises": "none", "reason": "訂正"}),
    ):
        with pytest.raises(tk.ValidationError) as refused:
            report(people, plan, "open-data", **{"as_of": "2021-03-31"} | told)
        assert set(refused.value.error_dict) == {field}, told
    with pytest.raises(tk.ValidationError):  # a share above 100 %
        report(people, plan, "my-number-card", "2021-03-31", value="101%")
    with pytest.raises(tk.ObjectNotFound):
        report(people, plan, "no-such-kpi", "2021-03-31", value="1")


def test_nobody_adds_a_value_to_the_citys_own_plan_alone(
    people: dict[str, str], city: dict[str, Any]
) -> None:
    plan = bring_in(people, city, renamed(slug_of(city)))
    with pytest.raises(tk.ValidationError):
        report(people, plan, "open-data", "2021-03-31", value="2")
    assert act("kagakpi_observation_list", "", id=plan["id"]) == []


def test_a_revision_in_mid_term(people: dict[str, str], city: dict[str, Any]) -> None:
    slug = slug_of(city)
    plan = bring_in(people, city, renamed(slug), example=True)
    report(people, plan, "open-data", "2021-03-31", value="3")
    revised = harder(
        renamed(slug), 4, label="令和2年度改定", supersedes="2019", adopted_on=date(2020, 12, 1)
    )
    after = update(people, plan, revised)
    assert after["number"] == 2
    assert states(after)["open-data"] == "not_kept"
    series = act("kagakpi_kpi_show", "", id=slug, kpi="open-data")["series"]
    assert [one["label"] for one in series[0]["promised"]] == ["2019", "令和2年度改定"]
    shown = act("kagakpi_plan_version_show", "", id=slug, number=2)
    assert {"path": "kpis.open-data.targets.2020.low", "old": "2", "new": "4"} in shown["changes"]
    late = replace(revised, label="後からの改定", adopted_on=date(2021, 6, 1))
    after = update(people, plan, harder(late, 1))
    assert states(after)["open-data"] == "not_kept"  # adopted when the year was over


def test_a_correction_of_the_file_takes_the_place_of_what_it_corrects(
    people: dict[str, str], city: dict[str, Any]
) -> None:
    slug = slug_of(city)
    plan = bring_in(people, city, renamed(slug), example=True)
    report(people, plan, "open-data", "2021-03-31", value="3")
    assert states(update(people, plan, harder(renamed(slug), 4)))["open-data"] == "not_kept"
    series = act("kagakpi_kpi_show", "", id=slug, kpi="open-data")["series"]
    assert len(series[0]["promised"]) == 1
    assert [one["number"] for one in act("kagakpi_plan_version_list", "", id=slug)] == [2, 1]


def test_the_same_content_changes_nothing_and_an_old_page_is_told(
    people: dict[str, str], city: dict[str, Any]
) -> None:
    slug = slug_of(city)
    plan = bring_in(people, city, renamed(slug))
    assert update(people, plan, renamed(slug))["number"] == 1
    with pytest.raises(tk.ValidationError, match="content_hash"):
        update(people, plan, harder(renamed(slug), 4), content_hash="old")
    with pytest.raises(tk.ValidationError, match="content"):
        update(people, plan, PLAN)  # another key
    with pytest.raises(tk.ValidationError, match="content"):
        bring_in(people, city, renamed(slug))  # taken
    for content in ("{", [], {"key": "x"}, "駅", {**record.as_json(renamed("x")), "kpis": []}):
        with pytest.raises(tk.ValidationError) as refused:
            act(
                "kagakpi_plan_create",
                people["admin"],
                owner_org=city["id"],
                content=content,
                reason="登録",
            )
        assert set(refused.value.error_dict) == {"content"}


def test_the_list_has_examples_last(people: dict[str, str], city: dict[str, Any]) -> None:
    slug = slug_of(city)
    bring_in(people, city, renamed(f"{slug}-example"), example=True)
    bring_in(people, city, renamed(slug))
    found = act("kagakpi_plan_list", "", limit=200)["results"]
    assert found[0]["slug"] == slug
    flags = [plan["example"] for plan in found]
    assert flags == sorted(flags)
    only = act("kagakpi_plan_list", "", example=True, limit=200)["results"]
    assert all(plan["example"] for plan in only)
    for wrong in ({"limit": 201}, {"offset": -1}, {"offset": 10**30}):
        with pytest.raises(tk.ValidationError):
            act("kagakpi_plan_list", "", **wrong)
    for year in ("x", "99999", -1):
        with pytest.raises(tk.ValidationError):
            act("kagakpi_plan_show", "", id=slug, year=year)
    assert act("kagakpi_plan_show", "", id=slug, year=2035)["promises"] == []


def test_no_version_drops_a_promise(people: dict[str, str], city: dict[str, Any]) -> None:
    slug = slug_of(city)
    plan = bring_in(people, city, renamed(slug), example=True)
    report(people, plan, "open-data", "2021-03-31", value="3")

    def without(kpi: str, **more: Any) -> Plan:
        kpis = tuple(one for one in PLAN.kpis if one.key != kpi)
        places = tuple(
            replace(one, kpis=tuple(key for key in one.kpis if key != kpi)) for one in PLAN.places
        )
        return renamed(slug, kpis=kpis, places=places, **more)

    revision = {"label": "令和3年度改定", "supersedes": "2019", "adopted_on": date(2021, 12, 1)}
    for content in (without("iot", **revision), without("open-data")):
        with pytest.raises(tk.ValidationError, match="ended_ja"):
            update(people, plan, content)
    # What was brought in by mistake, and has no report, can be put right.
    assert update(people, plan, without("iot"))["number"] == 2
