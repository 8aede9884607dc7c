"""Actions on plans: bringing one in, bringing in its next version, showing where it stands."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context, DataDict

from ckanext.kaga.common.times import iso, now
from ckanext.kaga.shared.addressed import Taken
from ckanext.kaga.shared.caller import caller
from ckanext.kagakpi import boards, catalogue, promises
from ckanext.kagakpi import plan as core
from ckanext.kagakpi.logic import found
from ckanext.kagakpi.logic.kept import nothing_lost
from ckanext.kagakpi.logic.refusal import changed_since
from ckanext.kagakpi.logic.schema.plan import create, listing, of, one, update, version
from ckanext.kagakpi.model import Plan, PlanVersion

__all__ = [
    "kagakpi_plan_create",
    "kagakpi_plan_list",
    "kagakpi_plan_show",
    "kagakpi_plan_update",
    "kagakpi_plan_version_list",
    "kagakpi_plan_version_show",
]

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_RESERVED = frozenset({"openapi"})


@validate(create)
def kagakpi_plan_create(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Bring in a plan that the city has adopted; it is public at once.

    :param owner_org: id or name of the organisation in charge of it
    :param content: what it says, as ``kagakpi_plan_version_show`` gives it under ``content``;
        its ``key`` becomes the last part of its address for ever
    :param reason: why, in a sentence that everybody reads
    :param example: a demonstration, whose values nobody measured (false)
    :returns: the plan, as ``kagakpi_plan_show`` gives it
    :raises NotFound: there is no such organisation
    :raises ValidationError: another plan has the key, or something in it cannot be
    """
    organization = model.Group.get(data_dict["owner_org"])
    if organization is None or not organization.is_organization:
        raise tk.ObjectNotFound(tk._("Organization not found"))
    tk.check_access("kagakpi_plan_create", context, data_dict)
    content = data_dict["content"]
    if _ID.fullmatch(content.key):
        raise tk.ValidationError({"content": [tk._("The key of a plan must not look like an id.")]})
    if content.key in _RESERVED:
        raise tk.ValidationError({"content": [tk._("The portal needs this key for itself.")]})
    try:
        row = Plan.add(content.key, organization.id, example=data_dict["example"], number=1)
    except Taken as error:
        raise tk.ValidationError({"content": [tk._("Another plan has this key.")]}) from error
    _add_version(context, row, content, data_dict["reason"])
    model.Session.commit()
    catalogue.ask(row)
    return promises.told(boards.of(row), None)


