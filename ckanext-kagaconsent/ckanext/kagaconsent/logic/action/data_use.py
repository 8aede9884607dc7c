"""Actions on data uses: writing a draft, handing it on, making it public, taking it back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context, DataDict

from ckanext.kaga.common.times import now
from ckanext.kaga.shared.addressed import Taken
from ckanext.kaga.shared.caller import caller
from ckanext.kagaconsent import ledger, register, roles, signposts
from ckanext.kagaconsent.logic import found
from ckanext.kagaconsent.logic.refusal import changed_since, refused
from ckanext.kagaconsent.logic.schema.data_use import (
    create,
    listing,
    one,
    reasoned,
    seen,
    update,
    version,
)
from ckanext.kagaconsent.model import DataUse, DataUseStep, DataUseVersion, Facet, Listing
from ckanext.kagaconsent.model.data_use import Listed

__all__ = [
    "kagaconsent_data_use_create",
    "kagaconsent_data_use_end",
    "kagaconsent_data_use_list",
    "kagaconsent_data_use_publish",
    "kagaconsent_data_use_review",
    "kagaconsent_data_use_show",
    "kagaconsent_data_use_suspend",
    "kagaconsent_data_use_update",
    "kagaconsent_data_use_version_list",
    "kagaconsent_data_use_version_show",
]

DEPARTMENTS = 500
"""So many departments are named beside the list at most."""


@validate(create)
def kagaconsent_data_use_create(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Add a data use to the register as a draft, which only its organisation sees.

    :param owner_org: id or name of the organisation
    :param slug: short name, the last part of its address for ever
    :param content: what it says, as ``GET /register/<slug>.json`` gives it under ``content``;
        its ``id``, ``slug`` and ``version`` are the register's
    :param reason: why, in a sentence; it becomes public with the version
    :returns: the data use, as ``kagaconsent_data_use_show`` gives it
    :raises NotFound: there is no such organisation
    :raises ValidationError: the short name is taken, or a field cannot be read
    """
    organization = model.Group.get(data_dict["owner_org"])
    if organization is None or not organization.is_organization:
        raise tk.ObjectNotFound(tk._("Organization not found"))
    tk.check_access("kagaconsent_data_use_create", context, data_dict)
    try:
        use = DataUse.add(data_dict["slug"], organization.id, state="draft")
    except Taken as error:
        raise tk.ValidationError({"slug": [tk._("Another data use has this name.")]}) from error
    DataUseVersion.add(
        state="draft",
        reason=data_dict["reason"],
        user_id=caller(context).id,
        **register.kept(use, data_dict["content"], 1),
    )
    model.Session.commit()
    return _shown(context, use)


