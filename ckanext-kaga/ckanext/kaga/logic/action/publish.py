"""The action that takes a table file and finds out by itself where it belongs."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context, DataDict

from ckanext.kaga import drafts, meanwhile, uploads
from ckanext.kaga.given_names import given_name
from ckanext.kaga.logic.schema.publish import one_file
from ckanext.kaga.shared.caller import caller

__all__ = ["kaga_publish"]

_ALIKE = 20
"""So many datasets that may be the file's are looked at."""


@validate(one_file)
def kaga_publish(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Take one table file: as the next version of its dataset, or as a new private one.

    A dataset is the file's where it belongs to the organisation and has the name that is usual
    for the file's standard (``172065_public_toilet``) or the file's own name; where another
    organisation has the usual name, it is the organisation's one dataset of the standard. The
    file is then checked in the background like any upload.

    :param upload: the file (multipart)
    :param owner_org: name or id of the organisation
    :param known: what becomes of a known dataset: ``update`` (the default), ``replace`` (the same,
        also where the file of somebody else waits for a decision, who is then told) or ``new``
    :param taken: ids of the resources that hold another file of the same go, which this one must
        not replace (optional)
    :returns: ``package_id``, ``resource_id``, ``created`` (whether the dataset is new) and
        ``check`` (the waiting check, as ``kaga_check_show`` gives it)
    :raises ValidationError: the file is no table, or a ZIP of several, another file of the same
        go is in its place, the file of somebody else waits there, or the dataset would not be
        valid
    """
    tk.check_access("kaga_publish", context, data_dict)
    upload = data_dict["upload"]
    uploads.refuse({"upload": upload})
    if not uploads.is_table(getattr(upload, "filename", "") or ""):
        raise tk.ValidationError({"upload": [tk._("Choose a table: CSV, Excel, ODS or ZIP.")]})
    if uploads.holds_several(upload):
        said = tk._(
            "This ZIP holds several tables. On the page “Publish”, or by the action "
            "kaga_publish_all, each of them is taken."
        )
        raise tk.ValidationError({"upload": [said]})
    upload.filename = given_name(upload.filename)
    draft = drafts.draft(upload)
    owner = tk.get_action("organization_show")(dict(context), {"id": data_dict["owner_org"]})
    package = None
    if data_dict["known"] != "new":
        package = _known(context, draft.names, owner["id"])
        if package is None:
            package = _alike(context, draft, upload.filename, owner["id"])
    created = package is None
    if package is None:
        described = draft.metadata | {"owner_org": owner["id"], "private": True}
        package = tk.get_action("package_create")(dict(context), described)
    resource = _upload(context, package, upload, data_dict)
    check = tk.get_action("kaga_check_show")(dict(context), {"resource_id": resource["id"]})
    return {
        "package_id": package["id"],
        "resource_id": resource["id"],
        "created": created,
        "check": check,
    }


def _known(context: Context, names: tuple[str, ...], owner: str) -> dict[str, Any] | None:
    """Return the organisation's dataset of one of these names, or None."""
    for name in names:
        try:
            package = tk.get_action("package_show")(dict(context), {"id": name})
        except (tk.ObjectNotFound, tk.NotAuthorized):
            continue
        if package["owner_org"] == owner and package["name"] == name:
            return package
    return None


def _alike(
    context: Context, draft: drafts.Draft, file_name: str, owner: str
) -> dict[str, Any] | None:
    """Return the organisation's one dataset that the file is of, whatever its name; else None.

    Of a standard it is the one of the same standard, where the usual name is another
    organisation's; else the one with a file of this name: a Japanese one is no dataset's name,
    which is in ASCII.
    """
    standard = draft.metadata["standard"]
    if standard and model.Package.get(draft.names[0]) is None:
        return None
    field, words = ("extras_standard", standard) if standard else ("res_name", file_name)
    words = words.replace("\\", "").replace('"', "")
    given = {
        "fq": f'owner_org:"{owner}" AND {field}:"{words}"',
        "include_private": True,
        "rows": _ALIKE,
    }
    who = {"user": context["user"]}
    found = [
        package
        for package in tk.get_action("package_search")({**who}, given)["results"]
        if (package.get("standard") or "") == standard
        and (standard or any(one["name"] == file_name for one in package["resources"]))
    ]
    if len(found) != 1:
        return None
    package: dict[str, Any] = tk.get_action("package_show")({**who}, {"id": found[0]["id"]})
    return package


def _upload(
    context: Context, package: dict[str, Any], upload: Any, given: DataDict
) -> dict[str, Any]:
    """Put the file in the place of the dataset's first table file, or beside what it has."""
    tables = [
        resource
        for resource in package["resources"]
        if resource["url_type"] == "upload" and uploads.is_table(resource["url"])
    ]
    if tables and tables[0]["id"] in given["taken"]:
        said = tk._(
            "This file was not taken: another file that you chose is already in the dataset "
            "“{title}”. Put both into one table, or hand this one in by itself and choose "
            "“Make another dataset”."
        )
        raise tk.ValidationError({"upload": [said.format(title=package["title"])]})
    if tables:
        if given["known"] == "update":
            meanwhile.refuse_over_waiting(tables[0]["id"], caller(context))
        fields = {"id": tables[0]["id"], "upload": upload, "url": upload.filename}
        # A name that came from a file is that of the newest one; what a person wrote stays.
        if uploads.is_table(tables[0]["name"] or ""):
            fields["name"] = upload.filename
        return tk.get_action("resource_patch")(dict(context), fields)
    fields = {"package_id": package["id"], "upload": upload, "url": upload.filename}
    return tk.get_action("resource_create")(dict(context), fields)