@validate(update)
def kagakpi_plan_update(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Bring in the next version of a plan: a revision, or a correction of what was brought in.

    Reports stay, and stand against the targets of the version that counts for their year. The
    same content changes nothing.

    :param id: id or key
    :param content: the whole content, with the same ``key``
    :param reason: what changed and why, in a sentence that everybody reads
    :param content_hash: hash of what was read before (optional): refused where it changed since
    :returns: the plan, as ``kagakpi_plan_show`` gives it
    :raises NotFound: there is no such plan
    :raises ValidationError: something in it cannot be, it changed since, or it drops a KPI or a
        measure of the version before, which ends with a reason instead; a correction (the same
        ``label``) may drop a KPI on which nothing was reported
    """
    tk.check_access("kagakpi_plan_update", context, data_dict)
    row = found.plan(data_dict, lock=True)
    newest = PlanVersion.of(row.id)[0]
    content = data_dict["content"]
    if content.key != row.slug:
        raise tk.ValidationError({"content": [tk._("The key of a plan stays as it is.")]})
    if data_dict.get("content_hash", newest.content_hash) != newest.content_hash:
        raise changed_since()
    nothing_lost(row, boards.parsed(newest), content)
    if core.record.content_hash(content) != newest.content_hash:
        row.number, row.modified = newest.number + 1, now()
        _add_version(context, row, content, data_dict["reason"])
    model.Session.commit()
    catalogue.ask(row)
    return promises.told(boards.of(row), None)


@tk.side_effect_free
@validate(listing)
def kagakpi_plan_list(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """List the plans: the city's own, the newest first, then examples.

    :param example: only examples, or only the city's own (optional)
    :param limit: how many, at most 200 (20)
    :param offset: how many to leave out before (0)
    :returns: ``count`` and ``results`` with ``slug``, ``example``, ``number``, ``content_hash``,
        ``label``, ``ja``, ``en``, ``adopted_on``, ``first_year``, ``last_year``
    """
    tk.check_access("kagakpi_plan_list", context, data_dict)
    count, rows = Plan.listed(
        example=data_dict.get("example"), limit=data_dict["limit"], offset=data_dict["offset"]
    )
    return {"count": count, "results": [promises.headed(*row) for row in rows]}


@tk.side_effect_free
@validate(one)
def kagakpi_plan_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return a plan with its promises of a fiscal year and where each stands.

    :param id: id or key
    :param year: fiscal year, 2020 for 令和2年度 (optional: the newest that has begun)
    :param number: as this version has it, with what is reported now (optional: the newest)
    :returns: as in the list, with ``year``, ``years``, ``overview`` (how many ``kept``,
        ``on_the_way``, ``not_kept``, ``not_reported``, ``not_applicable``, and a sentence in
        ``ja`` and ``en``), ``promises``, ``nodes`` (each with its ``overview``), ``ended``
        (promises that ended, as in ``kagakpi_kpi_show``), ``measures``, ``places``,
        ``principles``, ``policies``, ``scheme`` (how the promises of the year are graded, in
        words, and the ``label`` of the version that says so)
    :raises NotFound: there is no such plan, or no such version
    """
    tk.check_access("kagakpi_plan_show", context, data_dict)
    shown = boards.of(found.plan(data_dict), number=data_dict.get("number"))
    return promises.told(shown, data_dict.get("year"))


@tk.side_effect_free
@validate(of)
def kagakpi_plan_version_list(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """Return the versions of a plan, newest first.

    :param id: id or key
    :returns: for each ``number``, ``content_hash``, ``reason`` and ``created`` (UTC)
    :raises NotFound: there is no such plan
    """
    tk.check_access("kagakpi_plan_version_list", context, data_dict)
    return [_summed(one_) for one_ in PlanVersion.of(found.plan(data_dict).id)]


@tk.side_effect_free
@validate(version)
def kagakpi_plan_version_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return what one version of a plan says, with what it changed of the one before.

    :param id: id or key
    :param number: of the version
    :returns: as in the list of versions, with ``slug``, ``content``, ``scheme`` (how it grades
        promises, in words), ``previous`` (a number, or None), ``changes`` (``path``, ``old``,
        ``new``) and ``told`` (the same in words, a line for each thing: ``kind``, ``ja``, ``en``,
        ``old_ja``, ``old_en``, ``new_ja``, ``new_en``, ``why_ja``)
    :raises NotFound: there is no such version
    """
    tk.check_access("kagakpi_plan_version_show", context, data_dict)
    row = found.plan(data_dict)
    versions = {one_.number: one_ for one_ in PlanVersion.of(row.id)}
    shown = versions.get(data_dict["number"])
    if shown is None:
        raise tk.ObjectNotFound(tk._("There is no such version."))
    before = versions.get(shown.number - 1)
    both = (boards.parsed(before), boards.parsed(shown)) if before else None
    changes, told = (core.record.difference(*both), core.told(*both)) if both else ([], [])
    return {
        "id": row.id,
        "slug": row.slug,
        "example": row.example,
        **_summed(shown),
        "content": shown.content,
        "scheme": promises.scheme_told(boards.parsed(shown)),
        "previous": before.number if before else None,
        "changes": [asdict(change) for change in changes],
        "told": [asdict(one_) for one_ in told],
    }


def _add_version(context: Context, row: Plan, content: core.Plan, reason: str) -> None:
    PlanVersion.add(
        plan_id=row.id,
        number=row.number,
        content=core.record.as_json(content),
        content_hash=core.record.content_hash(content),
        reason=reason,
        user_id=caller(context).id,
    )


def _summed(shown: PlanVersion) -> dict[str, Any]:
    return {
        "number": shown.number,
        "content_hash": shown.content_hash,
        "reason": shown.reason,
        "created": iso(shown.created),
    }
