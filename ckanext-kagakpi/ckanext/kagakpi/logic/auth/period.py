"""Who opens, closes and sees reporting rounds: see config/who.md."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ckanext.kagakpi import roles
from ckanext.kagakpi.logic.auth.plan import administrator_of
from ckanext.kagakpi.model import Assignment, Period, Plan

__all__ = [
    "kagakpi_period_close",
    "kagakpi_period_list",
    "kagakpi_period_open",
    "kagakpi_period_show",
]


def kagakpi_period_open(context: Context, data_dict: DataDict) -> AuthResult:
    """Administrators of the organisation in charge of the plan."""
    return administrator_of(context, data_dict["id"])


def kagakpi_period_close(context: Context, data_dict: DataDict) -> AuthResult:
    """Administrators of the organisation in charge of the plan."""
    period = Period.get(data_dict["period_id"])
    return administrator_of(context, period.plan_id if period else "")


def kagakpi_period_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors of the organisation in charge, and of those that report."""
    plan = Plan.get(data_dict["id"])
    periods = Period.of(plan.id) if plan else []
    reporting = {one.owner_org for period in periods for one in Assignment.of(period.id)}
    return inside(context, {plan.owner_org, *reporting} if plan else set())


def kagakpi_period_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors of the organisation in charge, and of those that report in the round."""
    return inside(context, involved(data_dict["period_id"]))


def involved(period_id: str, kpi: str | None = None) -> set[str]:
    """The organisations in charge of a round, and those that report in it (or ``kpi``)."""
    period = Period.get(period_id)
    if period is None:
        return set()
    reporting = {one.owner_org for one in Assignment.of(period.id) if kpi in {None, one.kpi}}
    return {Plan.get(period.plan_id).owner_org, *reporting}


def inside(context: Context, organizations: set[str]) -> AuthResult:
    """Editors of any of some organisations; nobody where there is none."""
    user = context.get("user", "")
    if any(roles.is_inside(user, one) for one in organizations):
        return {"success": True}
    return {"success": False, "msg": tk._("There is no such reporting round for you.")}
