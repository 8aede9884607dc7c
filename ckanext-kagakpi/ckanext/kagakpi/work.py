"""What waits in the reporting rounds: each report that somebody has to take further."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ckanext.kagakpi import boards, roles
from ckanext.kagakpi import plan as core
from ckanext.kagakpi.model import Assignment, Period, Plan, PlanVersion, Report

TASKS = {"empty": "write", "draft": "write", "submitted": "review", "reviewed": "publish"}
"""What a report waits for, by its state: the one who reports it, or the one in charge."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A report that waits for ``task``, with those who may do it: editors of ``organization``.

    ``writer`` is the id of who wrote it, and neither looks at it nor publishes it.
    """

    period: Period
    plan: Plan
    content: core.Plan
    kpi: core.Kpi
    report: Report | None
    task: str
    organization: str
    owner_org: str

    @property
    def writer(self) -> str | None:
        """Who wrote the report, where somebody did."""
        return self.report.user_id if self.report else None

    def is_for(self, user_name: str, user_id: str) -> bool:
        """Tell whether the next step is this person's to take."""
        if self.task == "write":
            return roles.is_inside(user_name, self.organization)
        if self.writer == user_id:
            return False
        if self.task == "publish":
            return roles.publishes(user_name, self.organization)
        return roles.is_inside(user_name, self.organization)

    def days_left(self, today: dt.date) -> int:
        """How many days are left until it is due; below 0 it is late."""
        days: int = (self.period.due - today).days
        return days


def waiting() -> Iterator[Waiting]:
    """Return every report that waits, the first due first; what ended waits no more."""
    for period in Period.moving():
        plan = Plan.get(period.plan_id)
        content = boards.parsed(PlanVersion.of(plan.id)[0])
        reports = {one.kpi: one for one in Report.of(period.id)}
        for assigned in Assignment.of(period.id):
            kpi, report = content.kpi(assigned.kpi), reports.get(assigned.kpi)
            task = TASKS.get(report.state if report else "empty")
            over = period.closed is not None and not (report and report.observation_id)
            if kpi is None or (report is None and not kpi.runs(period.year)):
                continue
            if task is not None and not over:
                charged = assigned.owner_org if task == "write" else plan.owner_org
                yield Waiting(period, plan, content, kpi, report, task, charged, assigned.owner_org)
