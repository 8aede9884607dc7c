"""A new passphrase for a person who lost the one of a case."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context, DataDict

from ckanext.kaga.common import times
from ckanext.kaga.shared.caller import caller
from ckanext.kagaconsent.casework import Event
from ckanext.kagaconsent.logic.schema.case import renew
from ckanext.kagaconsent.model import Case, CaseEvent
from ckanext.kagaconsent.reference import new_secret, secret_hash

__all__ = ["kagaconsent_case_secret_renew"]


@validate(renew)
def kagaconsent_case_secret_renew(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Give a case a new passphrase; the old one opens nothing from now on.

    It is in the trail, which the person reads, too.

    :param reference: number of the case
    :param how: how the person was recognised
    :returns: ``reference`` and ``secret``, here and never again
    :raises NotAuthorized: there is no such case for the caller
    """
    tk.check_access("kagaconsent_case_secret_renew", context, data_dict)
    case = Case.get(data_dict["reference"], lock=True)
    if case is None:
        raise tk.ObjectNotFound(tk._("There is no such case for you."))
    secret = new_secret()
    CaseEvent.add(
        case.id,
        event=Event.SECRET_RENEWED.value,
        happened_on=times.today(),
        reason="",
        detail={"how": data_dict["how"]},
        user_id=caller(context).id,
    )
    case.keep(secret_hash=secret_hash(case.reference, secret))
    model.Session.commit()
    return {"reference": case.reference, "secret": secret}
