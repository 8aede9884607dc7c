"""Actions on the open draft of a data use: giving it back, and taking it away."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context, DataDict

from ckanext.kaga.shared.caller import caller
from ckanext.kagaconsent import register
from ckanext.kagaconsent.logic import found
from ckanext.kagaconsent.logic.refusal import refused
from ckanext.kagaconsent.logic.schema.data_use import one, seen
from ckanext.kagaconsent.logic.schema.draft import returned
from ckanext.kagaconsent.model import DataUse, DataUseStep, DataUseVersion

__all__ = [
    "kagaconsent_draft_discard",
    "kagaconsent_draft_return",
    "kagaconsent_draft_step_list",
]


@validate(returned)
def kagaconsent_draft_return(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Give a draft that was handed on back to those who write it, saying what has to change.

    :param id: id or short name of the data use
    :param content_hash: of the draft that was read
    :param reason: what has to be changed; those inside read it
    :returns: the data use, as ``kagaconsent_data_use_show`` gives it
    :raises NotFound: there is no such data use
    :raises ValidationError: nothing was handed on, or it changed since
    """
    tk.check_access("kagaconsent_draft_return", context, data_dict)
    use = found.data_use(data_dict, lock=True)
    draft = found.draft(use, data_dict["content_hash"])
    if draft.state != "reviewed":
        raise refused(tk._("Nobody has handed this draft on yet."))
    draft.keep(state="draft", reviewer_id=None)
    if not use.public_number:
        use.state = "draft"
    _step(context, use, draft, "returned", data_dict["reason"])
    model.Session.commit()
    return tk.get_action("kagaconsent_data_use_show")(context, {"id": use.id})


@validate(seen)
def kagaconsent_draft_discard(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Take the draft of a data use away; where nothing was public yet, the data use as well.

    :param id: id or short name of the data use
    :param content_hash: of the draft that was read
    :returns: ``id`` and ``slug``, and ``left``: whether something public is left
    :raises NotFound: there is no such data use
    :raises ValidationError: there is no draft, or it changed since
    """
    tk.check_access("kagaconsent_draft_discard", context, data_dict)
    use = found.data_use(data_dict, lock=True)
    draft = found.draft(use, data_dict["content_hash"])
    told = {"id": use.id, "slug": use.slug, "left": bool(use.public_number)}
    _step(context, use, draft, "discarded", "")
    draft.discard()
    if not use.public_number:
        use.discard()
    model.Session.commit()
    return told


@tk.side_effect_free
@validate(one)
def kagaconsent_draft_step_list(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """Return who took which step with a data use, oldest first; for those inside.

    :param id: id or short name of the data use
    :returns: for each ``number`` of the version, ``step`` (reviewed, returned, published,
        suspended, ended, discarded), ``comment``, ``user_id``, ``user`` (the name shown) and
        ``created`` (UTC)
    :raises NotFound: there is no such data use
    """
    tk.check_access("kagaconsent_draft_step_list", context, data_dict)
    use = found.data_use(data_dict)
    return [register.stepped(step) for step in DataUseStep.of(use.id)]


def _step(context: Context, use: DataUse, draft: DataUseVersion, step: str, comment: str) -> None:
    DataUseStep.add(use.id, draft.number, step, caller(context).id, comment)
