"""Doing things with plans in tests, as the portal itself or as a person."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.kagakpi.plan import Plan, record
from ckanext.kagakpi.tests.plan.seed import PLAN


def act(action: str, user: str | None = None, **data: Any) -> Any:
    """Call an action as a person of this name ("" is a stranger), or as the portal itself."""
    if user is not None:
        return tk.get_action(action)({"user": user}, data)
    site = tk.get_action("get_site_user")({"ignore_auth": True}, {})
    return tk.get_action(action)({"user": site["name"], "ignore_auth": True}, data)


def renamed(key: str, **fields: Any) -> Plan:
    """Kaga's plan under another key."""
    return replace(PLAN, key=key, **fields)


def bring_in(people: dict[str, str], city: dict[str, Any], plan: Plan, **more: Any) -> Any:
    """Let the city's administrator bring in a plan."""
    return act(
        "kagakpi_plan_create",
        people["admin"],
        owner_org=city["id"],
        content=record.as_json(plan),
        reason="計画を登録しました。",
        **more,
    )


def slug_of(city: dict[str, Any]) -> str:
    """A key that no other test has."""
    return f"plan-{city['name'].replace('_', '-')}"


def reported(people: dict[str, str], city: dict[str, Any]) -> Any:
    """Bring in an example with a share, a correction and a gap with its reason."""
    plan = bring_in(people, city, renamed(f"{slug_of(city)}-x"), example=True)

    def report(kpi: str, **told: Any) -> Any:
        told |= {"id": plan["id"], "kpi": kpi, "as_of": "2021-03-31"}
        return act("kagakpi_observation_create", people["admin"], **told)

    report("my-number-card", numerator="26000", denominator="65400")
    wrong = report("iot", value="6")
    report("iot", value="5", revises=wrong["id"], reason="1件は次の年度のものでした。")
    report("talent", standing="missing", missing_ja="集計中です。")
    return plan
