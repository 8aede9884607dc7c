"""Loading a whole table into the DataStore.

The table has exactly the shape that CKAN's ``datastore_create`` gives it, with one hidden
column more for searching, so every stock action works on it afterwards. Everything happens in
one transaction: PostgreSQL shows readers the old table until the commit, and takes the
half-loaded one away by itself when the load fails or its process is killed (see
docs/adr/0010-load-in-one-transaction.md).
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from typing import Any, BinaryIO, Protocol

from ckanext.datastore.backend.postgres import get_write_engine
from psycopg2 import errors, sql

from ckanext.kaga.model import search

TYPES = frozenset({"text", "int8", "numeric", "date"})
"""Column types that a load may ask for; all of them known to CKAN's DataStore."""

FULL_TEXT_ROWS = 20_000
"""Up to so many rows CKAN's row-by-row full-text trigger runs during the load (86 µs a row);
above, CKAN's own way to answer ``q`` finds nothing, and ours (search.py) has to do alone."""

_LOCK_WAIT_MS = 500
_LOCK_TRIES = 60


class Busy(Exception):
    """The table is being read without a pause, so the new one could not take its place."""


class Rejected(Exception):
    """PostgreSQL refused a value; the text is its own explanation (English)."""


class Column(Protocol):
    """What a load needs to know of a column; ``tabular.CleanColumn`` fits."""

    @property
    def id(self) -> str:
        """Name of the column, at most 63 bytes."""

    @property
    def type(self) -> str:
        """One of TYPES."""

    @property
    def label_ja(self) -> str:
        """Japanese label, for the data dictionary."""

    @property
    def label_en(self) -> str:
        """English label, for the data dictionary."""

    @property
    def notes(self) -> str:
        """What the column means, for the data dictionary."""


def load(resource_id: str, columns: Sequence[Column], rows: BinaryIO, count: int) -> None:
    """Replace the resource's table by these rows.

    ``rows`` is CSV in UTF-8 without a header: an unquoted empty cell is NULL. ``count`` is
    how many rows it holds. Raises Rejected or Busy; the old table then stays as it was.
    """
    staging = f"_kaga_{resource_id}"
    with get_write_engine().begin() as connection:
        cursor = connection.connection.cursor()
        kept = _dictionary(cursor, resource_id)
        try:
            _create(cursor, staging, columns, kept)
            if count <= FULL_TEXT_ROWS:
                _add_full_text_trigger(cursor, staging)
            cursor.copy_expert(
                # FREEZE: the first readers need not mark every row as committed.
                sql.SQL(
                    "COPY {} ({}) FROM STDIN WITH (FORMAT csv, ENCODING 'UTF8', FREEZE)"
                ).format(sql.Identifier(staging), _list_of(columns)),
                rows,
            )
        except errors.DataError as error:
            raise Rejected(str(error).strip()) from error
        if count > FULL_TEXT_ROWS:
            _add_full_text_trigger(cursor, staging)
        search.keep_text(cursor, staging)
        _execute(cursor, "ALTER TABLE {} ADD PRIMARY KEY (_id)", staging)
        _swap(cursor, resource_id, staging)
        _execute(
            cursor,
            "INSERT INTO _table_stats (resource_id, stats) VALUES (%(id)s, %(stats)s)"
            " ON CONFLICT (resource_id) DO UPDATE SET stats = excluded.stats",
            id=resource_id,
            stats=json.dumps({"rows": count}),
        )


