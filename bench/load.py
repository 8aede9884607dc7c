"""Loading a checked table into DataStore: ours, PostgreSQL's bare COPY, CKAN's own actions.

``./kaga bench load [ROWS]`` puts ROWS rows (1,000,000 unless told otherwise) into typed tables
with a primary key: by our load, which also keeps what q finds and takes the old table's place,
and by COPY of the same file and nothing else. CKAN's datastore_create and datastore_upsert in
pages of 5,000 records, as a loader outside CKAN does, go on for minutes with so many rows: they
are compared on the first STOCK_ROWS.
"""

from __future__ import annotations

import io
import sys

import polars as pl
from ckanext.datastore.backend.postgres import get_write_engine

from bench.harness import compare
from bench.portal import act, resources
from bench.rows import COLUMNS, city_rows
from ckanext.kaga.model import datastore

ROWS = 1_000_000
STOCK_ROWS = 50_000
PAGE = 5_000


def file_of(frame: pl.DataFrame) -> bytes:
    """Return the rows as the portal's job hands them to the load."""
    rows = io.BytesIO()
    frame.write_csv(rows, include_header=False, quote_style="non_numeric")
    return rows.getvalue()


def by_load(resource_id: str, file: bytes, count: int) -> None:
    """Load as the portal's job does."""
    datastore.load(resource_id, COLUMNS, io.BytesIO(file), count)


def by_copy(table: str, file: bytes) -> None:
    """Load as PostgreSQL does: a new table of the same types, COPY, the primary key."""
    columns = ", ".join(f'"{column.id}" {column.type}' for column in COLUMNS)
    names = ", ".join(f'"{column.id}"' for column in COLUMNS)
    with get_write_engine().begin() as connection:
        cursor = connection.connection.cursor()
        cursor.execute(f'DROP TABLE IF EXISTS "{table}"')
        cursor.execute(f'CREATE TABLE "{table}" (_id serial, _full_text tsvector, {columns})')
        cursor.copy_expert(
            f'COPY "{table}" ({names}) FROM STDIN WITH (FORMAT csv)', io.BytesIO(file)
        )
        cursor.execute(f'ALTER TABLE "{table}" ADD PRIMARY KEY (_id)')


def by_action(resource_id: str, frame: pl.DataFrame) -> None:
    """Load as CKAN's action API does: create, empty, then pages of records."""
    fields = [{"id": column.id, "type": column.type} for column in COLUMNS]
    act("datastore_create", resource_id=resource_id, fields=fields, force=True)
    act("datastore_records_delete", resource_id=resource_id, filters={}, force=True)
    for page in frame.with_columns(pl.col(pl.Date).cast(pl.String)).iter_slices(PAGE):
        act(
            "datastore_upsert",
            resource_id=resource_id,
            records=page.to_dicts(),
            method="insert",
            force=True,
        )


def main(rows: int) -> None:
    """Load each table in its way, print the figures, and see that nothing is missing."""
    frame = city_rows(rows)
    few = frame.head(STOCK_ROWS)
    file, few_file = file_of(frame), file_of(few)
    with resources(3) as (ours, bare, stock):
        compare(
            f"load {rows:,} rows × {len(COLUMNS)} columns, {len(file) / 1e6:.0f} MB",
            ("load (ours)", lambda: by_load(ours, file, rows)),
            ("bare COPY and primary key", lambda: by_copy(bare, file)),
        )
        assert act("datastore_search", resource_id=ours, limit=0)["total"] == rows  # noqa: S101
        compare(
            f"load {few.height:,} rows × {len(COLUMNS)} columns",
            ("load (ours)", lambda: by_load(ours, few_file, few.height)),
            ("datastore_create and upsert (CKAN)", lambda: by_action(stock, few)),
            runs=3,
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
