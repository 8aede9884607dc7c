"""The plan and its KPI as plain Python: definitions and reports in, states and reasons out.

An indicator says what is measured, a target what is promised of it for a fiscal year, an
observation what was reported; none is a copy of another. Data are ``Decimal``; what is derived
is exact and never stored. Nothing here knows today's date: it is given.
"""

from __future__ import annotations

from ckanext.kagakpi.plan import adding, again, edit, ending, record, sheet, shown, years
from ckanext.kagakpi.plan.actual import Actual, actual
from ckanext.kagakpi.plan.assess import Assessment, State, assess
from ckanext.kagakpi.plan.compare import Comparison, compare
from ckanext.kagakpi.plan.demonstration import Demonstration, bring_in, demonstration
from ckanext.kagakpi.plan.evaluation import NextAction
from ckanext.kagakpi.plan.indicator import Better, Indicator, SeriesBreak, Time, ValueKind
from ckanext.kagakpi.plan.load import load, ratings, scheme_of
from ckanext.kagakpi.plan.model import Kpi, Measure, Node, Place, Plan, Statement
from ckanext.kagakpi.plan.observation import (
    Observation,
    Standing,
    appended,
    current,
    known_at,
    latest,
    revisions,
)
from ckanext.kagakpi.plan.overview import Overview, by_node, overview
from ckanext.kagakpi.plan.plausible import WARNINGS, Warned, warnings
from ckanext.kagakpi.plan.rating import Grade, GradeRule, Measured, RatingScheme
from ckanext.kagakpi.plan.refusal import REFUSALS, Refused
from ckanext.kagakpi.plan.target import Basis, Comparator, Target
from ckanext.kagakpi.plan.told import Told, told
from ckanext.kagakpi.plan.versions import in_force, target_history, target_of
from ckanext.kagakpi.plan.workbook import Asked, report_xlsx
from ckanext.kagakpi.plan.workbook_load import Filled, WrongBook, read_reports

__all__ = [
    "REFUSALS",
    "WARNINGS",
    "Actual",
    "Asked",
    "Assessment",
    "Basis",
    "Better",
    "Comparator",
    "Comparison",
    "Demonstration",
    "Filled",
    "Grade",
    "GradeRule",
    "Indicator",
    "Kpi",
    "Measure",
    "Measured",
    "NextAction",
    "Node",
    "Observation",
    "Overview",
    "Place",
    "Plan",
    "RatingScheme",
    "Refused",
    "SeriesBreak",
    "Standing",
    "State",
    "Statement",
    "Target",
    "Time",
    "Told",
    "ValueKind",
    "Warned",
    "WrongBook",
    "actual",
    "adding",
    "again",
    "appended",
    "assess",
    "bring_in",
    "by_node",
    "compare",
    "current",
    "demonstration",
    "edit",
    "ending",
    "in_force",
    "known_at",
    "latest",
    "load",
    "overview",
    "ratings",
    "read_reports",
    "record",
    "report_xlsx",
    "revisions",
    "scheme_of",
    "sheet",
    "shown",
    "target_history",
    "target_of",
    "told",
    "warnings",
    "years",
]
