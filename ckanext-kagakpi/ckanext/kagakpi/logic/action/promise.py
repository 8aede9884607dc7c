"""The action on promises: every one of a plan, in one reading."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.logic import validate
from ckan.types import Context, DataDict

from ckanext.kagakpi import boards, promises
from ckanext.kagakpi.logic import found
from ckanext.kagakpi.logic.schema.promise import listing

__all__ = ["kagakpi_promise_list"]


@tk.side_effect_free
@validate(listing)
def kagakpi_promise_list(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return a plan with its promises of every fiscal year and where each stands.

    :param id: id or key of the plan
    :param number: as this version of the plan has it, with what is reported now (optional: the
        newest)
    :returns: as in ``kagakpi_plan_list``, with ``lead_ja``, ``source_ja``, ``licence_ja``,
        ``years`` and ``promises``, by year, as in ``kagakpi_plan_show``
    :raises NotFound: there is no such plan, or no such version
    """
    tk.check_access("kagakpi_promise_list", context, data_dict)
    row = found.plan(data_dict)
    return promises.every_promise(boards.of(row, number=data_dict.get("number")))
