"""Who is responsible for the data uses of the register, and how they keep the six policies."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context, DataDict

from ckanext.kaga.common.times import today
from ckanext.kagaconsent import ledger
from ckanext.kagaconsent.model import Listing

__all__ = ["kagaconsent_party_list"]

_SUMS = {"s": "stated", "p": "part", "o": "open"}
"""What each letter of ``ledger.marks`` is counted as."""


@tk.side_effect_free
def kagaconsent_party_list(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """Sum up for each responsible party what is public, by name.

    :returns: for each ``name_ja``, ``count`` of data uses that have not ended, ``overdue`` (how
        many of them were not looked at anew in time) and ``policies``: for each of the six
        ``key``, ``number``, ``title_ja``, ``title_en`` and in how many data uses it is
        ``stated`` whole, in ``part``, or not at all (``open``)
    """
    tk.check_access("kagaconsent_party_list", context, data_dict)
    found: dict[str, dict[str, Any]] = {}
    for row in Listing.summed(today()):
        party = found.setdefault(row.party, _nothing_of(row.party))
        party["count"] += row.count
        party["overdue"] += row.overdue
        for mark, policy in zip(row.policies, party["policies"], strict=True):
            policy[_SUMS[mark]] += row.count
    return sorted(found.values(), key=lambda one: one["name_ja"])


def _nothing_of(name: str) -> dict[str, Any]:
    """The sums of a party before anything is counted."""
    return {
        "name_ja": name,
        "count": 0,
        "overdue": 0,
        "policies": [
            {
                "key": one.key,
                "number": one.number,
                "title_ja": one.ja,
                "title_en": one.en,
                **dict.fromkeys(_SUMS.values(), 0),
            }
            for one in ledger.plan()
        ],
    }
