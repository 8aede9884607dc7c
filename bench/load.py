"""Loading a checked table into DataStore: ours against CKAN's own datastore_create.

``./kaga bench load [ROWS]`` repeats Kaga's real list of public toilets to ROWS rows (20,000 unless
told otherwise) and puts it into typed tables in two ways: by COPY and swap, and by CKAN's action
in pages of 5,000 records, as a loader outside CKAN does. Both start from the cleaned table.
"""

from __future__ import annotations

import csv
import io
import os
import sys
import uuid
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import polars as pl
from ckan.cli import CKANConfigLoader
from ckan.config.middleware import make_app

from bench.harness import compare
from ckanext.kaga import standards, tabular
from ckanext.kaga.model import datastore

TOILETS = Path(__file__).parents[1] / "config" / "demo" / "172065_public_toilet.csv"
PAGE = 5_000
ROWS = 20_000


def table(rows: int) -> tabular.CleanTable:
    """Return the real file, checked and clean, repeated to ``rows`` rows with IDs of their own."""
    header, *real = csv.reader(io.StringIO(TOILETS.read_text("utf-8-sig")))
    number = header.index("ID")
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    for count in range(rows):
        row = list(real[count % len(real)])
        row[number] = str(count + 1)
        writer.writerow(row)
    read = tabular.read(text.getvalue().encode(), TOILETS.name)
    return tabular.clean(read, standards.detect(read.header, standards.registry())[0])


def act(action: str, **data: Any) -> Any:
    """Call an action as the portal itself."""
    site = tk.get_action("get_site_user")({"ignore_auth": True}, {})
    return tk.get_action(action)({"user": site["name"], "ignore_auth": True}, data)


def by_copy(resource_id: str, clean: tabular.CleanTable) -> None:
    """Load as the portal's job does."""
    rows = io.BytesIO()
    clean.frame.write_csv(rows, include_header=False)
    rows.seek(0)
    datastore.load(resource_id, clean.columns, rows, clean.frame.height)


def by_action(resource_id: str, clean: tabular.CleanTable) -> None:
    """Load as CKAN's action API does: delete, create, then pages of records."""
    fields = [{"id": column.id, "type": column.type} for column in clean.columns]
    frame = clean.frame.with_columns(pl.col(pl.Date).cast(pl.String))
    frame.columns = [column.id for column in clean.columns]
    act("datastore_create", resource_id=resource_id, fields=fields, force=True)
    act("datastore_delete", resource_id=resource_id, filters={}, force=True)
    for start in range(0, frame.height, PAGE):
        records = [
            {name: value for name, value in record.items() if value not in (None, "")}
            for record in frame.slice(start, PAGE).to_dicts()
        ]
        act(
            "datastore_upsert",
            resource_id=resource_id,
            records=records,
            method="insert",
            force=True,
        )


def main(rows: int) -> None:
    """Make two resources, load each in its way, print the figures, and clean up."""
    clean = table(rows)
    config = CKANConfigLoader(os.environ["CKAN_INI"]).get_config()
    with make_app(config)._wsgi_app.test_request_context():
        name = f"bench-{uuid.uuid4().hex[:8]}"
        organization = act("organization_create", name=name, title=name)
        dataset = act(
            "package_create", name=name, title=name, notes=name, owner_org=organization["id"]
        )
        ours, stock = (
            act("resource_create", package_id=dataset["id"], name=side, url="https://example.com")
            for side in ("ours", "stock")
        )
        try:
            compare(
                f"load {rows:,} rows × {len(clean.columns)} columns",
                ("COPY and swap (ours)", lambda: by_copy(ours["id"], clean)),
                ("datastore_create + upsert (CKAN)", lambda: by_action(stock["id"], clean)),
            )
            for resource in (ours, stock):
                found = act("datastore_search", resource_id=resource["id"], limit=0)
                assert found["total"] == rows  # noqa: S101  a figure for half a table is none
        finally:
            act("dataset_purge", id=dataset["id"])
            act("organization_purge", id=organization["id"])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
