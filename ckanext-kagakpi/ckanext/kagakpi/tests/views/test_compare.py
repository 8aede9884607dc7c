"""Two years of a plan side by side, for people and as a file."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import pytest

from ckanext.kagakpi.tests.portal import act, bring_in, renamed, slug_of

pytestmark = pytest.mark.stack


@pytest.fixture
def example(people: dict[str, str], city: dict[str, Any]) -> dict[str, Any]:
    """An example that promises the same for 令和2年度 and 令和3年度 but for one KPI."""
    plan = renamed(f"{slug_of(city)}-years")
    kpis = tuple(
        replace(kpi, targets=(kpi.targets[0], replace(kpi.targets[0], year=2021)))
        for kpi in plan.kpis[1:]
    )
    shown = bring_in(people, city, replace(plan, kpis=(plan.kpis[0], *kpis)), example=True)
    for kpi, as_of, value in (("iot", "2021-03-31", "4"), ("iot", "2022-03-31", "6")):
        told = {"id": shown["id"], "kpi": kpi, "as_of": as_of, "value": value}
        act("kagakpi_observation_create", people["admin"], **told)
    return shown


def test_what_changed_is_said_before_the_table(app: Any, example: dict[str, Any]) -> None:
    slug = example["slug"]
    body = app.get(f"/plan/{slug}/compare").body
    places = [
        body.index(text)
        for text in (
            '<form class="kpi-compare" method="get"',
            "達成した目標は、令和2年度が15件中0件、令和3年度が14件中1件です。",
            "令和2年度だけの目標が1件あります。",
            'id="counted"',
            "「未達成」から「達成」に変わりました。",
            'id="compared"',
        )
    ]
    assert places == sorted(places)
    assert "この年度は目標なし" in body
    # 2021 before 2020 is put in order; a part has its own promises alone
    assert "令和3年度が14件中1件" in app.get(f"/plan/{slug}/compare?then=2021&now=2020").body
    part = app.get(f"/plan/{slug}/pillars/other/compare").body
    assert "令和2年度が2件中" in part
    assert "令和3年度の報告はありません。" in part
    assert f"/plan/{slug}/compare?now=2021" in app.get(f"/plan/{slug}?year=2021").body


def test_a_plan_of_one_year_says_so(app: Any, people: dict[str, str], city: dict[str, Any]) -> None:
    own = bring_in(people, city, renamed(slug_of(city)))
    body = app.get(f"/plan/{own['slug']}/compare").body
    assert "比べられる年度が、まだ1つしかありません。" in body
    assert "kpi-compare" not in body
    for wrong in ("compare?then=x", "compare?now=99999", "compare.csv?node=none"):
        app.get(f"/plan/{own['slug']}/{wrong}", status=404)
    app.get(f"/plan/{own['slug']}/pillars/none/compare", status=404)


def test_the_comparison_as_a_file(app: Any, example: dict[str, Any]) -> None:
    sent = app.get(f"/plan/{example['slug']}/compare.csv?then=2020&now=2021")
    rows = list(csv.DictReader(io.StringIO(sent.data.decode("utf-8-sig"), newline="")))
    assert len(rows) == 15
    (iot,) = [row for row in rows if row["kpi"] == "iot"]
    assert (iot["then_state"], iot["now_state"], iot["changed"]) == ("not_kept", "kept", "true")
    assert (iot["then_actual"], iot["now_actual"]) == ("4", "6")
    assert [row["kpi"] for row in rows if not row["now_state"]] == ["online-applications"]
