"""The plan for machines: every format from the same reports, and the rules of each format."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from ckanext.kaga.common.atom import ATOM
from ckanext.kagakpi.plan import record
from ckanext.kagakpi.tests.plan.seed import PLAN
from ckanext.kagakpi.tests.portal import act, bring_in, renamed, reported, slug_of

pytestmark = pytest.mark.stack


@pytest.fixture
def example(people: dict[str, str], city: dict[str, Any]) -> dict[str, Any]:
    """An example with a share, a correction and a gap with its reason."""
    return reported(people, city)


def test_the_table_has_every_report_and_every_promise(app: Any, example: dict[str, Any]) -> None:
    address = f"/plan/{example['slug']}.csv"
    sent = app.get(address)
    assert sent.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(sent.data.decode("utf-8-sig"), newline="")))
    assert len(rows) == 16  # 15 promises, one of them reported twice
    assert {row["example"] for row in rows} == {"true"}
    iot = [row for row in rows if row["kpi"] == "iot"]
    assert [(row["value"], row["current"]) for row in iot] == [("6", "false"), ("5", "true")]
    assert iot[1]["revises"] == iot[0]["report"]
    (card,) = [row for row in rows if row["kpi"] == "my-number-card"]
    assert (card["numerator"], card["denominator"], card["value"]) == ("26000", "65400", "")
    assert card["target_low"] == "0.8"
    described = json.loads(app.get(f"{address}-metadata.json").body)
    names = [column["name"] for column in described["tableSchema"]["columns"]]
    assert names == list(rows[0])
    assert described["url"].endswith(address)


def test_each_format_is_told_apart_and_not_sent_twice(app: Any, example: dict[str, Any]) -> None:
    kinds = {
        ".json": "application/json",
        ".csv": "text/csv",
        ".csv-metadata.json": "application/csvm+json",
        ".atom": "application/atom+xml",
        ".ttl": "text/turtle",
        ".ngsild.json": "application/ld+json",
        "/kpi/iot.json": "application/json",
    }
    for end, kind in kinds.items():
        path = f"/plan/{example['slug']}{end}"
        answer = app.get(path)
        assert answer.mimetype == kind
        headers = {"If-None-Match": answer.headers["ETag"]}
        assert app.get(path, headers=headers, status=304).data == b""
        app.get(f"/plan/none{end}", status=404)


def test_all_years_are_read_at_once_and_by_version(
    app: Any, people: dict[str, str], city: dict[str, Any]
) -> None:
    slug = slug_of(city)
    plan = bring_in(people, city, renamed(slug))
    kept = [one for one in PLAN.kpis if one.key != "iot"]
    later = replace(kept[0].targets[0], year=2022)
    kpis = [replace(kept[0], targets=(*kept[0].targets, later)), *kept[1:]]
    places = [replace(p, kpis=tuple(k for k in p.kpis if k != "iot")) for p in PLAN.places]
    shorter = renamed(slug, kpis=tuple(kpis), places=tuple(places))
    content = record.as_json(shorter)
    act("kagakpi_plan_update", people["admin"], id=slug, content=content, reason="改定しました。")
    every = act("kagakpi_promise_list", "", id=slug)
    assert every["years"] == [2020, 2022]
    one_by_one = [act("kagakpi_plan_show", "", id=slug, year=y)["promises"] for y in every["years"]]
    assert every["promises"] == [promise for year in one_by_one for promise in year]
    first = act("kagakpi_promise_list", "", id=slug, number=1)
    assert first["promises"] == plan["promises"]
    assert ",iot," not in app.get(f"/plan/{slug}.csv").body
    for end in ("csv", "json", "ttl", "ngsild.json"):
        assert "iot" in app.get(f"/plan/{slug}.{end}?version=1").body
        app.get(f"/plan/{slug}.{end}?version=3", status=404)


def test_the_feed_tells_of_corrections(app: Any, example: dict[str, Any]) -> None:
    feed = ET.fromstring(app.get(f"/plan/{example['slug']}.atom").data)  # noqa: S314 - ours
    titles = [entry.text for entry in feed.iter(f"{{{ATOM}}}title")]
    assert any("訂正：ＩｏＴ等実証件数" in (title or "") for title in titles)
    ids = [one.text for one in feed.iter(f"{{{ATOM}}}id")]
    assert len(ids) == len(set(ids)) == 6  # the feed, a version, four reports


def test_ngsi_tells_only_what_is_known(app: Any, example: dict[str, Any]) -> None:
    told = json.loads(app.get(f"/plan/{example['slug']}.ngsild.json").body)
    by_id = {one["id"].rsplit(":", 1)[1]: one for one in told}
    assert len(by_id) == 15
    assert by_id["iot"]["kpiValue"]["value"] == 5
    assert by_id["iot"]["currentStanding"]["value"] == "good"
    assert "kpiValue" not in by_id["talent"]
    assert "currentStanding" not in by_id["talent"]
    assert all(one["example"]["value"] is True for one in told)
