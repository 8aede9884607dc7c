"""What the plan answers machines is what its description says, and is not sent twice."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from ckanext.kaga.tests.described import against, references
from ckanext.kagakpi.tests.portal import act, bring_in, renamed, slug_of

pytestmark = pytest.mark.stack

FOR_MACHINES = ("kagakpi_export.", "kagakpi_openapi.")
ACTIONS = {
    "kagakpi_plan_list": {"example": "true", "limit": 3},
    "kagakpi_plan_show": {"id": "{slug}", "year": 2020},
    "kagakpi_plan_stamp_show": {"id": "{slug}"},
    "kagakpi_promise_list": {"id": "{slug}", "number": 1},
    "kagakpi_kpi_show": {"id": "{slug}", "kpi": "iot"},
    "kagakpi_observation_list": {"id": "{slug}"},
    "kagakpi_plan_version_list": {"id": "{slug}"},
    "kagakpi_plan_version_show": {"id": "{slug}", "number": 1},
}


@pytest.fixture
def slug(people: dict[str, str], city: dict[str, Any]) -> str:
    """An example with a number, a share, a judgement, a correction, a gap and a cause."""
    name = f"{slug_of(city)}-x"
    plan = bring_in(people, city, renamed(name), example=True)

    def report(kpi: str, **told: Any) -> Any:
        told |= {"id": plan["id"], "kpi": kpi, "as_of": "2021-03-31"}
        return act("kagakpi_observation_create", people["admin"], **told)

    report("my-number-card", numerator="26000", denominator="65400")
    evidence = [{"label": "実証の記録", "url": "https://www.city.kaga.ishikawa.jp/"}]
    wrong = report("iot", value="6", evidence=evidence, cause_ja="公募が増えました。")
    report("iot", value="5", revises=wrong["id"], reason="1件は次の年度のものでした。")
    report("talent", standing="missing", missing_ja="集計中です。")
    return name


def test_every_address_answers_as_described(app: Any, slug: str) -> None:
    described = json.loads(app.get("/plan/openapi.json").data)
    known = described["components"]["schemas"]
    assert {name.rsplit("/", 1)[1] for name in references(described)} <= set(known)
    rules = {
        re.sub(r"<(?:int:)?(\w+)>", r"{\1}", rule.rule)
        for rule in app.flask_app.url_map.iter_rules()
        if rule.endpoint.startswith(FOR_MACHINES)
    }
    assert rules <= set(described["paths"])
    wrong: list[str] = []
    for path, operations in described["paths"].items():
        operation = operations["get"]
        query = ACTIONS.get(path.removeprefix("/api/3/action/"), {})
        asked = {key: str(value).format(slug=slug) for key, value in query.items()}
        assert set(asked) <= {one["name"] for one in operation["parameters"]}
        needed = {one["name"] for one in operation["parameters"] if one["required"]}
        assert {one for one in needed if f"{{{one}}}" not in path} <= set(asked)
        there = path.format(slug=slug, kpi="iot", number=1)
        answer = app.get(there, query_string=asked)
        [(kind, content)] = operation["responses"]["200"]["content"].items()
        assert answer.mimetype == kind, path
        if "json" in kind:
            wrong += against(json.loads(answer.data), content["schema"], described, path)
        if "304" in operation["responses"]:
            headers = {"If-None-Match": answer.headers["ETag"]}
            assert app.get(there, headers=headers, status=304).data == b""
        if "404" in operation["responses"] and not asked:
            app.get(path.format(slug="none", kpi="none", number=99), status=404)
    assert wrong == []
    assert {f"/api/3/action/{name}" for name in ACTIONS} <= set(described["paths"])


def test_the_pages_lead_to_the_description(app: Any, slug: str) -> None:
    link = '<link rel="service-desc" type="application/json" href="/plan/openapi.json">'
    for page in (f"/plan/{slug}", f"/plan/{slug}/kpi/iot"):
        assert link in app.get(page).body
