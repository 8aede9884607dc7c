"""The stamp of a plan: nothing changes in its files that the stamp does not tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from ckanext.kagakpi import stamp
from ckanext.kagakpi.model import Plan
from ckanext.kagakpi.plan import record
from ckanext.kagakpi.tests.portal import act, bring_in, renamed, slug_of

pytestmark = pytest.mark.stack

ENDS = (
    ".json",
    ".json?year=2020",
    ".json?version=1",
    ".csv",
    ".csv-metadata.json",
    ".atom",
    ".ttl",
    ".ngsild.json",
    ".zip",
    "/compare.csv",
    "/kpi/open-data.json",
    "/kpi/iot.json",
)


def test_what_changes_a_file_changes_its_etag(
    app: Any, people: dict[str, str], city: dict[str, Any]
) -> None:
    counted = replace(
        renamed(slug_of(city)),
        indicators=tuple(
            replace(one, computed="datasets_first_published") if one.key == "open-data" else one
            for one in renamed("x").indicators
        ),
    )
    plan = bring_in(people, city, counted)
    slug = plan["slug"]
    opened: dict[str, Any] = {}
    other = renamed(f"{slug}-other")

    def read() -> dict[str, tuple[bytes, str]]:
        answers = {end: app.get(f"/plan/{slug}{end}") for end in ENDS}
        return {end: (one.data, one.headers["ETag"]) for end, one in answers.items()}

    def step(name: str, kpi: str, **told: Any) -> None:
        who = {"save": "editor", "compute": "editor", "submit": "editor"}.get(name, "admin")
        given = {"period_id": opened["id"], "kpi": kpi, **told}
        act(f"kagakpi_report_{name}", people[who], **given)

    def publish(kpi: str, **told: Any) -> None:
        step("save" if told else "compute", kpi, **told)
        for name in ("submit", "review", "publish"):
            step(name, kpi)

    def open_round() -> None:
        days = {"as_of": "2021-03-31", "due": "2021-05-31"}
        opened.update(act("kagakpi_period_open", people["admin"], id=slug, **days))

    def revise() -> None:
        content = record.as_json(replace(counted, label="改定版", scheme="ratio"))
        why = "評価の方法を変えました。"
        act("kagakpi_plan_update", people["admin"], id=slug, content=content, reason=why)

    steps: dict[str, Callable[[], None]] = {
        "a round is opened": open_round,
        "a value is reported": lambda: publish("iot", value="4"),
        "it is put right": lambda: publish("iot", value="5", reason="数え間違いでした。"),
        "nothing but its cause": lambda: publish(
            "iot", value="5", reason="理由を書きました。", cause_ja="公募が増えました。"
        ),
        "a computed value": lambda: publish("open-data"),
        "a new version": revise,
        "the round is closed": lambda: act(
            "kagakpi_period_close", people["admin"], period_id=opened["id"]
        ),
    }
    before = read()
    for name, take in steps.items():
        take()
        now = read()
        changed = [end for end in ENDS if now[end][0] != before[end][0]]
        assert changed, name
        assert [end for end in changed if now[end][1] == before[end][1]] == [], name
        before = now
    # what concerns others, or is not public, changes nothing
    bring_in(people, city, other)
    later = {"as_of": "2022-03-31", "due": "2099-05-31"}
    opened.update(act("kagakpi_period_open", people["admin"], id=slug, **later))
    before = read()
    step("save", "wifi", value="29")
    assert read() == before
    for end, (_, tag) in before.items():
        answer = app.get(f"/plan/{slug}{end}", headers={"If-None-Match": tag}, status=304)
        assert answer.data == b""
        assert answer.headers["ETag"] == tag
    weak = {"If-None-Match": f"W/{before['.csv'][1]}"}
    app.get(f"/plan/{slug}.csv", headers=weak, status=304)
    app.get(f"/plan/{slug}.json?version=9", headers={"If-None-Match": "*"}, status=404)
    assert len({tag for _, tag in before.values()}) == len(ENDS)


def test_the_stamp_changes_when_a_fiscal_year_ends(
    app: Any, people: dict[str, str], city: dict[str, Any]
) -> None:
    bring_in(people, city, renamed(slug_of(city)))
    row = Plan.get(slug_of(city))
    assert stamp.of(row, 2026) == stamp.of(row, 2026)
    assert stamp.of(row, 2026) != stamp.of(row, 2027)
