"""The action that registers a plan in the catalogue."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.logic import validate
from ckan.types import Context, DataDict

from ckanext.kagakpi import catalogue
from ckanext.kagakpi.logic import found
from ckanext.kagakpi.logic.schema.plan import of

__all__ = ["kagakpi_plan_register"]

_OF_A_FILE = ("name", "format", "url", "url_type", "last_modified")


@validate(of)
def kagakpi_plan_register(context: Context, data_dict: DataDict) -> list[dict[str, str]]:
    """Put each edition of a plan into the catalogue as a dataset, or bring the dataset up to date.

    A dataset that somebody deleted stays so, and one that is private stays private.

    :param id: id or key of the plan
    :returns: for each edition ``name`` of the dataset, and ``done``: created, updated, same,
        deleted (by somebody, and left so) or taken (another organisation has the name)
    :raises NotFound: there is no such plan
    :raises ValidationError: it is an example, or its organisation's plans are not registered
    """
    tk.check_access("kagakpi_plan_register", context, data_dict)
    row = found.plan(data_dict)
    if not catalogue.is_registered(row):
        why = tk._("The portal does not put this plan into the catalogue.")
        raise tk.ValidationError({"id": [why]})
    site = tk.get_action("get_site_user")({"ignore_auth": True}, {})
    told = [catalogue.dataset(row, one) for one in catalogue.editions(row)]
    return [{"name": one["name"], "done": _kept(site["name"], one)} for one in told]


def _kept(user: str, told: dict[str, Any]) -> str:
    """Keep one dataset as the portal itself; return what was done."""

    def call(action: str, given: dict[str, Any]) -> Any:
        return tk.get_action(action)({"user": user, "ignore_auth": True}, given)

    try:
        known = call("package_show", {"id": told["name"]})
    except tk.ObjectNotFound:
        call("package_create", told | {"private": False, "type": "dataset"})
        return "created"
    if known["state"] == "deleted":
        return "deleted"
    if known["owner_org"] != told["owner_org"]:
        return "taken"
    ids = {one["name"]: one["id"] for one in known["resources"]}
    files = [
        one | ({"id": ids[one["name"]]} if one["name"] in ids else {}) for one in told["resources"]
    ]
    same = all(known[key] == value for key, value in told.items() if _is_kept(key, known))
    if same and _files(known["resources"]) == _files(files):
        return "same"
    call("package_patch", told | {"id": known["id"], "resources": files})
    return "updated"


def _is_kept(key: str, known: dict[str, Any]) -> bool:
    """Tell whether CKAN keeps a field: not all of them without the portal's own schema."""
    return key in known and key != "resources"


def _files(resources: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    return [tuple(str(one.get(name) or "")[:200] for name in _OF_A_FILE) for one in resources]
