"""That the next version of a plan keeps every promise: one that ends says when and why."""

from __future__ import annotations

import ckan.plugins.toolkit as tk

from ckanext.kagakpi import plan as core
from ckanext.kagakpi.model import Observation, Plan


def nothing_lost(row: Plan, before: core.Plan, content: core.Plan) -> None:
    """Refuse a version that drops a promise or a measure of the one before.

    A correction, which has the same label, may drop a KPI on which nothing was reported: it was
    brought in by mistake. Raises ValidationError.
    """
    try:
        core.ending.kept(before, content)
    except core.Refused as refused:
        there = {kpi.key for kpi in content.kpis}
        gone = [kpi for kpi in before.kpis if kpi.key not in there]
        reported = any(Observation.of(row.id, kpi.indicator) for kpi in gone)
        if content.label != before.label or reported:
            why = f"{refused.message} / {refused.message_en}"
            raise tk.ValidationError({"content": [why]}) from refused
