"""The action that says what a dataset's newest file proposes for its metadata."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context, DataDict

from ckanext.kaga import proposals
from ckanext.kaga.logic.schema.review import dataset_only
from ckanext.kaga.model import Check

__all__ = ["kaga_proposal_show"]


@tk.side_effect_free
@validate(dataset_only)
def kaga_proposal_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return what the dataset's first table file proposes for its metadata, and where it says so.

    :param package_id: id or name of the dataset
    :returns: ``fields`` (by the name of the field ``value`` and ``source``: ``title``, the rows
        above the header, ``file``, its name, or ``standard``), ``before`` (the same of the
        file that this one took the place of; None where it is the first), and ``resource_id``
        (whose file it is; None where the dataset has no such file)
    :raises NotFound: there is no such dataset
    """
    tk.check_access("kaga_proposal_show", context, data_dict)
    package = model.Package.get(data_dict["package_id"])
    if package is None:
        raise tk.ObjectNotFound(tk._("Dataset not found"))
    checks = Check.latest_of([resource.id for resource in package.resources])
    first = next((checks[one.id] for one in package.resources if one.id in checks), None)
    before = Check.of_file_before(first) if first else None
    return {
        "fields": _of(first) if first else {},
        "before": _of(before) if before else None,
        "resource_id": first.resource_id if first else None,
    }


def _of(check: Check) -> dict[str, dict[str, str]]:
    return {field: one._asdict() for field, one in proposals.of_check(check).items()}
