"""The part of the register's description for machines that is about the statutory file ledger."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ckanext.kaga.common import openapi
from ckanext.kaga.common.openapi import (
    HASH,
    NUMBER,
    TEXT,
    TEXTS,
    TIME,
    YES,
    File,
    Schema,
    array,
    reference,
    thing,
)
from ckanext.kagaconsent.ledger.schema import entry_schemas

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FILES = (
    File("/file-ledger.json", "fileLedger", "application/json", "Ledger", "全件 / every file"),
    File("/file-ledger.csv", "fileLedgerCsv", "text/csv", None, "一覧表 / a column for each"),
    File("/file-ledger.xlsx", "fileLedgerXlsx", _XLSX, None, "Excel / a sheet for each"),
    File(
        "/file-ledger.atom",
        "fileLedgerChanges",
        "application/atom+xml",
        None,
        "更新情報 / the newest 50 changes",
    ),
    File("/file-ledger/{slug}.pdf", "filePdf", "application/pdf", None, "印刷用 / to be printed"),
    File(
        "/file-ledger/{slug}", "filePage", "text/html", None, "市民向けのページ / page for people"
    ),
)


def actions() -> Iterator[tuple[str, Any]]:
    """Give the actions that read the ledger: name, arguments, which are needed, result."""
    one = {"id": TEXT}
    listing = {
        "q": TEXT | {"description": "語（全部を含む） / words that all have to be in it"},
        "agency": TEXT,
        "data_use": TEXT,
        "include_content": YES,
        "limit": openapi.limit(20),
        "offset": openapi.OFFSET,
    }
    yield from (
        ("kagaconsent_file_ledger_list", (listing, (), reference("FileList"))),
        ("kagaconsent_file_ledger_show", (one, ("id",), reference("FileShown"))),
        ("kagaconsent_file_ledger_version_list", (one, ("id",), array("FileVersion"))),
        (
            "kagaconsent_file_ledger_change_list",
            ({"limit": openapi.limit(50)}, (), array("FileSummary")),
        ),
        ("kagaconsent_anonymised_call_list", ({}, (), array("Call"))),
    )


def schemas() -> dict[str, Schema]:
    """Return what the ledger's addresses and actions answer with, by name."""
    of_version = {
        "number": NUMBER,
        "listed": YES,
        "content_hash": HASH,
        "reason": TEXT,
        "created": TIME,
        "published": TIME,
    }
    of_file = {"id": TEXT, "slug": TEXT, "owner_org": TEXT}
    entry = {"content": reference("FileLedgerEntry")}
    summary = {
        **of_file,
        "number": NUMBER,
        "file_name": TEXT,
        "agency": TEXT,
        "unit": TEXT,
        "purpose": TEXT,
        "people": {"type": ["string", "null"]},
        "voluntary": YES,
        "removed_on": {"type": ["string", "null"]},
        "content_hash": HASH,
        "reason": TEXT,
        "published": TIME,
    }
    change = thing({"field": TEXT, "ja": TEXT, "en": TEXT})
    named = thing({"slug": TEXT, "file_name": TEXT})
    return {
        **entry_schemas(),
        "Ledger": thing(
            {
                "law": TEXT,
                "decree": TEXT,
                "items": {"type": "array", "items": {"type": "object"}},
                "not_statutory": TEXTS,
                "files": {"type": "array", "items": thing({"file_name": TEXT})},
            }
        ),
        "FileSummary": thing(summary, entry),
        "FileList": thing({"count": NUMBER, "results": array("FileSummary"), "agencies": TEXTS}),
        "FileShown": thing(
            {
                **of_file,
                **of_version,
                **entry,
                "sheet": {"type": "object"},
                "uses": array("Summary"),
            }
        ),
        "FileVersion": thing(
            {**of_version, **entry, "changes": {"type": "array", "items": change}}
        ),
        "Call": thing(
            {
                "id": TEXT,
                "owner_org": TEXT,
                "opens": {"type": "string", "format": "date"},
                "closes": {"type": "string", "format": "date"},
                "state": {"type": "string", "enum": ["coming", "open", "over"]},
                "desk": TEXT,
                "summary": TEXT,
                "files": {"type": "array", "items": named},
            }
        ),
    }
