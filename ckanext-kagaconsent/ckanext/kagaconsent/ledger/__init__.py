"""The register of data use as plain Python: the statutory file ledger and the data uses.

What a city says about its data in, findings, exports, hashes and differences out.
"""

from __future__ import annotations

from ckanext.kagaconsent.ledger.entry import (
    FileKind,
    FileLedgerEntry,
    Law,
    Omission,
    People,
    published,
)
from ckanext.kagaconsent.ledger.export import as_json, csv_bytes, json_bytes, print_form, rows
from ckanext.kagaconsent.ledger.finding import Finding, Rule, Severity
from ckanext.kagaconsent.ledger.items import Item, Ledger, Part, ledger
from ckanext.kagaconsent.ledger.lint import lint
from ckanext.kagaconsent.ledger.load import Refused, read_csv, read_xlsx
from ckanext.kagaconsent.ledger.workbook import xlsx_bytes

__all__ = [
    "FileKind",
    "FileLedgerEntry",
    "Finding",
    "Item",
    "Law",
    "Ledger",
    "Omission",
    "Part",
    "People",
    "Refused",
    "Rule",
    "Severity",
    "as_json",
    "csv_bytes",
    "json_bytes",
    "ledger",
    "lint",
    "print_form",
    "published",
    "read_csv",
    "read_xlsx",
    "rows",
    "xlsx_bytes",
]
