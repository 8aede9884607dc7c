"""Actions on the places of the register."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.logic import validate
from ckan.types import Context, DataDict

from ckanext.kagaconsent import register
from ckanext.kagaconsent.ledger.place import position
from ckanext.kagaconsent.logic.schema.reading import places
from ckanext.kagaconsent.model import DataUse, Listing

__all__ = ["kagaconsent_place_list"]

PLACES = 500
"""So many places are told at most: more would be one blot."""


@tk.side_effect_free
@validate(places)
def kagaconsent_place_list(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """Return where the public data uses of a list have their places, at most 500.

    :param q: and the filters of ``kagaconsent_data_use_list`` (optional)
    :param limit: of how many data uses, at most 200 (200)
    :returns: for each place ``slug``, ``title_ja``, ``title_easy_ja``, ``title_en``,
        ``description_ja``, ``sign_posted``, and ``latitude`` and ``longitude`` in degrees, None
        where the place is only described
    """
    tk.check_access("kagaconsent_place_list", context, data_dict)
    found = dict(
        Listing.places_of(
            words=register.words(data_dict["q"]),
            facets=register.facets(data_dict),
            limit=data_dict["limit"],
        )
    )
    told = []
    for row in DataUse.public(found):
        for place in found[row.use.slug]:
            where = position(place.get("geojson", ""))
            told.append(
                {
                    **register.headed(row.version.content),
                    "description_ja": place.get("description_ja", ""),
                    "sign_posted": place.get("sign_posted"),
                    "latitude": where[0] if where else None,
                    "longitude": where[1] if where else None,
                }
            )
    return told[:PLACES]
