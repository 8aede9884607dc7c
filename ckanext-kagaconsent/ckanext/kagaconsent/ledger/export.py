"""The ledger as it leaves: rows, CSV, JSON and what a printed form is made of."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from ckanext.kagaconsent.ledger.cells import written
from ckanext.kagaconsent.ledger.entry import FileLedgerEntry, Law
from ckanext.kagaconsent.ledger.items import Item, ledger
from ckanext.kagaconsent.ledger.lint import OMISSIBLE

HEADER = ("番号", "項目", "根拠条文")
NOT_STATUTORY = "法定外"
COUNCIL_ARTICLE = "議会の条例による（条番号は要確認）"


def rows(entries: Sequence[FileLedgerEntry]) -> list[list[str]]:
    """Return the ledger as a table: the statutory items in their order, a column for each file.

    The first row is the header, with the names of the files behind 番号, 項目 and 根拠条文. What
    the law does not ask for stands last and says 法定外.
    """
    form = ledger()
    table = [[*HEADER, *(entry.file_name for entry in entries)]]
    for item in form.items:
        for part in item.parts:
            name = item.ja if len(item.parts) == 1 else f"{item.ja}：{part.ja}"
            cells = (written(entry, part.field) for entry in entries)
            table.append([part.number, name, _article(item, entries), *cells])
    for part in form.extras:
        cells = (written(entry, part.field) for entry in entries)
        table.append([part.number, part.ja, NOT_STATUTORY, *cells])
    return table


def _article(item: Item, entries: Sequence[FileLedgerEntry]) -> str:
    """The article of an item: the act's, unless all entries are the council's."""
    if entries and all(entry.law is Law.COUNCIL for entry in entries):
        return COUNCIL_ARTICLE
    return item.article


def csv_bytes(entries: Sequence[FileLedgerEntry]) -> bytes:
    """Return ``rows`` as CSV: UTF-8 with a mark, CRLF, RFC 4180."""
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerows(rows(entries))
    return stream.getvalue().encode("utf-8-sig")


def as_json(entries: Sequence[FileLedgerEntry]) -> dict[str, Any]:
    """Return the ledger with the names of the fields, and what each item is and stands on."""
    form = ledger()
    return {
        "law": form.law,
        "decree": form.decree,
        "items": [
            {
                "number": item.number,
                "item": item.ja,
                "item_en": item.en,
                "article": item.article,
                "confirmed": item.confirmed,
                "fields": [part.field for part in item.parts],
            }
            for item in form.items
        ],
        "not_statutory": [part.field for part in form.extras],
        "files": [
            {**asdict(entry), **{name: entry.shown(name) for name in OMISSIBLE}}
            for entry in entries
        ],
    }


def json_bytes(entries: Sequence[FileLedgerEntry]) -> bytes:
    """Return ``as_json`` as UTF-8 for people to read: two spaces, Japanese as it is."""
    text = json.dumps(as_json(entries), ensure_ascii=False, indent=2, default=str)
    return f"{text}\n".encode()


def print_form(entry: FileLedgerEntry) -> dict[str, Any]:
    """Return what a printed sheet of one file is made of, as plain values.

    ``rows`` has one row for an item with its ``values`` (label, text, whether it is left
    out); ``to_check`` marks an item whose wording or article nobody has read yet.
    """
    form = ledger()
    return {
        "title": "個人情報ファイル簿",
        "title_en": "Personal information file ledger",
        "file_name": entry.file_name,
        "law": entry.law.ja,
        "voluntary": entry.published_voluntarily,
        "rows": [
            {
                "number": item.number,
                "item": item.ja,
                "item_en": item.en,
                "article": _article(item, [entry]),
                "to_check": item.confirmed != "yes" or entry.law is Law.COUNCIL,
                "values": [
                    {
                        "label": part.ja if len(item.parts) > 1 else "",
                        "text": written(entry, part.field),
                        "omitted": entry.omission(part.field) is not None,
                    }
                    for part in item.parts
                ],
            }
            for item in form.items
        ],
        "not_statutory": [
            {"label": part.ja, "label_en": part.en, "text": written(entry, part.field)}
            for part in form.extras
        ],
    }
