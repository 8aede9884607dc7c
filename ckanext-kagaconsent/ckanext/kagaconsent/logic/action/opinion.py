"""Actions on the opinions of the reviewing body."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context, DataDict

from ckanext.kaga.shared.caller import caller
from ckanext.kagaconsent import register, roles
from ckanext.kagaconsent.logic.refusal import changed_since, refused
from ckanext.kagaconsent.logic.schema.data_use import one
from ckanext.kagaconsent.logic.schema.opinion import add
from ckanext.kagaconsent.model import DataUse, DataUseVersion, Opinion

__all__ = ["kagaconsent_opinion_add", "kagaconsent_opinion_list"]


@validate(add)
def kagaconsent_opinion_add(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Say what the reviewing body thinks of a version; public with that version, for good.

    :param id: id or short name of the data use
    :param number: of the version: a public one, or a draft that was handed on
    :param content_hash: of what was read
    :param text: the opinion
    :returns: the opinion, as ``kagaconsent_opinion_list`` gives it
    :raises NotFound: there is no such version
    :raises ValidationError: it was not handed on, or it changed since
    """
    tk.check_access("kagaconsent_opinion_add", context, data_dict)
    use = DataUse.get(data_dict["id"], lock=True)
    version = DataUseVersion.get(use.id, data_dict["number"]) if use else None
    if use is None or version is None:
        raise tk.ObjectNotFound(tk._("There is no such version."))
    if version.content_hash != data_dict["content_hash"]:
        raise changed_since()
    if version.state == "draft":
        raise refused(tk._("Nobody has handed this draft on yet."))
    user = caller(context)
    opinion = Opinion.add(
        data_use_id=use.id,
        number=version.number,
        content_hash=version.content_hash,
        body=roles.body_of(user.name) or tk._("System administrator"),
        text=data_dict["text"].strip(),
        user_id=user.id,
    )
    model.Session.commit()
    return register.opined(opinion)


@tk.side_effect_free
@validate(one)
def kagaconsent_opinion_list(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """Return what the reviewing body says of the versions of a data use, oldest first.

    :param id: id or short name of the data use
    :returns: for each ``number`` of the version, ``content_hash``, ``body`` (the name of the
        reviewing body), ``text`` and ``created`` (UTC); those about a draft to those inside
    :raises NotFound: there is no such data use
    """
    tk.check_access("kagaconsent_opinion_list", context, data_dict)
    use = DataUse.get(data_dict["id"])
    if use is None:
        raise tk.ObjectNotFound(tk._("There is no such data use."))
    return register.opinions(use, inside=register.sees_drafts(context, use))