@validate(update)
def kagaconsent_data_use_update(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Write what a data use shall say next; what is public stays until somebody publishes this.

    The open draft is written anew, or a draft is begun; the same content changes nothing.

    :param id: id or short name
    :param content: the whole content, as for ``kagaconsent_data_use_create``
    :param reason: what changed and why, in a sentence
    :param content_hash: hash of what was read before (optional): refused where it changed since
    :returns: the data use, as ``kagaconsent_data_use_show`` gives it
    :raises NotFound: there is no such data use
    :raises ValidationError: a field cannot be read, it has ended, or it changed since
    """
    tk.check_access("kagaconsent_data_use_update", context, data_dict)
    use = found.data_use(data_dict, lock=True)
    if use.state == "ended":
        raise refused(tk._("This data use has ended. Register a new one."))
    newest = DataUseVersion.of(use.id)[0]
    if data_dict.get("content_hash", newest.content_hash) != newest.content_hash:
        raise changed_since()
    fields = register.kept(use, data_dict["content"], newest.number)
    if fields["content_hash"] == newest.content_hash:
        model.Session.rollback()
        return _shown(context, found.data_use(data_dict))
    written = {"state": "draft", "reason": data_dict["reason"], "user_id": caller(context).id}
    if newest.published:
        number = newest.number + 1
        DataUseVersion.add(**register.kept(use, data_dict["content"], number), **written)
    else:
        newest.keep(**fields, **written, reviewer_id=None, created=now())
        _stand(use, newest)
    model.Session.commit()
    return _shown(context, use)


@validate(seen)
def kagaconsent_data_use_review(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Hand a draft on to be published: it answers all eight questions.

    :param id: id or short name
    :param content_hash: of the draft that was read
    :returns: the data use, as ``kagaconsent_data_use_show`` gives it
    :raises NotFound: there is no such data use
    :raises ValidationError: there is no draft, it changed since, or a question is not answered
        (the names are those of the fields)
    """
    tk.check_access("kagaconsent_data_use_review", context, data_dict)
    use = found.data_use(data_dict, lock=True)
    draft = found.draft(use, data_dict["content_hash"])
    register.refuse_unready(ledger.read_use(draft.content))
    draft.keep(state="reviewed", reviewer_id=caller(context).id)
    _stand(use, draft)
    DataUseStep.add(use.id, draft.number, "reviewed", caller(context).id)
    model.Session.commit()
    return _shown(context, use)


@validate(seen)
def kagaconsent_data_use_publish(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Make a reviewed draft public, for good; another person than its last editor does.

    :param id: id or short name
    :param content_hash: of the draft that was read
    :returns: the data use, as ``kagaconsent_data_use_show`` gives it
    :raises NotFound: there is no such data use
    :raises ValidationError: nobody handed it on, it changed since, the caller wrote it, a
        question is not answered, or the data use has ended
    """
    tk.check_access("kagaconsent_data_use_publish", context, data_dict)
    use = found.data_use(data_dict, lock=True)
    if use.state == "ended":
        raise refused(tk._("This data use has ended. Register a new one."))
    draft = found.draft(use, data_dict["content_hash"])
    register.refuse_unready(ledger.read_use(draft.content))
    if draft.state != "reviewed":
        raise refused(tk._("Nobody has handed this draft on yet."))
    if draft.user_id == caller(context).id:
        raise refused(tk._("Another person than the one who wrote it must publish it."))
    draft.keep(state="published", approver_id=caller(context).id, published=now())
    _stand(use, draft)
    DataUseStep.add(use.id, draft.number, "published", caller(context).id)
    model.Session.commit()
    return _shown(context, use)


@validate(reasoned)
def kagaconsent_data_use_suspend(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Say in public that a data use is suspended: a new version that says so, at once.

    :param id: id or short name
    :param reason: why, in a sentence that everybody reads
    :returns: the data use, as ``kagaconsent_data_use_show`` gives it
    :raises NotFound: there is no such data use
    :raises ValidationError: it is not public, or suspended or ended already
    """
    tk.check_access("kagaconsent_data_use_suspend", context, data_dict)
    return _take_back(context, data_dict, ledger.UseStatus.SUSPENDED, {"published"})


@validate(reasoned)
def kagaconsent_data_use_end(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Say in public that a data use has ended: its last version, at once.

    :param id: id or short name
    :param reason: why, in a sentence that everybody reads
    :returns: the data use, as ``kagaconsent_data_use_show`` gives it
    :raises NotFound: there is no such data use
    :raises ValidationError: it is not public, or ended already
    """
    tk.check_access("kagaconsent_data_use_end", context, data_dict)
    return _take_back(context, data_dict, ledger.UseStatus.ENDED, {"published", "suspended"})


@tk.side_effect_free
@validate(one)
def kagaconsent_data_use_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return a data use: what is public of it, and to its organisation the draft as well.

    :param id: id or short name
    :returns: ``id``, ``slug``, ``owner_org``, ``state`` (draft, reviewed, published, suspended,
        ended), ``number``, ``content_hash``, ``reason``, ``published`` (UTC), ``content``,
        ``answers`` to the eight questions, ``policies`` of the plan and how each is kept;
        ``opinions`` of the reviewing body, ``overdue`` whether the review date is past;
        ``draft`` (a version, or None) and ``of_business`` to those who edit it
    :raises NotFound: there is no such data use
    """
    tk.check_access("kagaconsent_data_use_show", context, data_dict)
    return _shown(context, found.data_use(data_dict))


@tk.side_effect_free
@validate(listing)
def kagaconsent_data_use_list(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """List the data uses that are public, by short name.

    :param q: words that all have to be in it (optional)
    :param owner_org: id or name of the organisation that wrote it (optional)
    :param kind: office_work, sensor_device, camera, app, ai or data_linkage (optional)
    :param party: name of the responsible agency (optional)
    :param department: its desk (optional)
    :param identifiability: identifiable, de_identified or none: the strongest of its items
        (optional)
    :param purpose: a DPV term (optional)
    :param dataset: id of a dataset that is made from it (optional)
    :param state: published, suspended or ended; draft or reviewed with ``drafts`` (optional)
    :param drafts: list the drafts of the caller's organisations instead (optional)
    :param include_content: with the whole content of each (optional)
    :param limit: how many, at most 200 (20)
    :param offset: how many to leave out before (0)
    :param after: short name after which to go on, instead of ``offset`` (optional)
    :param include_total: with ``count``, ``has_more`` and ``departments`` (yes)
    :returns: ``results``; ``count``, to 1,000, and ``has_more`` where there are more than that;
        ``departments`` of everything public
    """
    tk.check_access("kagaconsent_data_use_list", context, data_dict)
    rows, told = (_drafts if data_dict["drafts"] else _public)(context, data_dict)
    with_content = data_dict["include_content"]
    told["results"] = [
        register.listed(row.use, row.version)
        | ({"content": row.version.content} if with_content else {})
        for row in rows
    ]
    if data_dict["include_total"]:
        told["departments"] = Facet.values("department", DEPARTMENTS)
    return told


def _public(context: Context, data_dict: DataDict) -> tuple[list[Listed], dict[str, Any]]:
    hits = Listing.found(
        words=register.words(data_dict["q"]),
        facets=register.facets(data_dict),
        limit=data_dict["limit"],
        offset=data_dict["offset"],
        after=data_dict.get("after", ""),
        counted=data_dict["include_total"],
    )
    told = {"count": hits.count, "has_more": hits.has_more} if data_dict["include_total"] else {}
    return DataUse.public(hits.slugs), told


def _drafts(context: Context, data_dict: DataDict) -> tuple[list[Listed], dict[str, Any]]:
    like: dict[str, Any] = {}
    if data_dict.get("kind"):
        like["kind"] = data_dict["kind"]
    controller = {"name_ja": data_dict.get("party"), "desk_name": data_dict.get("department")}
    if said := {name: value for name, value in controller.items() if value}:
        like["controller"] = said
    if data_dict.get("purpose"):
        like["purpose_terms"] = [data_dict["purpose"]]
    if data_dict.get("dataset"):
        like["source_dataset_ids"] = [data_dict["dataset"]]
    count, rows = DataUse.drafts(
        of=list(register.own_organizations(context)),
        words=register.words(data_dict["q"]),
        owner=register.owner_id(data_dict),
        like=like,
        identifiability=data_dict.get("identifiability"),
        state=data_dict.get("state"),
        limit=data_dict["limit"],
        offset=data_dict["offset"],
    )
    return rows, {"count": count, "has_more": False}


@tk.side_effect_free
@validate(one)
def kagaconsent_data_use_version_list(
    context: Context, data_dict: DataDict
) -> list[dict[str, Any]]:
    """Return the versions of a data use, newest first; its draft to those who edit it.

    :param id: id or short name
    :returns: for each ``number``, ``state``, ``content_hash``, ``reason``, ``created`` and
        ``published`` (UTC); who wrote, reviewed and approved it to those who edit it
    :raises NotFound: there is no such data use
    """
    tk.check_access("kagaconsent_data_use_version_list", context, data_dict)
    use = found.data_use(data_dict)
    inside = register.sees_drafts(context, use)
    return [
        register.summed(version, inside=inside)
        for version in DataUseVersion.of(use.id)
        if inside or version.published
    ]


@tk.side_effect_free
@validate(version)
def kagaconsent_data_use_version_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return one version as it was and stays, with what changed from the public one before it.

    :param id: id or short name of the data use
    :param number: of the version
    :returns: as ``kagaconsent_data_use_show``, with ``previous`` (a number, or None) and
        ``changes`` (``field``, ``ja`` and ``en`` its labels, ``old``, ``new``)
    :raises NotFound: there is no such version
    """
    tk.check_access("kagaconsent_data_use_version_show", context, data_dict)
    use = found.data_use(data_dict)
    versions = DataUseVersion.of(use.id)
    shown = next((one for one in versions if one.number == data_dict["number"]), None)
    if shown is None:
        raise tk.ObjectNotFound(tk._("There is no such version."))
    earlier = [one for one in versions if one.published and one.number < shown.number]
    inside = register.sees_drafts(context, use)
    return {
        "id": use.id,
        "slug": use.slug,
        "owner_org": use.owner_org,
        "newest_public": use.public_number,
        **register.summed(shown, inside=inside),
        **register.told(shown),
        "opinions": [
            one
            for one in register.opinions(use, inside=inside)
            if (one["number"], one["content_hash"]) == (shown.number, shown.content_hash)
        ],
        "previous": earlier[0].number if earlier else None,
        "changes": register.changes(earlier[0], shown) if earlier else [],
    }


def _take_back(
    context: Context, data_dict: DataDict, status: ledger.UseStatus, before: set[str]
) -> dict[str, Any]:
    """Publish the public version again, saying that it is suspended or has ended."""
    use = found.data_use(data_dict, lock=True)
    if use.state not in before:
        raise refused(tk._("This is not possible from the state that it is in."))
    versions = DataUseVersion.of(use.id)
    public = next(one for one in versions if one.number == use.public_number)
    number = public.number + 1
    if not versions[0].published:
        # The draft comes after what is public; its hash changes with its number.
        draft = versions[0]
        draft.keep(
            **register.kept(use, ledger.read_use(draft.content), number + 1),
            state="draft",
            reviewer_id=None,
        )
    content = replace(ledger.read_use(public.content), status=status)
    me = caller(context).id
    added = DataUseVersion.add(
        state=status.value,
        reason=data_dict["reason"],
        user_id=me,
        approver_id=me,
        published=now(),
        **register.kept(use, content, number),
    )
    _stand(use, added)
    DataUseStep.add(use.id, number, status.value, me, data_dict["reason"])
    model.Session.commit()
    return _shown(context, use)


def _stand(use: DataUse, version: DataUseVersion) -> None:
    """Let the data use stand where a version puts it: a draft only before anything is public."""
    if version.published:
        use.public_number = version.number
        signposts.settle(use, version)
    if version.published or not use.public_number:
        use.state = version.state
    use.modified = now()


def _shown(context: Context, use: DataUse) -> dict[str, Any]:
    inside = register.sees_drafts(context, use)
    versions = DataUseVersion.of(use.id)
    draft = versions[0] if not versions[0].published else None
    public = next((one for one in versions if one.published), None)
    shown = public or versions[0]
    told = {
        "id": use.id,
        "slug": use.slug,
        "owner_org": use.owner_org,
        **register.summed(shown, inside=inside),
        **register.told(shown),
        "state": use.state,
        "opinions": register.opinions(use, inside=inside),
    }
    if inside:
        told["of_business"] = roles.is_business(use.owner_org)
        told["draft"] = (
            register.summed(draft, inside=True) | {"content": draft.content} if draft else None
        )
    return told
