"""Actions on what became public and when: the changes of the register."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.logic import validate
from ckan.types import Context, DataDict

from ckanext.kaga.common.times import iso
from ckanext.kagaconsent import register
from ckanext.kagaconsent.logic.schema.reading import nothing, part
from ckanext.kagaconsent.model import DataUseVersion

__all__ = ["kagaconsent_change_list", "kagaconsent_register_show"]


@tk.side_effect_free
@validate(part)
def kagaconsent_change_list(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """Return what became public in the register, the newest first.

    :param limit: how many, at most 200 (50)
    :param offset: how many to leave out before (0)
    :returns: for each version ``data_use_id``, ``slug``, ``title_ja``, ``title_easy_ja``,
        ``title_en``, ``agency``, ``department``, ``example``, ``number``, ``state`` (published,
        suspended, ended), ``content_hash``, ``reason``, ``created`` and ``published`` (UTC)
    """
    tk.check_access("kagaconsent_change_list", context, data_dict)
    found = DataUseVersion.published_last(data_dict["limit"], data_dict["offset"])
    return [
        {
            "data_use_id": version.data_use_id,
            **register.headed(version.content),
            **register.summed(version, inside=False),
        }
        for version in found
    ]


@tk.side_effect_free
@validate(nothing)
def kagaconsent_register_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return where the register stands: nothing in it changed while this stays the same.

    :returns: ``versions``, how many are public of all data uses; ``changed`` (UTC), when the
        last of them became so, None while none is
    """
    tk.check_access("kagaconsent_register_show", context, data_dict)
    count, newest = DataUseVersion.standing()
    return {"versions": count, "changed": iso(newest) if newest else None}
