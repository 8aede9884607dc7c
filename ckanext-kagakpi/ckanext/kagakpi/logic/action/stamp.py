"""The action on the stamp of a plan: the name of everything that is public of it."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.logic import validate
from ckan.types import Context, DataDict

from ckanext.kagakpi import boards, stamp
from ckanext.kagakpi import plan as core
from ckanext.kagakpi.logic import found
from ckanext.kagakpi.logic.schema.plan import of

__all__ = ["kagakpi_plan_stamp_show"]


@tk.side_effect_free
@validate(of)
def kagakpi_plan_stamp_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return a name of everything that is public of a plan, without reading it.

    It is another one after a version, a report, a correction, an evaluation, when a reporting
    round opens or closes or a fiscal year begins, and after an update of the portal. Who keeps a
    copy of the plan need not read it again while it is the same.

    :param id: id or key
    :returns: ``id``, ``slug`` and ``stamp`` (SHA-256)
    :raises NotFound: there is no such plan
    """
    tk.check_access("kagakpi_plan_stamp_show", context, data_dict)
    row = found.plan(data_dict)
    year = core.years.year_of(boards.local_now().date())
    return {"id": row.id, "slug": row.slug, "stamp": stamp.of(row, year)}
