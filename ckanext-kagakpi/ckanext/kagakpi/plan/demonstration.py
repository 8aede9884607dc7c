"""The demonstration: a plan of its own with made-up reports, and how it is brought in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ckanext.kagakpi.plan import record, source
from ckanext.kagakpi.plan.indicator import Indicator, SeriesBreak
from ckanext.kagakpi.plan.load import load
from ckanext.kagakpi.plan.model import Kpi, Plan
from ckanext.kagakpi.plan.source import Table

EXAMPLES = Path(__file__).parents[1] / "examples"
SEED = EXAMPLES / "kaga-plan-2019.yaml"
FILE = EXAMPLES / "demonstration.yaml"

Call = Callable[..., Any]
"""An action of the portal, by its name and its arguments."""

_FIELDS = (
    "kpi",
    "as_of",
    "value",
    "numerator",
    "denominator",
    "text_ja",
    "met",
    "standing",
    "missing_ja",
    "reason",
    "cause_ja",
    "next_ja",
    "next_kind",
)


@dataclass(frozen=True, slots=True)
class Demonstration:
    """The example's two versions, why there is a second one, and its reports in their order.

    A report is what ``kagakpi_observation_create`` takes; with ``corrects`` it puts right the
    report before it on the same KPI and day.
    """

    first: Plan
    revised: Plan
    reason: str
    reports: tuple[dict[str, Any], ...]


def demonstration() -> Demonstration:
    """Return the demonstration that the plugin brings; raises Refused where its file is wrong."""
    table = source.read(FILE)
    first = replace(
        load(SEED),
        key=table.text("key"),
        ja=table.text("ja"),
        en=table.text("en"),
        source_ja=table.text("source_ja"),
    )
    revision = table.table("revision")
    revised = replace(
        first,
        label=revision.text("label"),
        supersedes=first.label,
        adopted_on=revision.day("adopted_on"),
        scheme=revision.text("scheme"),
        **_revised(first, revision),
    )
    reason = revision.text("reason")
    revision.done()
    reports = tuple(_report(row) for row in table.rows("reports"))
    table.done()
    return Demonstration(first, revised, reason, reports)


def bring_in(call: Call, owner_org: str) -> Iterator[str]:
    """Bring the demonstration in, or what is missing of it; yield what was done."""
    shown = demonstration()
    one = {"id": shown.first.key}
    known = call("kagakpi_plan_list", example=True, limit=200)["results"]
    row = next((plan for plan in known if plan["slug"] == shown.first.key), None)
    if row is None:
        content = record.as_json(shown.first)
        reason = "見本として登録しました。値はすべて架空です。"
        new = {"owner_org": owner_org, "content": content, "reason": reason, "example": True}
        row = call("kagakpi_plan_create", **new)
        yield shown.first.key
    if row["content_hash"] == record.content_hash(shown.first):
        content = record.as_json(shown.revised)
        call("kagakpi_plan_update", **one, content=content, reason=shown.reason)
        yield shown.revised.label
    yield from _reported(call, shown, one)


def _reported(call: Call, shown: Demonstration, one: dict[str, str]) -> Iterator[str]:
    measured = {kpi.key: kpi.indicator for kpi in shown.first.kpis}
    there: dict[tuple[str, str], list[str]] = {}
    for report in call("kagakpi_observation_list", **one):
        there.setdefault((report["indicator"], report["as_of"]), []).append(report["id"])
    done: dict[tuple[str, str], int] = {}
    for told in shown.reports:
        place = (measured[told["kpi"]], told["as_of"])
        done[place] = done.get(place, 0) + 1
        ids = there.setdefault(place, [])
        if len(ids) >= done[place]:
            continue
        given = {name: value for name, value in told.items() if name != "corrects"}
        if told.get("corrects"):
            given["revises"] = ids[-1]
        ids.append(call("kagakpi_observation_create", **one, **given)["id"])
        yield f"{told['kpi']} {told['as_of']}"


def _revised(first: Plan, revision: Table) -> dict[str, Any]:
    """The KPI with their later targets, and the indicators with their breaks."""
    kpis: dict[str, Kpi] = {kpi.key: kpi for kpi in first.kpis}
    for row in revision.rows("targets"):
        kpi = kpis[row.text("kpi")]
        low, text = row.number("low"), row.text("text")
        later = tuple(
            replace(kpi.targets[0], year=year, low=low, text=text)
            for year in range(row.whole("first"), row.whole("last") + 1)
        )
        kpis[kpi.key] = replace(kpi, targets=(*kpi.targets, *later))
        row.done()
    indicators: dict[str, Indicator] = {one.key: one for one in first.indicators}
    for row in revision.rows("breaks"):
        key = row.text("indicator")
        broken = SeriesBreak(row.whole("year"), row.text("reason_ja"), row.text("reason_en"))
        indicators[key] = replace(indicators[key], breaks=(broken,))
        row.done()
    return {"kpis": tuple(kpis.values()), "indicators": tuple(indicators.values())}


def _report(row: Table) -> dict[str, Any]:
    told: dict[str, Any] = {name: row.text(name, "") for name in _FIELDS}
    if row.flag("corrects", default=False):
        told["corrects"] = True
    row.done()
    return {name: value for name, value in told.items() if value != ""}