def _create(
    cursor: Any, table: str, columns: Sequence[Column], kept: dict[str, dict[str, Any]]
) -> None:
    """Create the table as CKAN does, with the data dictionary as column comments."""
    if unknown := {column.type for column in columns} - TYPES:
        raise ValueError(f"Column types that the DataStore does not know: {sorted(unknown)}")
    definitions = [
        sql.SQL("{} {}").format(sql.Identifier(column.id), sql.SQL(column.type))
        for column in columns
    ]
    text = search.text_of(column.id for column in columns if column.type == "text")
    cursor.execute(
        # The searched text stands first: PostgreSQL walks over all that stands before it.
        sql.SQL(
            "CREATE TABLE {} (_id serial, _full_text tsvector,"
            " {} text GENERATED ALWAYS AS ({}) STORED, {})"
        ).format(
            sql.Identifier(table),
            sql.Identifier(search.COLUMN),
            sql.SQL(text),
            sql.SQL(", ").join(definitions),
        )
    )
    for column in columns:
        comment = kept.get(column.id, {})
        ours: dict[str, Any] = {"label": column.label_ja, "notes": column.notes}
        if column.label_en:
            ours["label_translated"] = {"en": column.label_en}
        # What a person wrote into CKAN's data dictionary stays over a new upload.
        comment["_info"] = ours | comment.get("_info", {})
        cursor.execute(
            sql.SQL("COMMENT ON COLUMN {}.{} IS {}").format(
                sql.Identifier(table),
                sql.Identifier(column.id),
                # The leading space is CKAN's mark for the present form of these comments.
                sql.Literal(" " + json.dumps(comment, ensure_ascii=False)),
            )
        )


def _add_full_text_trigger(cursor: Any, table: str) -> None:
    _execute(
        cursor,
        "CREATE TRIGGER zfulltext BEFORE INSERT OR UPDATE ON {}"
        " FOR EACH ROW EXECUTE PROCEDURE populate_full_text_trigger()",
        table,
    )


def _swap(cursor: Any, resource_id: str, staging: str) -> None:
    """Give the staging table the resource's name, with the aliases that point to it."""
    cursor.execute("SELECT name FROM _table_metadata WHERE alias_of = %s", (resource_id,))
    aliases = [name for (name,) in cursor]
    _lock(cursor, resource_id)
    _execute(cursor, "DROP TABLE IF EXISTS {} CASCADE", resource_id)
    _execute(cursor, "ALTER TABLE {} RENAME TO {}", staging, resource_id)
    _execute(
        cursor, "ALTER SEQUENCE {} RENAME TO {}", f"{staging}__id_seq", f"{resource_id}__id_seq"
    )
    _execute(cursor, "ALTER INDEX {} RENAME TO {}", f"{staging}_pkey", f"{resource_id}_pkey")
    for alias in aliases:
        _execute(cursor, "CREATE VIEW {} AS SELECT * FROM {}", alias, resource_id)


def _lock(cursor: Any, table: str) -> None:
    """Lock the old table, in short tries.

    A reader that waits behind our waiting lock may itself hold what we wait for (a CKAN
    search counts its rows over a second connection), which PostgreSQL cannot see as a
    deadlock; letting go now and then lets such readers through. Raises Busy.
    """
    cursor.execute("SELECT to_regclass(%s)", (f'"{table}"',))
    if cursor.fetchone()[0] is None:
        return
    cursor.execute(f"SET LOCAL lock_timeout = {_LOCK_WAIT_MS}")
    cursor.execute("SAVEPOINT swap")
    for _ in range(_LOCK_TRIES):
        try:
            _execute(cursor, "LOCK TABLE {} IN ACCESS EXCLUSIVE MODE", table)
        except errors.LockNotAvailable:
            cursor.execute("ROLLBACK TO SAVEPOINT swap")
            time.sleep(_LOCK_WAIT_MS / 1000)
        else:
            cursor.execute("SET LOCAL lock_timeout = 0")
            return
    raise Busy(table)


def _dictionary(cursor: Any, table: str) -> dict[str, dict[str, Any]]:
    """Return the column comments of the present table, by column; empty without a table."""
    cursor.execute(
        "SELECT attname, col_description(attrelid, attnum) FROM pg_attribute"
        " WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped",
        (f'"{table}"',),
    )
    return {name: json.loads(comment) for name, comment in cursor if comment}


def _list_of(columns: Sequence[Column]) -> sql.Composed:
    return sql.SQL(", ").join(sql.Identifier(column.id) for column in columns)


def _execute(cursor: Any, statement: str, *names: str, **values: Any) -> None:
    """Run a statement whose ``{}`` are names, quoted here, and whose values are bound."""
    cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)), values or None)
