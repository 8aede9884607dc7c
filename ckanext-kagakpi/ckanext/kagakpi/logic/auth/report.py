"""Who writes, looks at and publishes reports: see config/who.md."""

from __future__ import annotations

from ckan.types import AuthResult, Context, DataDict

from ckanext.kagakpi.logic.auth.period import inside, involved
from ckanext.kagakpi.logic.auth.plan import administrator_of
from ckanext.kagakpi.model import Assignment, Period, Plan

__all__ = [
    "kagakpi_report_compute",
    "kagakpi_report_preview_show",
    "kagakpi_report_publish",
    "kagakpi_report_return",
    "kagakpi_report_review",
    "kagakpi_report_save",
    "kagakpi_report_show",
    "kagakpi_report_submit",
]


def kagakpi_report_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors of the organisation in charge, and of the one that reports the KPI."""
    return inside(context, involved(data_dict["period_id"], data_dict["kpi"]))


def kagakpi_report_save(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors of the organisation that reports the KPI."""
    return _reporting(context, data_dict)


def kagakpi_report_preview_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors of the organisation that reports the KPI."""
    return _reporting(context, data_dict)


def kagakpi_report_compute(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors of the organisation that reports the KPI."""
    return _reporting(context, data_dict)


def kagakpi_report_submit(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors of the organisation that reports the KPI."""
    return _reporting(context, data_dict)


def kagakpi_report_review(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors of the organisation in charge; not the writer, which the action sees to."""
    return _in_charge(context, data_dict)


def kagakpi_report_return(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors of the organisation in charge."""
    return _in_charge(context, data_dict)


def kagakpi_report_publish(context: Context, data_dict: DataDict) -> AuthResult:
    """Administrators of the organisation in charge; not the writer, which the action sees to."""
    period = Period.get(data_dict["period_id"])
    return administrator_of(context, period.plan_id if period else "")


def _reporting(context: Context, data_dict: DataDict) -> AuthResult:
    mine = Assignment.get(data_dict["period_id"], data_dict["kpi"])
    return inside(context, {mine.owner_org} if mine else set())


def _in_charge(context: Context, data_dict: DataDict) -> AuthResult:
    period = Period.get(data_dict["period_id"])
    return inside(context, {Plan.get(period.plan_id).owner_org} if period else set())
