"""How promises are graded, told on the pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ckanext.kagakpi.plan import record
from ckanext.kagakpi.tests.portal import act, bring_in, renamed, slug_of

pytestmark = pytest.mark.stack


def test_each_version_says_how_it_grades(
    app: Any, people: dict[str, str], city: dict[str, Any]
) -> None:
    plan = replace(renamed(f"{slug_of(city)}-graded"), scheme="ratio")
    bring_in(people, city, plan, example=True)
    told = {"id": plan.key, "kpi": "iot", "as_of": "2021-03-31", "value": "4"}
    act("kagakpi_observation_create", people["admin"], **told)
    for path in ("", "/versions/1"):
        body = app.get(f"/plan/{plan.key}{path}").body
        assert body.index("目標は「達成率による区分」の5段階で評価し") < body.index('id="grades"')
        assert "<td>達成率が80%以上</td>" in body
    kpi = app.get(f"/plan/{plan.key}/kpi/iot").body
    assert "順調" in kpi
    assert "達成率が80%で、80%以上のため「順調」です。" in kpi
    assert "graded “By the share achieved” in 5 grades" in app.get(f"/en/plan/{plan.key}").body
    shown = act("kagakpi_plan_show", "", id=plan.key)
    grades = {one["kpi"]: one["grade"] for one in shown["promises"]}
    assert grades["iot"]["code"] == "fair"
    assert grades["talent"] is None


def test_a_year_is_graded_by_the_version_that_counts_for_it(
    app: Any, people: dict[str, str], city: dict[str, Any]
) -> None:
    first = renamed(f"{slug_of(city)}-regraded")
    plan = bring_in(people, city, first, example=True)
    (iot,) = (kpi for kpi in first.kpis if kpi.key == "iot")
    later = replace(iot, targets=(*iot.targets, replace(iot.targets[0], year=2022)))
    revised = replace(
        first,
        label="令和4年改定",
        supersedes=first.label,
        adopted_on=date(2022, 3, 30),
        scheme="ratio",
        kpis=tuple(later if kpi is iot else kpi for kpi in first.kpis),
    )
    content, why = record.as_json(revised), "評価の方法を変えました。"
    act("kagakpi_plan_update", people["admin"], id=plan["id"], content=content, reason=why)
    for as_of in ("2021-03-31", "2023-03-31"):
        told = {"id": plan["id"], "kpi": "iot", "as_of": as_of, "value": "4"}
        act("kagakpi_observation_create", people["admin"], **told)

    def graded(promises: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
        grades = [one["grade"] for one in promises if one["kpi"] == "iot"]
        return [(one["code"], one["scheme"], one["label"]) for one in grades]

    both = [("not_kept", "met", "2019"), ("fair", "ratio", "令和4年改定")]
    every = act("kagakpi_promise_list", "", id=plan["id"])["promises"]
    assert graded(every) == both
    for year, grade in zip((2020, 2022), both, strict=True):
        shown = act("kagakpi_plan_show", "", id=plan["id"], year=year)
        assert (shown["scheme"]["key"], shown["scheme"]["label"]) == grade[1:]
        assert graded(shown["promises"]) == [grade]
        one = act("kagakpi_kpi_show", "", id=plan["id"], kpi="iot", year=year)
        assert graded([one["promise"]]) == [grade]
    old, new = (app.get(f"/plan/{plan['slug']}?year={year}").body for year in (2020, 2022))
    assert "目標は「達成・未達成」の2段階で評価し" in old
    assert "令和2年度（2020年度）の目標に適用される計画の版で定めています：" in old
    assert "<span>令和4年改定</span>" in new
    kpi = app.get(f"/plan/{plan['slug']}/kpi/iot?year=2022").body
    assert "達成率による区分 (<span>令和4年改定</span>)" in kpi
    assert "順調" not in app.get(f"/plan/{plan['slug']}/kpi/iot?year=2020").body
