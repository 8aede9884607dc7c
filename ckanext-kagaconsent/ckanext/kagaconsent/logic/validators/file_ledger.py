"""Validators of what an entry of the file ledger says, and of a file that holds entries."""

from __future__ import annotations

import json
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.kagaconsent import ledger
from ckanext.kagaconsent.ledger.load import LARGEST

Key = tuple[Any, ...]
_MANY = 20
_ZIP = b"PK\x03\x04"


def kagaconsent_file_entry(
    key: Key, data: dict[Key, Any], errors: dict[Key, list[str]], context: dict[str, Any]
) -> None:
    """Turn JSON into a ``ledger.FileLedgerEntry``, or say of each field why it cannot be read."""
    told = data[key]
    if isinstance(told, ledger.FileLedgerEntry):
        return
    try:
        told = json.loads(told) if isinstance(told, str) else told
        data[key] = ledger.read_entry(told)
    except ledger.Refused as refused:
        errors[key].extend(_said(refused))
    except (ValueError, RecursionError):
        errors[key].append(tk._("The content is not written as JSON."))


def kagaconsent_file_entries(
    key: Key, data: dict[Key, Any], errors: dict[Key, list[str]], context: dict[str, Any]
) -> None:
    """Turn an uploaded CSV or XLSX, or its bytes, into entries, or say what is wrong where."""
    file = data[key]
    content = file if isinstance(file, bytes) else None
    if content is None and hasattr(file, "read"):
        content = file.read(LARGEST + 1)
    if not isinstance(content, bytes):
        errors[key].append(tk._("Hand in a CSV or XLSX file."))
        return
    read = ledger.read_xlsx if content.startswith(_ZIP) else ledger.read_csv
    try:
        data[key] = read(content)
    except ledger.Refused as refused:
        errors[key].extend(_said(refused))


def _said(refused: ledger.Refused) -> list[str]:
    return [f"{one.message} / {one.message_en}" for one in refused.findings[:_MANY]]
