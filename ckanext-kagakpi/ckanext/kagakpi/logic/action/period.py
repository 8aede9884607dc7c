"""Actions on reporting rounds: opening, closing, seeing how far they are."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context, DataDict

from ckanext.kaga.common.times import iso, now
from ckanext.kaga.shared.caller import caller
from ckanext.kagakpi import boards
from ckanext.kagakpi import plan as core
from ckanext.kagakpi.logic import found
from ckanext.kagakpi.logic.schema.period import of, one, opened
from ckanext.kagakpi.model import Assignment, Period, Plan, Report
from ckanext.kagakpi.model.period import Opened

__all__ = [
    "kagakpi_period_close",
    "kagakpi_period_list",
    "kagakpi_period_open",
    "kagakpi_period_show",
]


@validate(opened)
def kagakpi_period_open(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Open a reporting round: as of which day, until when, and who reports which KPI.

    :param id: id or key of the plan
    :param as_of: the day of the values, the last of the fiscal year or one within it
    :param due: until when to report; everybody sees it
    :param assignments: ``{key of a KPI: id or name of an organisation}``; the others are with the
        organisation in charge of the plan (optional)
    :returns: the round, as ``kagakpi_period_show`` gives it
    :raises NotFound: there is no such plan
    :raises ValidationError: there is a round for the day, or no such KPI or organisation
    """
    tk.check_access("kagakpi_period_open", context, data_dict)
    row = found.plan(data_dict, lock=True)
    as_of = data_dict["as_of"]
    owners = _owners(row, core.years.year_of(as_of), data_dict["assignments"])
    try:
        period = Period.add(
            plan_id=row.id,
            year=core.years.year_of(as_of),
            as_of=as_of,
            due=data_dict["due"],
            user_id=caller(context).id,
        )
    except Opened as error:
        why = tk._("The plan has a reporting round for this day already.")
        raise tk.ValidationError({"as_of": [why]}) from error
    Assignment.add_all(period.id, owners)
    model.Session.commit()
    return _told(period)


@validate(one)
def kagakpi_period_close(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Close a round: nothing new is reported; what is published can still be put right.

    :param period_id: of the round
    :returns: the round, as ``kagakpi_period_show`` gives it
    :raises NotFound: there is no such round
    """
    tk.check_access("kagakpi_period_close", context, data_dict)
    period = _found(data_dict, lock=True)
    period.closed = period.closed or now()
    model.Session.commit()
    return _told(period)


@tk.side_effect_free
@validate(of)
def kagakpi_period_list(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """Return the rounds of a plan to those who report in them or are in charge, newest first.

    :param id: id or key of the plan
    :returns: for each ``id``, ``year``, ``as_of``, ``due``, ``opened`` and ``closed`` (UTC)
    :raises NotFound: there is no such plan
    """
    tk.check_access("kagakpi_period_list", context, data_dict)
    row = found.plan(data_dict)
    return [_summed(period) for period in Period.of(row.id)]


@tk.side_effect_free
@validate(one)
def kagakpi_period_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return a round with who reports what and how far each report is.

    :param period_id: of the round
    :returns: as in the list, with ``plan`` (its key) and ``assignments`` (``kpi``, ``owner_org``,
        ``owner``, ``state``: empty, draft, submitted, reviewed or published)
    :raises NotFound: there is no such round
    """
    tk.check_access("kagakpi_period_show", context, data_dict)
    return _told(_found(data_dict))


def _owners(row: Plan, year: int, asked: dict[str, str]) -> dict[str, str]:
    """Who reports each KPI that is not over by the year, by id."""
    kpis = [kpi.key for kpi in boards.of(row).plan.kpis if kpi.runs(year)]
    if set(asked) - set(kpis):
        raise tk.ValidationError({"assignments": [tk._("There is no such KPI in the plan.")]})
    owners = dict.fromkeys(kpis, row.owner_org)
    for kpi, name in asked.items():
        organization = model.Group.get(name)
        if organization is None or not organization.is_organization:
            raise tk.ValidationError({"assignments": [tk._("Organization not found")]})
        owners[kpi] = organization.id
    return owners


def _told(period: Period) -> dict[str, Any]:
    states = {report.kpi: report.state for report in Report.of(period.id)}
    names = {}
    assignments = []
    for assigned in Assignment.of(period.id):
        if assigned.owner_org not in names:
            owner = model.Group.get(assigned.owner_org)
            names[assigned.owner_org] = (owner.title or owner.name) if owner else ""
        assignments.append(
            {
                "kpi": assigned.kpi,
                "owner_org": assigned.owner_org,
                "owner": names[assigned.owner_org],
                "state": states.get(assigned.kpi, "empty"),
            }
        )
    plan = Plan.get(period.plan_id)
    return {**_summed(period), "plan": plan.slug, "assignments": assignments}


def _summed(period: Period) -> dict[str, Any]:
    return {
        "id": period.id,
        "year": period.year,
        "as_of": period.as_of.isoformat(),
        "due": period.due.isoformat(),
        "opened": iso(period.opened),
        "closed": iso(period.closed) if period.closed else None,
    }


def _found(data_dict: DataDict, *, lock: bool = False) -> Period:
    period = Period.get(data_dict["period_id"], lock=lock)
    if period is None:
        raise tk.ObjectNotFound(tk._("There is no such reporting round."))
    return period
