"""Actions about the published versions of a table."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context, DataDict

from ckanext.kaga import jobs, versions
from ckanext.kaga.choices import Choices
from ckanext.kaga.logic.schema.check import resource_only
from ckanext.kaga.logic.schema.version import one_version
from ckanext.kaga.model import Check, Version

__all__ = [
    "kaga_difference_show",
    "kaga_published_show",
    "kaga_version_list",
    "kaga_version_restore",
]


@tk.side_effect_free
@validate(resource_only)
def kaga_published_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return the version of a resource's table that is published now.

    :param resource_id: id of the resource
    :returns: as one item of ``kaga_version_list``
    :raises NotFound: there is no such resource, or it has no published table
    """
    tk.check_access("kaga_published_show", context, data_dict)
    version = Version.newest(data_dict["resource_id"])
    if version is None:
        raise tk.ObjectNotFound(tk._("This file has no published table."))
    earlier = Version.by_number(version.resource_id, version.number - 1)
    return _told(version, earlier, _knows_all(context, version.resource_id))


@tk.side_effect_free
@validate(resource_only)
def kaga_version_list(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """Return every version of a resource's table, the newest first.

    A version that was replaced while the dataset was private is left out, except for those who
    may change it.

    :param resource_id: id of the resource
    :returns: list of ``resource_id``, ``number`` (from 1), ``created`` (ISO time, UTC),
        ``file_name``, ``original_sha256``, ``table_sha256``, ``rows``, ``columns`` (``id``,
        ``type``, ``label_ja``, ``label_en``, ``notes``), ``standard`` (key) and its ``slug``,
        ``difference`` (what changed since the version before) and ``restores`` (number of the
        version that this one brought back)
    :raises NotFound: there is no such resource
    """
    tk.check_access("kaga_version_list", context, data_dict)
    versions = Version.all_of(data_dict["resource_id"])
    knows_all = _knows_all(context, data_dict["resource_id"])
    return [
        _told(version, earlier, knows_all)
        for version, earlier in zip(versions, [*versions, None][1:], strict=True)
        if knows_all or not version.inside
    ]


@tk.side_effect_free
@validate(one_version)
def kaga_difference_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return all that a version of a table changed of the version before it.

    :param resource_id: id of the resource
    :param number: the later version, from 2
    :returns: ``key`` (the column that names the rows; None: rows are compared as wholes, and only
        counted), ``rows`` (``added``, ``changed``, ``removed``), ``added_keys``, ``removed_keys``,
        ``cells`` (key, column, old, new), ``columns`` (``added``, ``removed``, ``retyped``),
        ``old_rows`` and ``loss`` (share of the rows that are gone)
    :raises NotFound: there is no such resource or version, or none before it
    """
    tk.check_access("kaga_difference_show", context, data_dict)
    resource_id, number = data_dict["resource_id"], data_dict["number"]
    later = Version.by_number(resource_id, number)
    earlier = Version.by_number(resource_id, number - 1)
    hidden = any(one and one.inside for one in (later, earlier))
    if later is None or earlier is None or (hidden and not _knows_all(context, resource_id)):
        raise tk.ObjectNotFound(tk._("There is no such version, or none before it."))
    return versions.changes(earlier, later)


@validate(one_version)
def kaga_version_restore(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Publish an earlier version again, in the background, as the newest version.

    :param resource_id: id of the resource
    :param number: the version to bring back
    :returns: the waiting check, as ``kaga_check_show`` gives it
    :raises NotFound: there is no such resource or version
    :raises ValidationError: it is the version that is published now
    """
    tk.check_access("kaga_version_restore", context, data_dict)
    resource = model.Resource.get(data_dict["resource_id"])
    version = Version.by_number(data_dict["resource_id"], data_dict["number"])
    if resource is None or version is None:
        raise tk.ObjectNotFound(tk._("There is no such version."))
    newest = Version.newest(resource.id)
    if newest is version:
        raise tk.ValidationError({"number": [tk._("This version is the one published now.")]})
    jobs.request(resource, Choices(restore=version.number), anew=False)
    model.Session.commit()
    check = Check.latest(resource.id)
    assert check is not None  # noqa: S101 - just written
    return check.as_dict()


def _knows_all(context: Context, resource_id: str) -> bool:
    """Tell whether the caller knows what was replaced before it was public."""
    with suppress(tk.NotAuthorized):
        return bool(
            tk.check_access("resource_update", tk.fresh_context(context), {"id": resource_id})
        )
    return False


def _told(version: Version, earlier: Version | None, knows_all: bool) -> dict[str, Any]:
    """Return what the caller may know of a version, of which ``earlier`` is the one before."""
    told = version.as_dict()
    if earlier and earlier.inside and not knows_all:
        told["difference"] = None
    return told
