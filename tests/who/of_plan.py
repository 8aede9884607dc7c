"""What the actions of the plan are called with."""

from __future__ import annotations

from typing import Any

from ckanext.kaga.tests.portal import act

PLAN = {
    "label": "2019",
    "ja": "加賀市官民データ活用推進計画2019",
    "en": "Kaga's plan for the use of public and private data 2019",
    "adopted_on": "2020-03-30",
    "first_year": 2020,
    "last_year": None,
    "supersedes": None,
    "lead_ja": "政策戦略部 政策推進担当課",
    "source_ja": "加賀市「スマートシティ加賀構想」（令和2年3月）",
    "licence_ja": "本文に利用条件の記載はありません。",
    "principles": [],
    "policies": [],
    "nodes": [{"key": "inclusion", "number": "(4)", "ja": "格差の是正", "en": "All", "page": 43}],
    "measures": [{"key": "wifi", "ja": "市内フリーWi-Fi 整備事業", "en": "Free Wi-Fi"}],
    "places": [
        {
            "node": "inclusion",
            "number": "(4)④",
            "heading": "市内フリーWi-Fi の整備",
            "title": "市内フリーWi-Fi 整備事業",
            "measure": "wifi",
            "primary": True,
            "marked": False,
            "page": 44,
            "text": "観光地等で整備します。",
            "kpi_text": "整備個所数",
            "target_text": "29 箇所の維持",
            "kpis": ["wifi"],
        }
    ],
    "indicators": [
        {"key": "wifi", "ja": "箇所数", "en": "Places", "kind": "count", "time": "stock"}
    ],
    "kpis": [{"key": "wifi", "measure": "wifi", "indicator": "wifi", "text": "数", "targets": []}],
}
FOR_EVERYBODY = {
    "kagakpi_kpi_show",
    "kagakpi_observation_list",
    "kagakpi_plan_list",
    "kagakpi_plan_show",
    "kagakpi_plan_stamp_show",
    "kagakpi_plan_version_list",
    "kagakpi_plan_version_show",
    "kagakpi_promise_list",
}
"""Actions that are about no one thing and answer anybody, with what is public or the caller's."""

JOBS = {"kagakpi_report_remind"}
"""Actions on everything there is, for the portal's administrator."""


def arguments(city: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """For each action on plans, what it is called with: an example of the city's."""
    content = PLAN | {"key": f"plan-{city['name'].replace('_', '-')}"}
    one = {"id": content["key"]}
    reason = {"reason": "計画を登録しました。"}
    new = {"owner_org": city["id"], "content": content, "example": True, **reason}
    act("kagakpi_plan_create", **new)
    days = {"as_of": "2021-03-31", "due": "2021-05-31"}
    opened = act("kagakpi_period_open", **one, **days)
    period = {"period_id": opened["id"]}
    report = period | {"kpi": "wifi"}
    return {
        "kagakpi_period_close": period,
        "kagakpi_period_list": one,
        "kagakpi_period_open": one | {"as_of": "2020-03-31", "due": "2020-05-31"},
        "kagakpi_period_show": period,
        "kagakpi_report_compute": report,
        "kagakpi_report_preview_show": report | {"value": "29"},
        "kagakpi_report_publish": report,
        "kagakpi_report_remind": {},
        "kagakpi_report_return": report | {"comment": "単位を確かめてください。"},
        "kagakpi_report_review": report,
        "kagakpi_report_save": report | {"value": "29"},
        "kagakpi_report_show": report,
        "kagakpi_report_submit": report,
        "kagakpi_kpi_show": one | {"kpi": "wifi"},
        "kagakpi_observation_create": one | {"kpi": "wifi", "as_of": "2021-03-31", "value": "29"},
        "kagakpi_observation_list": one,
        "kagakpi_plan_create": new | {"content": content | {"key": "another-plan"}},
        "kagakpi_plan_list": {},
        "kagakpi_plan_register": one,
        "kagakpi_plan_show": one,
        "kagakpi_plan_stamp_show": one,
        "kagakpi_plan_update": one | reason | {"content": content},
        "kagakpi_plan_version_list": one,
        "kagakpi_plan_version_show": one | {"number": 1},
        "kagakpi_promise_list": one,
        "kagakpi_work_list": {},
        "kagakpi_draft_delete": one,
        "kagakpi_draft_publish": one | reason | {"content_hash": "0" * 64},
        "kagakpi_draft_save": one | {"content": content},
        "kagakpi_draft_show": one,
    }
