"""CKAN's own actions that write records, with the personal-data gate before them."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Action, Context, DataDict

from ckanext.kaga import records, reviews

__all__ = ["datastore_create", "datastore_upsert"]


@tk.chained_action
def datastore_create(original_action: Action, context: Context, data_dict: DataDict) -> Any:
    """Make a table or add to it, as CKAN does, unless the records hold personal data.

    :raises ValidationError: on ``records``, which says in which record and column; or that a
        second person has to approve what becomes public
    """
    _inspect("datastore_create", context, data_dict)
    return original_action(context, data_dict)


@tk.chained_action
def datastore_upsert(original_action: Action, context: Context, data_dict: DataDict) -> Any:
    """Write records into a table, as CKAN does, unless they hold personal data.

    :raises ValidationError: on ``records``, which says in which record and column; or that a
        second person has to approve what becomes public
    """
    _inspect("datastore_upsert", context, data_dict)
    return original_action(context, data_dict)


def _inspect(action: str, context: Context, data_dict: DataDict) -> None:
    if not data_dict.get("records"):
        return
    # Looking costs time, which is for those who may write. What is wrong with the rest of the
    # request is CKAN's to say.
    with suppress(tk.ObjectNotFound, tk.ValidationError):
        asked = {name: value for name, value in data_dict.items() if name != "records"}
        tk.check_access(action, tk.fresh_context(context), asked)
    records.refuse(data_dict["records"])
    if reviews.asks_two_people(context) and _is_public(data_dict):
        raise tk.ValidationError(
            {
                "records": [
                    tk._(
                        "A second person approves what becomes public here. Nothing was written; "
                        "hand the table in as a file, which waits for the approval."
                    )
                ]
            }
        )


def _is_public(data_dict: DataDict) -> bool:
    """Whether records would become public by being written; CKAN says what is not there."""
    resource = model.Resource.get(data_dict.get("resource_id"))
    asked = data_dict.get("resource") or {}
    package = resource.package if resource else model.Package.get(asked.get("package_id"))
    return package is not None and not package.private
