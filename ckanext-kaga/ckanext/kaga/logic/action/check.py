"""Actions about the check of an uploaded file."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context, DataDict

from ckanext.kaga import jobs
from ckanext.kaga.choices import Choices
from ckanext.kaga.logic.schema.check import decisions, resource_only
from ckanext.kaga.model import Check

__all__ = ["kaga_check_run", "kaga_check_show"]


@tk.side_effect_free
@validate(resource_only)
def kaga_check_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return the newest check of a resource, with its report.

    :param resource_id: id of the resource
    :returns: ``id``, ``resource_id``, ``file_name``, ``sha256``, ``state``, ``progress``
        (percent), ``steps`` (state: time; all times are UTC), ``created``, ``finished``,
        ``report``, ``message`` (``rule``, ``ja``, ``en``), ``choices`` (what people decided),
        ``changes`` (what repair did), ``verdict`` (of the personal-data gate) and ``difference``
        (from the published version)
    :raises NotFound: there is no such resource, or it was never checked
    """
    tk.check_access("kaga_check_show", context, data_dict)
    check = Check.latest(data_dict["resource_id"])
    if check is None:
        raise tk.ObjectNotFound(tk._("This file has not been checked yet."))
    return check.as_dict()


@validate(decisions)
def kaga_check_run(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Check the resource's present file (again) in the background, with what people decided.

    Decisions about a file stay until another file takes its place; each call adds to them. A
    linked file is fetched again, unless something is decided about it.

    :param resource_id: id of the resource
    :param part: which of the tables in the file is meant (a ``key`` of ``report["parts"]``)
    :param accept: ``none``, ``safe`` or ``likely``: which proposed repairs are made
    :param cells: dict of ``"row:column"`` (the row as a spreadsheet shows it, the column by its
        header) to the text that takes the cell's place; null takes it back
    :param loss: true: the rows that are gone since the published version are meant to be
    :param anew: true: forget what was decided before
    :returns: the waiting check, as ``kaga_check_show`` gives it
    :raises NotFound: there is no such resource
    :raises ValidationError: the resource is no table file and no link to one; or a decision is
        none
    """
    tk.check_access("kaga_check_run", context, data_dict)
    given = dict(data_dict)
    resource = model.Resource.get(given.pop("resource_id"))
    if resource is None:
        raise tk.ObjectNotFound(tk._("Resource not found"))
    if resource.url_type != "upload" and not jobs.is_checked(resource):
        raise tk.ValidationError(
            {"resource_id": [tk._("Only a table file can be checked: CSV, Excel, ODS or ZIP.")]}
        )
    anew = given.pop("anew")
    earlier = Choices() if anew else jobs.choices_of(resource)
    jobs.request(resource, earlier.revised(given), anew=anew or not given)
    model.Session.commit()
    check = Check.latest(resource.id)
    assert check is not None  # noqa: S101 - just written
    return check.as_dict()
