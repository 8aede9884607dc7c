"""The data use that an action is about, and its open draft."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import DataDict

from ckanext.kagaconsent.logic.refusal import changed_since, refused
from ckanext.kagaconsent.model import DataUse, DataUseVersion


def data_use(data_dict: DataDict, *, lock: bool = False) -> DataUse:
    """Return the data use of an action's ``id``, with ``lock`` for this transaction alone.

    Raises NotFound.
    """
    use = DataUse.get(data_dict["id"], lock=lock)
    if use is None:
        raise tk.ObjectNotFound(tk._("There is no such data use."))
    return use


def draft(use: DataUse, content_hash: str) -> DataUseVersion:
    """Return the open draft of a data use, which still says what was read.

    Raises ValidationError where there is none, or it says something else by now.
    """
    newest = DataUseVersion.of(use.id)[0]
    if newest.published:
        raise refused(tk._("There is no draft."))
    if newest.content_hash != content_hash:
        raise changed_since()
    return newest
