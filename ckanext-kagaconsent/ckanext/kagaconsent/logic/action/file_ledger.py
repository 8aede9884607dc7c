"""Actions on the statutory file ledger: writing an entry, making it public, taking files in."""

from __future__ import annotations

import secrets
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context, DataDict

from ckanext.kaga.common.times import now
from ckanext.kaga.shared.addressed import Taken
from ckanext.kaga.shared.caller import caller
from ckanext.kagaconsent import file_ledger, ledger, register
from ckanext.kagaconsent.logic.refusal import changed_since, refused
from ckanext.kagaconsent.logic.schema.data_use import one, seen
from ckanext.kagaconsent.logic.schema.file_ledger import (
    changed,
    create,
    listing,
    taken_in,
    update,
)
from ckanext.kagaconsent.model import DataUse, FileLedger, FileLedgerVersion

__all__ = [
    "kagaconsent_file_ledger_change_list",
    "kagaconsent_file_ledger_create",
    "kagaconsent_file_ledger_import",
    "kagaconsent_file_ledger_list",
    "kagaconsent_file_ledger_publish",
    "kagaconsent_file_ledger_show",
    "kagaconsent_file_ledger_update",
    "kagaconsent_file_ledger_version_list",
]

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_TRIES = 5


@validate(create)
def kagaconsent_file_ledger_create(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Add a file to the ledger as a draft, which only its organisation sees.

    :param owner_org: id or name of the organisation
    :param slug: short name, the last part of its address for ever
    :param content: what the entry says, as ``kagaconsent_file_ledger_show`` gives it
    :param reason: why, in a sentence; it becomes public with the version
    :returns: the file, as ``kagaconsent_file_ledger_show`` gives it
    :raises NotFound: there is no such organisation
    :raises ValidationError: the short name is taken, or a field cannot be read
    """
    organization = _organization(data_dict)
    tk.check_access("kagaconsent_file_ledger_create", context, data_dict)
    try:
        file = FileLedger.add(data_dict["slug"], organization.id)
    except Taken as error:
        raise tk.ValidationError({"slug": [tk._("Another file has this name.")]}) from error
    _write(context, file, data_dict["content"], data_dict["reason"])
    model.Session.commit()
    return _shown(context, file)


@validate(update)
def kagaconsent_file_ledger_update(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Write what an entry shall say next; what is public stays until somebody publishes this.

    :param id: id or short name
    :param content: the whole content, as for ``kagaconsent_file_ledger_create``
    :param reason: what changed and why, in a sentence
    :param content_hash: hash of what was read before (optional): refused where it changed since
    :returns: the file, as ``kagaconsent_file_ledger_show`` gives it; the same content changes
        nothing
    :raises NotFound: there is no such file
    :raises ValidationError: a field cannot be read, or it changed since
    """
    tk.check_access("kagaconsent_file_ledger_update", context, data_dict)
    file = _found(data_dict, lock=True)
    newest = FileLedgerVersion.of(file.id)[0]
    if data_dict.get("content_hash", newest.content_hash) != newest.content_hash:
        raise changed_since()
    _write(context, file, data_dict["content"], data_dict["reason"])
    model.Session.commit()
    return _shown(context, file)


@validate(seen)
def kagaconsent_file_ledger_publish(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Make a draft public, for good; another person than its last editor does.

    What is left out under 法75条3項 is not kept in the published version.

    :param id: id or short name
    :param content_hash: of the draft that was read
    :returns: the file, as ``kagaconsent_file_ledger_show`` gives it
    :raises NotFound: there is no such file
    :raises ValidationError: there is no draft, it changed since, the caller wrote it, or a
        statutory item is missing or evasive (the names are those of the fields)
    """
    tk.check_access("kagaconsent_file_ledger_publish", context, data_dict)
    file = _found(data_dict, lock=True)
    draft = FileLedgerVersion.of(file.id)[0]
    if draft.published:
        raise refused(tk._("There is no draft."))
    if draft.content_hash != data_dict["content_hash"]:
        raise changed_since()
    entry = ledger.read_entry(draft.content)
    file_ledger.refuse_unready(entry)
    me = caller(context).id
    if draft.user_id == me:
        raise refused(tk._("Another person than the one who wrote it must publish it."))
    if not entry.withheld:
        entry = ledger.disclosed(entry)
    draft.keep(**file_ledger.kept(entry), approver_id=me, published=now())
    file.public_number, file.modified = draft.number, now()
    model.Session.commit()
    return _shown(context, file)


@validate(taken_in)
def kagaconsent_file_ledger_import(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Take the entries of a CSV or XLSX of the ledger in as drafts, or tell what that would do.

    A file is known by its agency and its name within the organisation.

    :param owner_org: id or name of the organisation
    :param upload: the file, at most 5 MB (multipart)
    :param reason: why, in a sentence
    :param preview: only tell what would be done (optional)
    :param seen: ``seen`` of the preview that was looked at (optional): refused where something
        changed since
    :returns: ``steps`` (``what``: new, changed or same; ``file_name``, ``slug``, ``changes``,
        ``findings``), ``counts`` of each ``what``, ``seen``
    :raises NotFound: there is no such organisation
    :raises ValidationError: the file cannot be read (every mistake with its place)
    """
    organization = _organization(data_dict)
    tk.check_access("kagaconsent_file_ledger_import", context, data_dict)
    steps = file_ledger.plan(organization.id, data_dict["upload"])
    known = file_ledger.fingerprint(steps)
    if data_dict.get("seen", known) != known:
        raise tk.ValidationError({"seen": [tk._("Something changed since. Look at it again.")]})
    told = []
    for step in steps:
        file = step.file
        if not data_dict["preview"] and step.what != "same":
            file = FileLedger.get(file.id, lock=True) if file else _new_file(organization.id)
            assert file is not None  # noqa: S101 - a file is never deleted
            _write(context, file, step.entry, data_dict["reason"])
        told.append(
            {
                "what": step.what,
                "file_name": step.entry.file_name,
                "slug": file.slug if file else None,
                "changes": [one.as_dict() for one in step.changes],
                "findings": file_ledger.findings(step.entry),
            }
        )
    model.Session.commit()
    words = ("new", "changed", "same")
    counts = {word: sum(step.what == word for step in steps) for word in words}
    return {"steps": told, "counts": counts, "seen": known}


@tk.side_effect_free
@validate(one)
def kagaconsent_file_ledger_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return a file of the ledger: what is public, and to its organisation the draft as well.

    :param id: id or short name
    :returns: ``id``, ``slug``, ``owner_org``, ``number``, ``listed``, ``content_hash``,
        ``reason``, ``published`` (UTC), ``content``, ``sheet`` (the printed form: the statutory
        ``rows`` in their order), ``uses`` (public data uses linked to it); to those who edit it
        ``draft`` (a version with ``content`` and ``findings``, or None)
    :raises NotFound: there is no such file
    """
    tk.check_access("kagaconsent_file_ledger_show", context, data_dict)
    return _shown(context, _found(data_dict))


@tk.side_effect_free
@validate(listing)
def kagaconsent_file_ledger_list(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """List the files that the public ledger shows, by short name.

    :param q: words that all have to be in it (optional)
    :param agency: name of the agency (optional)
    :param data_use: id or short name of a data use that they are linked to (optional)
    :param drafts: list the drafts of the caller's organisations instead (optional)
    :param include_content: with the whole content of each (optional)
    :param limit: how many, at most 200 (20)
    :param offset: how many to leave out before (0)
    :returns: ``count``, ``results`` and ``agencies`` (of everything public)
    """
    tk.check_access("kagaconsent_file_ledger_list", context, data_dict)
    use = DataUse.get(data_dict["data_use"]) if data_dict.get("data_use") else None
    if data_dict.get("data_use") and not (use and use.public_number):
        return {"count": 0, "results": [], "agencies": FileLedger.agencies()}
    count, rows = FileLedger.listed(
        words=register.fold(data_dict["q"]).split(),
        agency=data_dict.get("agency"),
        use=use,
        drafts_of=list(register.own_organizations(context)) if data_dict["drafts"] else None,
        limit=data_dict["limit"],
        offset=data_dict["offset"],
    )
    with_content = data_dict["include_content"]
    return {
        "count": count,
        "results": [
            file_ledger.listed(row.file, row.version)
            | ({"content": row.version.content} if with_content else {})
            for row in rows
        ],
        "agencies": FileLedger.agencies(),
    }


@tk.side_effect_free
@validate(one)
def kagaconsent_file_ledger_version_list(
    context: Context, data_dict: DataDict
) -> list[dict[str, Any]]:
    """Return the versions of a file, newest first, each with what changed from the one before.

    :param id: id or short name
    :returns: for each ``number``, ``content_hash``, ``reason``, ``created`` and ``published``
        (UTC), ``content``, ``changes``; drafts and who wrote them to those who edit it
    :raises NotFound: there is no such file
    """
    tk.check_access("kagaconsent_file_ledger_version_list", context, data_dict)
    file = _found(data_dict)
    inside = file_ledger.is_inside(context, file)
    versions = [
        version
        for version in FileLedgerVersion.of(file.id)
        if inside or (version.published and not version.content.get("withheld"))
    ]
    return [
        file_ledger.summed(version, inside=inside)
        | {
            "content": version.content,
            "changes": file_ledger.changes(before, version) if before else [],
        }
        for version, before in zip(versions, [*versions[1:], None], strict=True)
    ]


@tk.side_effect_free
@validate(changed)
def kagaconsent_file_ledger_change_list(
    context: Context, data_dict: DataDict
) -> list[dict[str, Any]]:
    """Return what changed in the public ledger, newest first: the newest versions of all files.

    :param limit: how many, at most 200 (50)
    :returns: as the ``results`` of ``kagaconsent_file_ledger_list``; ``removed_on`` is a day
        where the file was taken out of the ledger
    """
    tk.check_access("kagaconsent_file_ledger_change_list", context, data_dict)
    rows = FileLedger.changed(data_dict["limit"])
    return [file_ledger.listed(row.file, row.version) for row in rows]


def _write(context: Context, file: FileLedger, entry: ledger.FileLedgerEntry, reason: str) -> None:
    """Write a draft of a locked or new file; the same content changes nothing."""
    versions = FileLedgerVersion.of(file.id)
    fields = file_ledger.kept(entry)
    if versions and versions[0].content_hash == fields["content_hash"]:
        return
    written = {"reason": reason, "user_id": caller(context).id}
    if versions and not versions[0].published:
        versions[0].keep(**fields, **written, created=now())
    else:
        number = versions[0].number + 1 if versions else 1
        FileLedgerVersion.add(file_ledger_id=file.id, number=number, **fields, **written)
    file.modified = now()


def _new_file(owner_org: str) -> FileLedger:
    """A file with a short name of no meaning: those of the ledger are Japanese."""
    for _ in range(_TRIES):
        name = "file-" + "".join(secrets.choice(_LETTERS) for _ in range(8))
        try:
            return FileLedger.add(name, owner_org)
        except Taken:
            continue
    raise tk.ValidationError({"upload": [tk._("No short name is free. Try again.")]})


def _shown(context: Context, file: FileLedger) -> dict[str, Any]:
    inside = file_ledger.is_inside(context, file)
    versions = FileLedgerVersion.of(file.id)
    shown = file_ledger.newest_public(file, versions) or versions[0]
    entry = ledger.read_entry(shown.content)
    told = {
        "id": file.id,
        "slug": file.slug,
        "owner_org": file.owner_org,
        **file_ledger.summed(shown, inside=inside),
        "content": shown.content,
        "sheet": ledger.print_form(entry),
        "uses": [
            register.listed(row.use, row.version)
            for row in DataUse.of_file(file.id, file.slug, entry.related_use_ids)
        ],
    }
    if inside:
        draft = versions[0] if not versions[0].published else None
        told["draft"] = draft and (
            file_ledger.summed(draft, inside=True)
            | {
                "content": draft.content,
                "findings": file_ledger.findings(ledger.read_entry(draft.content)),
            }
        )
    return told


def _organization(data_dict: DataDict) -> Any:
    organization = model.Group.get(data_dict["owner_org"])
    if organization is None or not organization.is_organization:
        raise tk.ObjectNotFound(tk._("Organization not found"))
    return organization


def _found(data_dict: DataDict, *, lock: bool = False) -> FileLedger:
    file = FileLedger.get(data_dict["id"], lock=lock)
    if file is None:
        raise tk.ObjectNotFound(tk._("There is no such file in the ledger."))
    return file
