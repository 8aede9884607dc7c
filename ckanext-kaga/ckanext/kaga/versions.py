"""The versions of a published table: kept, opened again, brought back."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from typing import Any

import polars as pl

from ckanext.kaga import archive, config, standards, tabular
from ckanext.kaga.model import Check, Version


def add(
    check: Check,
    table: tabular.Table,
    clean: tabular.CleanTable,
    standard: standards.Standard | None,
) -> None:
    """Keep a published table as the resource's next version, in the caller's transaction.

    ``table`` is as it was read, ``clean`` what is published of it.
    """
    with tempfile.TemporaryFile() as file:
        tabular.write_csv(clean, file)
        table_sha256 = archive.keep(file)
    Version.add(
        check.resource_id,
        user_id=check.user_id,
        file_name=check.file_name,
        original_sha256=check.sha256,
        original_open=_holds_nothing_else(table),
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
        original_open=earlier.original_open,
        table_sha256=earlier.table_sha256,
        rows=earlier.rows,
        columns=earlier.columns,
        standard=earlier.standard,
        slug=earlier.slug,
        difference=check.difference,
    )


def is_newest(check: Check, standard: standards.Standard | None) -> bool:
    """Tell whether the newest version came of the check's very file, by the same standard."""
    newest = Version.newest(check.resource_id)
    key = standard.key if standard else None
    return newest is not None and (newest.original_sha256, newest.standard) == (check.sha256, key)


def _holds_nothing_else(table: tabular.Table) -> bool:
    """Tell whether the file is a plain text all of whose lines are in the table.

    A workbook has authors, comments and hidden sheets, an archive other files, and a note above
    the header may name somebody: the gate looked at none of them.
    """
    return table.kind == "text" and not table.skipped and not table.part.member


def difference(resource_id: str, clean: tabular.CleanTable) -> tabular.Difference | None:
    """Return what a table changes of the published version; None where nothing is published."""
    newest = Version.newest(resource_id)
    if newest is None:
        return None
    keys = (one.label_ja for one in clean.columns if one.column and one.column.key)
    return tabular.compare(open_table(newest), clean, next(keys, None))


def changes(earlier: Version, later: Version) -> dict[str, Any]:
    """Return all that a version changed of the one before it, as ``Difference.as_dict``.

    It is kept with the version, and cut only where it is long: then both tables, which may be
    large, are compared again.
    """
    kept: dict[str, Any] | None = later.difference
    return kept if kept and _is_whole(kept) else between(earlier, later).as_dict()


def _is_whole(kept: dict[str, Any]) -> bool:
    listed = {"added": len(kept["added_keys"]), "removed": len(kept["removed_keys"])}
    counted = {name: kept["rows"][name] for name in listed}
    return kept["key"] is None or (listed == counted and len(kept["cells"]) < tabular.LISTED)


def between(earlier: Version, later: Version) -> tabular.Difference:
    """Return all that a version changed of an earlier one, not only the first of it."""
    key = None
    # A city may have taken a standard of its own out of its folder since.
    with suppress(KeyError):
        standard = config.registry().get(later.standard or "")
        key = next((column.name for column in standard.columns if column.key), None)
    rows = earlier.rows + later.rows
    cells = rows * max(len(later.columns), 1)
    return tabular.compare(open_table(earlier), open_table(later), key, limit=cells)


def open_table(version: Version) -> tabular.CleanTable:
    """Return the table of a version; its cells are all text, in the spelling of the clean CSV."""
    columns = tuple(tabular.CleanColumn(**column, column=None) for column in version.columns)
    with archive.open_kept(version.table_sha256) as file:
        frame = pl.read_csv(file, infer_schema=False)
    frame.columns = [column.id for column in columns]
    return tabular.CleanTable(columns, frame)
