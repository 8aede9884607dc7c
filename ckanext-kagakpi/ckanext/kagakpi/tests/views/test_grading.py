"""How promises are graded, told on the pages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

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
