"""The action on a KPI: everything that is public of it."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.logic import validate
from ckan.types import Context, DataDict

from ckanext.kagakpi import boards, promises
from ckanext.kagakpi.logic import found
from ckanext.kagakpi.logic.schema.plan import kpi

__all__ = ["kagakpi_kpi_show"]


@tk.side_effect_free
@validate(kpi)
def kagakpi_kpi_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return one KPI: what was promised, where it stands, why, and every report on it.

    :param id: id or key of the plan
    :param kpi: key of the KPI
    :param year: fiscal year (optional: the newest that has begun)
    :returns: ``plan``, ``kpi``, ``text``, ``measure``, ``indicator``, ``places``, ``year``,
        ``years``, ``promise`` (None where nothing is promised for the year), ``series`` (by
        year: what was promised and reported), ``reports`` (newest first, corrected ones too,
        each with why), ``evaluations`` (newest first), ``next_due``, ``ended`` (where the promise
        ended: ``last_year``, ``ended_ja`` and the ``label`` and ``adopted_on`` of the version that
        says so; None where it goes on)
    :raises NotFound: there is no such plan, or no such KPI in its newest version
    """
    tk.check_access("kagakpi_kpi_show", context, data_dict)
    whole = boards.of(found.plan(data_dict))
    kept = whole.plan.kpi(data_dict["kpi"])
    if kept is None:
        raise tk.ObjectNotFound(tk._("There is no such KPI in the plan."))
    return promises.kpi_told(whole, kept, data_dict.get("year"))
