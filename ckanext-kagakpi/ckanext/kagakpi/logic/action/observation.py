"""Actions on reports: listing what is public, filling an example."""

from __future__ import annotations

import uuid
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context, DataDict

from ckanext.kaga.shared.caller import caller
from ckanext.kagakpi import boards, promises, reports
from ckanext.kagakpi.logic import found
from ckanext.kagakpi.logic.schema.observation import create, listing
from ckanext.kagakpi.model import Observation

__all__ = ["kagakpi_observation_create", "kagakpi_observation_list"]


@validate(create)
def kagakpi_observation_create(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Add a report to an example at once; the city's own reports go through a reporting round.

    :param id: id or key of the example plan
    :param kpi: key of the KPI
    :param as_of: the day of the value, which also says the fiscal year
    :param value: the number; or ``numerator`` and ``denominator``; or ``text_ja`` and ``met``
        where a person judges
    :param standing: final, provisional, estimated, missing (with ``missing_ja``), not_applicable
    :param revises: id of the report that this one puts right, with ``reason`` (optional)
    :param evidence: links, each with ``label`` and ``url`` (optional)
    :param cause_ja: why it is so (optional), with ``next_ja`` and ``next_kind``: what comes next
    :returns: the report, as ``kagakpi_observation_list`` gives it
    :raises NotFound: there is no such plan or KPI
    :raises ValidationError: the plan is the city's own, or the report cannot be
    """
    tk.check_access("kagakpi_observation_create", context, data_dict)
    row = found.plan(data_dict, lock=True)
    if not row.example:
        why = tk._("Values of the city's own plan are reported in a round, with a second person.")
        raise tk.ValidationError({"id": [why]})
    shown = boards.of(row)
    kpi = shown.plan.kpi(data_dict["kpi"])
    if kpi is None:
        raise tk.ObjectNotFound(tk._("There is no such KPI in the plan."))
    new = reports.checked(shown, kpi, data_dict, str(uuid.uuid4()))
    me = caller(context).id
    added = reports.publish(row, kpi, new, data_dict, user_id=me, approver_id=me)
    model.Session.commit()
    return promises.report(added, current=True)


@tk.side_effect_free
@validate(listing)
def kagakpi_observation_list(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """Return every report on a plan, the oldest first, corrected ones too.

    :param id: id or key of the plan
    :param indicator: only those on one indicator (optional)
    :returns: for each ``indicator``, ``year``, ``as_of``, ``value``, ``numerator``,
        ``denominator``, ``text_ja``, ``met``, ``standing``, ``missing_ja``, ``revises``,
        ``reason``, ``source``, ``evidence``, ``query_hash``, ``at`` (UTC) and ``current``
        (no later one puts it right); numbers are text
    :raises NotFound: there is no such plan
    """
    tk.check_access("kagakpi_observation_list", context, data_dict)
    row = found.plan(data_dict)
    rows = Observation.of(row.id, data_dict.get("indicator"))
    superseded = {one.revises for one in rows if one.revises}
    return [promises.report(one, current=one.id not in superseded) for one in rows]
