"""How many of the city's promises were kept."""

from __future__ import annotations

from datetime import date

from ckanext.kagakpi.plan import Assessment, Observation, Overview, assess, by_node, overview
from ckanext.kagakpi.tests.plan.reports import AFTER, report
from ckanext.kagakpi.tests.plan.seed import PLAN

ANY = {kpi.key: PLAN.indicator(kpi) for kpi in PLAN.kpis}


def assessed(*reports: Observation) -> dict[str, Assessment]:
    """Every promise of the plan, by these reports."""
    found = {}
    for kpi in PLAN.kpis:
        promised = kpi.target(2020)
        assert promised is not None
        found[kpi.key] = assess(promised, ANY[kpi.key], reports, AFTER)
    return found


REPORTS = (
    report(ANY["open-data"], 3),
    report(ANY["iot"], 4),
    report(ANY["my-number-card"], "0.5"),
    report(ANY["website"], 1_900_000, as_of=date(2021, 2, 28)),
    report(ANY["platform-in-products"], text_ja="1件を更新"),
)


def test_the_plan_in_one_sentence() -> None:
    found = overview(assessed(*REPORTS))
    assert found == Overview(kept=1, on_the_way=2, not_kept=2, not_reported=10, not_applicable=0)
    assert found.ja == ("15件の目標のうち、達成1件、途中経過2件、未達成2件、報告なし10件です。")
    assert found.en == ("Of 15 targets, 1 kept, 2 on the way, 2 not kept, 10 not reported.")


def test_a_promise_that_is_shown_twice_counts_where_its_measure_stands() -> None:
    parts = by_node(PLAN, assessed(*REPORTS))
    assert {key: part.promises for key, part in parts.items()} == {
        "online": 1,
        "open-data": 3,
        "my-number": 1,
        "inclusion": 4,
        "systems": 4,
        "other": 2,
    }
    assert parts["my-number"].not_kept == 1
    assert parts["online"].not_kept == 0


def test_a_plan_without_reports_is_not_a_failed_one() -> None:
    found = overview(assessed())
    assert (found.not_reported, found.not_kept) == (15, 0)
