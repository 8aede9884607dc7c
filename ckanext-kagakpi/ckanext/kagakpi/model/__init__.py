"""Tables of the plan and all of their SQL; one module per noun."""

from __future__ import annotations

from ckanext.kagakpi.model.assignment import Assignment
from ckanext.kagakpi.model.draft import Draft
from ckanext.kagakpi.model.evaluation import Evaluation
from ckanext.kagakpi.model.observation import Observation
from ckanext.kagakpi.model.period import Period
from ckanext.kagakpi.model.plan import Plan
from ckanext.kagakpi.model.plan_version import PlanVersion
from ckanext.kagakpi.model.reminder import Reminder
from ckanext.kagakpi.model.report import Report

__all__ = [
    "Assignment",
    "Draft",
    "Evaluation",
    "Observation",
    "Period",
    "Plan",
    "PlanVersion",
    "Reminder",
    "Report",
]
