"""The demonstration holds together, and says everywhere that it is one."""

from __future__ import annotations

from ckanext.kagakpi.plan import NextAction, demonstration, record
from ckanext.kagakpi.tests.plan.seed import PLAN


def test_it_is_another_plan_and_says_so() -> None:
    shown = demonstration()
    assert shown.first.key != PLAN.key
    for plan in (shown.first, shown.revised):
        assert "例" in plan.ja
        assert "xample" in plan.en
        assert "架空" in plan.source_ja
        assert record.read(record.as_json(plan)) == plan
    later = [target for kpi in shown.revised.kpis for target in kpi.targets if target.year > 2020]
    assert all("見本" in target.text for target in later)


def test_the_citys_own_plan_is_reported_by_nobody_here() -> None:
    shown = demonstration()
    first = {kpi.key: kpi.targets for kpi in PLAN.kpis}
    assert {kpi.key: kpi.targets for kpi in shown.first.kpis} == first
    assert {report["kpi"] for report in shown.reports} < set(first)
    kinds = {report["next_kind"] for report in shown.reports if "next_kind" in report}
    assert kinds <= set(NextAction)
    words = [report[name] for report in shown.reports for name in report if name.endswith("_ja")]
    assert all("見本" in text for text in words)
