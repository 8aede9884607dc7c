"""Compare: what is new in a table since it was last published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from ckanext.kaga.tabular.clean import CleanTable

LISTED = 1_000
"""So many cells and keys are listed where nobody asks for all."""

_ROW = "\0row"
_KEY = "\0key"


@dataclass(frozen=True)
class ChangedCell:
    """A cell whose value differs, in the row that has this key."""

    key: str
    column: str
    old: str | None
    new: str | None


@dataclass(frozen=True)
class Difference:
    """What lies between an older and a newer table; rows are the same row by the key.

    ``key`` is the label of the key column, None where there is none to go by: then a row is its
    whole content, and nothing counts as changed. ``added``, ``changed`` and ``removed`` count
    rows, ``old_rows`` those of the older table. ``cells`` lists changed cells, ``added_keys`` and
    ``removed_keys`` the keys of whole rows, each up to the limit of the comparison.
    ``columns_added`` and ``columns_removed`` are labels; ``columns_retyped`` are (label, old
    type, new type).
    """

    key: str | None
    old_rows: int
    added: int
    changed: int
    removed: int
    cells: tuple[ChangedCell, ...]
    added_keys: tuple[str, ...]
    removed_keys: tuple[str, ...]
    columns_added: tuple[str, ...]
    columns_removed: tuple[str, ...]
    columns_retyped: tuple[tuple[str, str, str], ...]

    @property
    def loss(self) -> float:
        """The share of the older table's rows that are gone, 0..1."""
        return self.removed / self.old_rows if self.old_rows else 0.0

    @property
    def is_empty(self) -> bool:
        """Whether both tables say the same."""
        rows = self.added or self.changed or self.removed
        return not (rows or self.columns_added or self.columns_removed or self.columns_retyped)

    def as_dict(self) -> dict[str, Any]:
        """The difference as JSON takes it."""
        return {
            "key": self.key,
            "rows": {"added": self.added, "changed": self.changed, "removed": self.removed},
            "old_rows": self.old_rows,
            "loss": round(self.loss, 4),
            "cells": [[one.key, one.column, one.old, one.new] for one in self.cells],
            "added_keys": list(self.added_keys),
            "removed_keys": list(self.removed_keys),
            "columns": {
                "added": list(self.columns_added),
                "removed": list(self.columns_removed),
                "retyped": [list(one) for one in self.columns_retyped],
            },
        }


def compare(old: CleanTable, new: CleanTable, key: str | None, limit: int = LISTED) -> Difference:
    """Return what changed from ``old`` to ``new``; the order of rows and columns is no change.

    ``key`` is the label of the column that names a row (``ID``). It is used where both tables
    have it, filled and without repetition; otherwise rows are compared as wholes.
    """
    old_types = {column.label_ja: column.type for column in old.columns}
    new_types = {column.label_ja: column.type for column in new.columns}
    before, after = _labelled(old), _labelled(new)
    by_key = key is not None and _names_rows(before, key) and _names_rows(after, key)
    shared = [label for label in after.columns if label in before.columns]
    names = [key] if by_key and key else shared
    before, after = _with_key(before, names), _with_key(after, names)
    added = after.join(before, on=[_KEY, _ROW], how="anti")
    removed = before.join(after, on=[_KEY, _ROW], how="anti")
    values = [label for label in shared if label not in names]
    cells = _changed_cells(before, after, values) if by_key else _NO_CELLS
    return Difference(
        key=key if by_key else None,
        old_rows=before.height,
        added=added.height,
        changed=cells[_KEY].n_unique(),
        removed=removed.height,
        cells=tuple(ChangedCell(*row) for row in cells.head(limit).iter_rows()),
        added_keys=tuple(added[_KEY].head(limit)) if by_key else (),
        removed_keys=tuple(removed[_KEY].head(limit)) if by_key else (),
        columns_added=tuple(label for label in new_types if label not in old_types),
        columns_removed=tuple(label for label in old_types if label not in new_types),
        columns_retyped=tuple(
            (label, old_types[label], new_types[label])
            for label in shared
            if old_types.get(label) != new_types.get(label)
        ),
    )


_NO_CELLS = pl.DataFrame(
    schema={_KEY: pl.String, "column": pl.String, "old": pl.String, "new": pl.String}
)


def _labelled(table: CleanTable) -> pl.DataFrame:
    """The cells as text, under the columns' labels; a repeated label keeps its id."""
    taken: set[str] = set()
    names = []
    for column in table.columns:
        names.append(column.label_ja if column.label_ja not in taken else column.id)
        taken.add(names[-1])
    return pl.DataFrame(
        [cells.cast(pl.String).alias(name) for cells, name in zip(table.frame, names, strict=True)]
    )


def _names_rows(frame: pl.DataFrame, key: str) -> bool:
    if key not in frame.columns:
        return False
    cells = frame[key]
    return not cells.has_nulls() and cells.n_unique() == frame.height


def _with_key(frame: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """Add what names each row, and how often the name came before (none is lost that repeats)."""
    if names:
        parts = pl.concat_list(pl.col(name).fill_null("\0") for name in names)
        frame = frame.with_columns(parts.list.join("\x1f").alias(_KEY))
    else:
        frame = frame.with_columns(pl.lit("", dtype=pl.String).alias(_KEY))
    return frame.with_columns(pl.int_range(pl.len()).over(_KEY).alias(_ROW))


def _changed_cells(before: pl.DataFrame, after: pl.DataFrame, values: list[str]) -> pl.DataFrame:
    """Each changed cell of the rows that both have: key, column, old, new."""
    both = after.join(before, on=_KEY, how="inner", suffix="\0old")
    found = [
        both.filter(pl.col(label).ne_missing(pl.col(f"{label}\0old"))).select(
            pl.col(_KEY),
            pl.lit(label).alias("column"),
            pl.col(f"{label}\0old").alias("old"),
            pl.col(label).alias("new"),
        )
        for label in values
    ]
    return pl.concat([_NO_CELLS, *found])
