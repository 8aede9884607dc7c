"""Records that a system writes into the DataStore by itself: looked at before they are there.

Nobody can hold them back for a second person, as a file is held: they are written or refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import ckan.plugins.toolkit as tk
import polars as pl

from ckanext.kaga import config, gate, standards, tabular, uploads

_BATCH = 10_000
_HITS_SAID = 5

_REFUSED = (
    "マイナンバーとみられる番号があるため、何も書き込みませんでした。番号の列を送らないように、送り元の"
    "システムの設定を直してください。",
    "Nothing was written, because there are what looks like My Numbers. Set up the sending system "
    "so that it leaves them out.",
)
_BLOCKED = (
    "個人情報とみられる内容があるため、何も書き込みませんでした。公開してよい内容であれば、CSVファイル"
    "にしてアップロードしてください。別の職員が確認したうえで公開できます。",
    "Nothing was written, because there is what looks like personal data. If it may be public, "
    "upload it as a CSV file, which a second person can release.",
)


def refuse(records: object) -> None:
    """Refuse records in which the personal-data gate finds what must not become public.

    ``records`` is what ``datastore_create`` or ``datastore_upsert`` was given; what is not even a
    list of dicts is left to CKAN. Raises ValidationError on ``records``, each sentence with the
    number of the record (from 1), the column and the masked value.
    """
    if not isinstance(records, list):
        return
    rows = [record for record in records if isinstance(record, dict)]
    verdict = inspect(rows)
    if not verdict.grave:
        return
    said = [uploads.in_reader_language(*_said(hit)) for hit in verdict.grave[:_HITS_SAID]]
    what = _REFUSED if verdict.outcome == "refused" else _BLOCKED
    raise tk.ValidationError({"records": [*said, uploads.in_reader_language(*what)]})


def inspect(rows: list[dict[str, Any]]) -> gate.Verdict:
    """Return what the gate finds in records; the row of a find is the record's number, from 1."""
    # A dict keeps the order in which the keys come.
    header = tuple(dict.fromkeys(str(key) for row in rows for key in row))
    if not header:
        return gate.Verdict(())
    batches = (rows[first : first + _BATCH] for first in range(0, len(rows), _BATCH))
    tables = (table_of(header, some, at * _BATCH) for at, some in enumerate(batches))
    return gate.inspect(tables, fit_of(header), policy=config.gate_policy())


def fit_of(header: tuple[str, ...]) -> standards.Match | None:
    """Return the standard that a header follows, or None where none is likely."""
    matches = standards.detect(header, config.registry())
    return matches[0] if matches and matches[0].likely else None


def table_of(header: tuple[str, ...], rows: list[dict[str, Any]], before: int = 0) -> tabular.Table:
    """Return records as the gate takes tables; their numbers follow ``before``."""
    names = [f"field_{at}" for at in range(len(header))]
    columns = (_cells(row.get(key) for row in rows) for key in header)
    frame = pl.DataFrame(
        dict(zip(names, columns, strict=True)), schema=dict.fromkeys(names, pl.String)
    )
    numbers = pl.Series(range(before + 1, before + 1 + len(rows)), dtype=pl.UInt32)
    return tabular.Table(frame, header, 0, numbers, (), "", "", "", ())


def _said(hit: gate.Hit) -> tuple[str, str]:
    """What was found and in which records, in Japanese and in English."""
    ja = "、".join(f"{place.row}件目 {place.excerpt}" for place in hit.places if place.row)
    en = ", ".join(f"record {place.row}: {place.excerpt}" for place in hit.places if place.row)
    return (
        f"{hit.message}（{ja}）" if ja else hit.message,
        f"{hit.message_en} ({en})" if en else hit.message_en,
    )


def _cells(values: Iterable[object]) -> list[str]:
    return [value if isinstance(value, str) else _text(value) for value in values]


def _text(value: object) -> str:
    """A value of JSON as a cell would show it."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)
