"""The file ledger on CKAN: what a version is kept as, what is told of it, what an import does."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context

from ckanext.kaga.common.times import iso
from ckanext.kagaconsent import ledger, register
from ckanext.kagaconsent.model import FileLedger, FileLedgerVersion


@dataclass(frozen=True, slots=True)
class Step:
    """What an import does with one entry; ``file`` is None where it is a new one."""

    entry: ledger.FileLedgerEntry
    file: FileLedger | None
    changes: list[ledger.Change]

    @property
    def what(self) -> str:
        """``new``, ``changed`` or ``same``."""
        if self.file is None:
            return "new"
        return "changed" if self.changes else "same"


def kept(entry: ledger.FileLedgerEntry) -> dict[str, Any]:
    """Return the columns of a version that says ``entry``."""
    told = ledger.entry_json(entry)
    texts = [cell for row in ledger.rows([ledger.disclosed(entry)])[1:] for cell in row[3:]]
    return {
        "content": told,
        "content_hash": ledger.entry_hash(entry),
        "listed": bool(ledger.published((entry,))),
        "searched": register.fold("\n".join([entry.file_name, *texts])),
    }


def newest_public(file: FileLedger, versions: Sequence[FileLedgerVersion]) -> Any:
    """Return the newest published version of a file, or None."""
    return next((one for one in versions if one.number == file.public_number), None)


def is_shown(file: FileLedger) -> bool:
    """Tell whether strangers see the file: published, and neither withheld nor removed."""
    public = newest_public(file, FileLedgerVersion.of(file.id))
    return bool(public and public.listed)


def is_inside(context: Context, file: FileLedger) -> bool:
    """Tell whether the caller of an action sees drafts and what is withheld."""
    user = context.get("user", "")
    return bool(context.get("ignore_auth")) or register.is_inside(user, file.owner_org)


def listed(file: FileLedger, version: FileLedgerVersion) -> dict[str, Any]:
    """Return one line of the ledger as JSON-ready data."""
    content = version.content
    return {
        "id": file.id,
        "slug": file.slug,
        "owner_org": file.owner_org,
        "number": version.number,
        "file_name": content.get("file_name", ""),
        "agency": content.get("agency_name", ""),
        "unit": content.get("administering_unit", ""),
        "purpose": content.get("purpose_of_use", ""),
        "people": content.get("people"),
        "voluntary": content.get("published_voluntarily", False),
        "removed_on": content.get("removed_on"),
        "content_hash": version.content_hash,
        "reason": version.reason,
        "published": iso(version.published) if version.published else None,
    }


def summed(version: FileLedgerVersion, *, inside: bool) -> dict[str, Any]:
    """Return what is told of a version beside its content; who wrote it only to those inside."""
    told = {
        "number": version.number,
        "listed": version.listed,
        "content_hash": version.content_hash,
        "reason": version.reason,
        "created": iso(version.created),
        "published": iso(version.published) if version.published else None,
    }
    if inside:
        told |= {"user_id": version.user_id, "approver_id": version.approver_id}
    return told


def changes(old: FileLedgerVersion, new: FileLedgerVersion) -> list[dict[str, Any]]:
    """Return which rows read otherwise in the newer of two versions."""
    found = ledger.entry_changes(ledger.read_entry(old.content), ledger.read_entry(new.content))
    return [one.as_dict() for one in found]


def findings(entry: ledger.FileLedgerEntry) -> list[dict[str, Any]]:
    """Return what the lint says about an entry as JSON-ready data."""
    return [one.as_dict() for one in ledger.lint(entry)]


def refuse_unready(entry: ledger.FileLedgerEntry) -> None:
    """Raise ValidationError with each statutory item that keeps an entry from the public."""
    errors: dict[str, list[str]] = {}
    for finding in ledger.lint(entry):
        if finding.severity == "error":
            errors.setdefault(finding.field, []).append(f"{finding.message} / {finding.message_en}")
    if errors:
        raise tk.ValidationError(errors)


def plan(owner_org: str, entries: Sequence[ledger.FileLedgerEntry]) -> list[Step]:
    """Return what an import of ``entries`` does; a file is known by its agency and its name.

    Raises ValidationError where two entries are one file, or one has no name.
    """
    rows = FileLedger.newest_of(owner_org)
    known = {_name(ledger.read_entry(row.version.content)): row for row in rows}
    steps, seen = [], set()
    for entry in entries:
        name = _name(entry)
        if not entry.file_name or name in seen:
            why = tk._("Each file needs a name of its own: {name}")
            raise tk.ValidationError({"upload": [why.format(name=entry.file_name or "—")]})
        seen.add(name)
        row = known.get(name)
        if row is None:
            steps.append(Step(entry, None, []))
            continue
        before = ledger.read_entry(row.version.content)
        whole = _with_what_no_file_holds(entry, before)
        steps.append(Step(whole, row.file, ledger.entry_changes(before, whole)))
    return steps


def fingerprint(steps: Sequence[Step]) -> str:
    """Return one hash of what an import does, to be sure that it is what was looked at."""
    told = [
        [step.what, step.file and step.file.id, [one.as_dict() for one in step.changes]]
        for step in steps
    ]
    told.append([ledger.entry_hash(step.entry) for step in steps])
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _name(entry: ledger.FileLedgerEntry) -> tuple[str, str]:
    return register.fold(entry.agency_name), register.fold(entry.file_name)


def _with_what_no_file_holds(
    entry: ledger.FileLedgerEntry, before: ledger.FileLedgerEntry
) -> ledger.FileLedgerEntry:
    """Keep what an export leaves out: that a file is withheld, and the texts of omissions."""
    hidden = {
        omission.field: getattr(before, omission.field)
        for omission in entry.omissions
        if omission.field in {"collection_method", "regular_recipients"}
        and not getattr(entry, omission.field)
        and before.omission(omission.field)
    }
    return replace(entry, withheld=before.withheld, **hidden)
