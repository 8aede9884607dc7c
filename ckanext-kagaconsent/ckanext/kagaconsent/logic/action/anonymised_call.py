"""Actions on the calls for proposals about anonymised information (法110条)."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context, DataDict

from ckanext.kaga.common.times import today
from ckanext.kaga.shared.caller import caller
from ckanext.kagaconsent import file_ledger
from ckanext.kagaconsent.logic.schema.anonymised_call import create, update
from ckanext.kagaconsent.model import AnonymisedCall, FileLedger, FileLedgerVersion

__all__ = [
    "kagaconsent_anonymised_call_create",
    "kagaconsent_anonymised_call_list",
    "kagaconsent_anonymised_call_update",
]


@validate(create)
def kagaconsent_anonymised_call_create(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Announce a call for proposals; it is public at once.

    :param owner_org: id or name of the organisation
    :param opens: first day on which proposals are taken
    :param closes: last day
    :param files: ids or short names of public files that are open to proposals (a list)
    :param desk: where proposals go: name, address, telephone
    :param summary: what the call is about
    :returns: the call, as ``kagaconsent_anonymised_call_list`` gives it
    :raises NotFound: there is no such organisation
    :raises ValidationError: the days are in the wrong order, or a file is not in the public ledger
    """
    organization = model.Group.get(data_dict["owner_org"])
    if organization is None or not organization.is_organization:
        raise tk.ObjectNotFound(tk._("Organization not found"))
    tk.check_access("kagaconsent_anonymised_call_create", context, data_dict)
    call = AnonymisedCall.add(owner_org=organization.id, **_kept(context, data_dict))
    model.Session.commit()
    return _told(call)


@validate(update)
def kagaconsent_anonymised_call_update(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Write a call anew; what it said before is not kept.

    :param id: id of the call
    :returns: the call; takes what ``kagaconsent_anonymised_call_create`` takes
    :raises NotFound: there is no such call
    :raises ValidationError: as for ``kagaconsent_anonymised_call_create``
    """
    tk.check_access("kagaconsent_anonymised_call_update", context, data_dict)
    call = AnonymisedCall.get(data_dict["id"])
    if call is None:
        raise tk.ObjectNotFound(tk._("There is no such call."))
    call.keep(**_kept(context, data_dict))
    model.Session.commit()
    return _told(call)


@tk.side_effect_free
def kagaconsent_anonymised_call_list(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """Return all calls, the one that closes last first.

    :returns: for each ``id``, ``owner_org``, ``opens``, ``closes``, ``state`` (coming, open,
        over), ``desk``, ``summary``, ``files`` (``slug``, ``file_name`` of those still public)
    """
    tk.check_access("kagaconsent_anonymised_call_list", context, data_dict)
    return [_told(call) for call in AnonymisedCall.every()]


def _kept(context: Context, data_dict: DataDict) -> dict[str, Any]:
    opens, closes = data_dict["opens"].date(), data_dict["closes"].date()
    if opens > closes:
        raise tk.ValidationError({"closes": [tk._("The last day is before the first.")]})
    files = [FileLedger.get(name) for name in data_dict["files"]]
    for name, file in zip(data_dict["files"], files, strict=True):
        if file is None or not file_ledger.is_shown(file):
            why = tk._("{name} is not in the public file ledger.").format(name=name)
            raise tk.ValidationError({"files": [why]})
    return {
        "opens": opens,
        "closes": closes,
        "file_ids": [file.id for file in files if file],
        "desk": data_dict["desk"],
        "summary": data_dict["summary"],
        "user_id": caller(context).id,
    }


def _told(call: AnonymisedCall) -> dict[str, Any]:
    day = today()
    state = "coming" if day < call.opens else "over" if day > call.closes else "open"
    files = [file for id_ in call.file_ids if (file := FileLedger.get(id_))]
    shown = [file for file in files if file_ledger.is_shown(file)]
    return {
        "id": call.id,
        "owner_org": call.owner_org,
        "opens": call.opens.isoformat(),
        "closes": call.closes.isoformat(),
        "state": state,
        "desk": call.desk,
        "summary": call.summary,
        "files": [{"slug": file.slug, "file_name": _file_name(file)} for file in shown],
    }


def _file_name(file: FileLedger) -> str:
    public = file_ledger.newest_public(file, FileLedgerVersion.of(file.id))
    name: str = public.content.get("file_name", "")
    return name
