"""An entry of the file ledger as the register keeps it: JSON, its hash, what changed."""

from __future__ import annotations

import hashlib
from dataclasses import fields, replace
from typing import Any

import rfc8785

from ckanext.kagaconsent.ledger.canonical import Change, plain_value
from ckanext.kagaconsent.ledger.cells import written
from ckanext.kagaconsent.ledger.entry import FileLedgerEntry
from ckanext.kagaconsent.ledger.finding import Finding
from ckanext.kagaconsent.ledger.items import ledger
from ckanext.kagaconsent.ledger.lint import OMISSIBLE
from ckanext.kagaconsent.ledger.load import Refused
from ckanext.kagaconsent.ledger.reading import WRONG, read_record

_UNSAID = FileLedgerEntry()


def entry_json(entry: FileLedgerEntry) -> dict[str, Any]:
    """Return an entry as JSON has it, without what nobody has said yet.

    ``regular_recipients: []`` is said (なし) and stays, as False does.
    """
    return {
        one.name: plain_value(getattr(entry, one.name))
        for one in fields(entry)
        if getattr(entry, one.name) != getattr(_UNSAID, one.name)
    }


def read_entry(told: object) -> FileLedgerEntry:
    """Return the entry that JSON values tell; ``read_entry(entry_json(entry)) == entry``.

    Raises Refused with everything that cannot be read, each with the path of its field.
    """
    found: list[Finding] = []
    entry = read_record(FileLedgerEntry, told, "", found)
    if entry is not None and not found:
        known = {part.field for part in ledger().parts()}
        for at, omission in enumerate(entry.omissions):
            if omission.field not in known:
                expected = ("、".join(OMISSIBLE), ", ".join(OMISSIBLE))
                said = dict(zip(("expected", "expected_en"), expected, strict=True))
                found.append(WRONG.finding(f"omissions[{at}].field", omission.field[:200], **said))
    if found:
        raise Refused(found)
    assert isinstance(entry, FileLedgerEntry)  # noqa: S101 - nothing was refused
    return entry


def entry_hash(entry: FileLedgerEntry) -> str:
    """Return the SHA-256 of an entry's RFC 8785 bytes in hexadecimal."""
    return hashlib.sha256(rfc8785.dumps(entry_json(entry))).hexdigest()


def disclosed(entry: FileLedgerEntry) -> FileLedgerEntry:
    """Return an entry without what is left out under 法75条3項 and so must never leave."""
    gone = {
        name: getattr(_UNSAID, name)
        for name in OMISSIBLE
        if name != "record_items" and entry.omission(name)
    }
    return replace(entry, **gone)


def entry_changes(old: FileLedgerEntry, new: FileLedgerEntry) -> list[Change]:
    """Return which rows of the ledger read otherwise, in their order, each as its cell has it."""
    changed = []
    for part in ledger().parts():
        before, after = written(old, part.field), written(new, part.field)
        if before != after:
            item = ledger().item_of(part.field)
            several = item and len(item.parts) > 1
            ja = f"{item.ja} › {part.ja}" if item and several else part.ja
            en = f"{item.en} › {part.en}" if item and several else part.en
            changed.append(Change(part.field, ja, en, before, after))
    if old.withheld != new.withheld:
        ja, en = "ファイル簿に載せない（法第75条第3項）", "Left out of the ledger (art. 75 (3))"
        changed.append(Change("withheld", ja, en, old.withheld, new.withheld))
    return changed
