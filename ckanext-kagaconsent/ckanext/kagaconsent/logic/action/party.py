"""Who is responsible for the data uses of the register, and how they keep the six policies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context, DataDict

from ckanext.kagaconsent import ledger, register
from ckanext.kagaconsent.model import DataUse, Listing
from ckanext.kagaconsent.model.data_use import Listed

__all__ = ["kagaconsent_party_list"]

AT_A_TIME = 200


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
    for row in _every():
        if row.version.state != "ended":
            _add(found, ledger.read_use(row.version.content), register.is_overdue(row.version))
    return sorted(found.values(), key=lambda one: one["name_ja"])


def _every() -> Iterator[Listed]:
    slugs = Listing.found(words=(), facets={}, limit=AT_A_TIME, counted=False).slugs
    while slugs:
        yield from DataUse.public(slugs)
        slugs = Listing.found(
            words=(), facets={}, limit=AT_A_TIME, after=slugs[-1], counted=False
        ).slugs


def _add(found: dict[str, dict[str, Any]], use: ledger.DataUse, overdue: bool) -> None:
    name = use.controller.name_ja if use.controller else ""
    party = found.setdefault(
        name,
        {
            "name_ja": name,
            "count": 0,
            "overdue": 0,
            "policies": [
                {
                    "key": one.key,
                    "number": one.number,
                    "title_ja": one.ja,
                    "title_en": one.en,
                    "stated": 0,
                    "part": 0,
                    "open": 0,
                }
                for one in ledger.plan()
            ],
        },
    )
    party["count"] += 1
    party["overdue"] += overdue
    for kept, sum_ in zip(ledger.policies(use), party["policies"], strict=True):
        sum_["stated" if kept.stated else "part" if kept.how else "open"] += 1
