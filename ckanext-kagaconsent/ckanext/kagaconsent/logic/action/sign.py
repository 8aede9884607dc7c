"""Actions on the signs of data uses; their codes are given when a data use is published."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context, DataDict

from ckanext.kagaconsent import signposts, signs
from ckanext.kagaconsent.logic.schema.sign import listing, one
from ckanext.kagaconsent.model import DataUse, DataUseVersion, SignCode

__all__ = ["kagaconsent_sign_list", "kagaconsent_sign_show"]


@tk.side_effect_free
@validate(one)
def kagaconsent_sign_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return for which place of which data use a sign stands.

    :param code: as it is printed below the QR code, in any case
    :returns: ``code``, ``address``, ``place``, ``standing`` (false once the place is gone or the
        data use has ended), ``data_use``, ``slug``, ``state``, ``kind``, titles, ``example``
    :raises NotAuthorized: there is no such sign
    """
    tk.check_access("kagaconsent_sign_show", context, data_dict)
    sign = SignCode.get(signs.read_code(data_dict["code"]) or "")
    use = DataUse.get(sign.data_use_id) if sign else None
    version = DataUseVersion.get(use.id, use.public_number) if use else None
    if sign is None or use is None or version is None:
        raise tk.ObjectNotFound(tk._("There is no sign with this code."))
    return signposts.told(sign, use, version)


@tk.side_effect_free
@validate(listing)
def kagaconsent_sign_list(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """List the signs that stand, by data use and place.

    :param data_use: id or short name of a data use (optional)
    :param owner_org: id or name of an organisation (optional)
    :param kind: office_work, sensor_device, camera, app, ai or data_linkage (optional)
    :param include_content: with the whole public content of each data use (optional)
    :param limit: how many, at most 200 (20)
    :param offset: how many to leave out before (0)
    :returns: ``count`` and ``results``, each as ``kagaconsent_sign_show`` gives it
    """
    tk.check_access("kagaconsent_sign_list", context, data_dict)
    use, organization = data_dict.get("data_use"), data_dict.get("owner_org")
    of_use = DataUse.get(use) if use else None
    of_organization = model.Group.get(organization) if organization else None
    if (use and of_use is None) or (organization and of_organization is None):
        return {"count": 0, "results": []}
    count, rows = SignCode.listed(
        data_use_id=of_use.id if of_use else None,
        owner_org=of_organization.id if of_organization else None,
        kind=data_dict.get("kind"),
        limit=data_dict["limit"],
        offset=data_dict["offset"],
    )
    with_content = data_dict["include_content"]
    return {
        "count": count,
        "results": [
            signposts.told(row.sign, row.use, row.version)
            | ({"content": row.version.content} if with_content else {})
            for row in rows
        ],
    }
