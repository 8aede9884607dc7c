"""The versions of a published table: kept, opened again, brought back."""

from __future__ import annotations

import tempfile

import polars as pl

from ckanext.kaga import archive, standards, tabular
from ckanext.kaga.model import Check, Version


def add(check: Check, clean: tabular.CleanTable, standard: standards.Standard | None) -> None:
    """Keep a published table as the resource's next version, in the caller's transaction."""
    with tempfile.TemporaryFile() as file:
        tabular.write_csv(clean, file)
        table_sha256 = archive.keep(file)
    Version.add(
        check.resource_id,
        user_id=check.user_id,
        file_name=check.file_name,
        original_sha256=check.sha256,
        table_sha256=table_sha256,
        rows=clean.frame.height,
        columns=[
            {
                "id": column.id,
                "type": column.type,
                "label_ja": column.label_ja,
                "label_en": column.label_en,
                "notes": column.notes,
            }
            for column in clean.columns
        ],
        standard=standard.key if standard else None,
        slug=standard.slug if standard else None,
        difference=check.difference,
    )


def add_again(check: Check, earlier: Version) -> None:
    """Make an earlier version the newest one, in the caller's transaction."""
    Version.add(
        check.resource_id,
        user_id=check.user_id,
        restores=earlier.number,
        file_name=earlier.file_name,
        original_sha256=earlier.original_sha256,
        table_sha256=earlier.table_sha256,
        rows=earlier.rows,
        columns=earlier.columns,
        standard=earlier.standard,
        slug=earlier.slug,
        difference=check.difference,
    )


def open_table(version: Version) -> tabular.CleanTable:
    """Return the table of a version; its cells are all text, in the spelling of the clean CSV."""
    columns = tuple(tabular.CleanColumn(**column, column=None) for column in version.columns)
    with archive.open_kept(version.table_sha256) as file:
        frame = pl.read_csv(file, infer_schema=False)
    frame.columns = [column.id for column in columns]
    return tabular.CleanTable(columns, frame)
