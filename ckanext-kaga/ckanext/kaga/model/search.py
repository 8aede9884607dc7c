"""``q`` of ``datastore_search`` that finds a word anywhere in a cell, as Japanese needs it.

CKAN's own ``q`` compares words between spaces, so 大聖寺 does not find 大聖寺地方町. Here a
row's text cells stand once more in a hidden column of the row, and ``q`` also finds the rows
in which each of its words occurs (docs/adr/0011-a-row-carries-the-text-it-is-found-by.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from ckanext.datastore.backend.postgres import identifier
from psycopg2 import sql

from ckanext.kaga.common.widths import spellings

COLUMN = "_kaga_text"
"""The hidden column; no action of CKAN's shows a column whose name begins with _."""

_TRIGGER = "zkaga_text"
_FUNCTION = "kaga_row_text"
# The same text as text_of() of whatever text columns the table has by now.
_FUNCTION_BODY = r"""
BEGIN
    NEW._kaga_text := lower(chr(10) || coalesce((
        SELECT string_agg(coalesce(cell.value, '') || chr(10), '' ORDER BY attnum)
        FROM pg_attribute JOIN json_each_text(row_to_json(NEW)) AS cell ON cell.key = attname
        WHERE attrelid = TG_RELID AND atttypid = 'text'::regtype AND attname NOT LIKE '\_%'
    ), ''));
    RETURN NEW;
END
"""
_FUNCTION_LOCK = 20_651_001
"""Any number that nothing else in the DataStore's database locks."""

_MOST_WORDS = 20
"""What follows so many words less one is looked for as it stands: each word is a clause, and a
stranger may send thousands."""

_NUMBER_OR_DATE = re.compile(r"[-+.:/\d]+")


def text_of(columns: Iterable[str]) -> str:
    """Return the SQL of a row's searched text: its text cells in lower case, a line each."""
    cells = "".join(f" || coalesce({identifier(name)}, '') || chr(10)" for name in columns)
    return f"lower(chr(10){cells})"


def keep_text(cursor: Any, table: str) -> None:
    """Let the hidden column of a table that was filled follow each later change of a row.

    Until then it is computed by the table's definition, which is quick. A computed column
    would forbid CKAN to drop one of the columns that it comes from; a trigger does not.
    """
    cursor.execute("SELECT prosrc FROM pg_proc WHERE oid = to_regproc(%s)", (_FUNCTION,))
    if cursor.fetchone() != (_FUNCTION_BODY,):
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", (_FUNCTION_LOCK,))
        cursor.execute(
            f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql"
            f" AS $body${_FUNCTION_BODY}$body$"
        )
    for statement in (
        "ALTER TABLE {table} ALTER COLUMN {column} DROP EXPRESSION",
        "CREATE TRIGGER {trigger} BEFORE INSERT OR UPDATE ON {table}"
        " FOR EACH ROW EXECUTE PROCEDURE {function}()",
    ):
        cursor.execute(
            sql.SQL(statement).format(
                table=sql.Identifier(table),
                column=sql.Identifier(COLUMN),
                trigger=sql.Identifier(_TRIGGER),
                function=sql.Identifier(_FUNCTION),
            )
        )


def widen(
    connection: sa.engine.Connection, asked: dict[str, Any], query: dict[str, Any]
) -> dict[str, Any]:
    """Return CKAN's query so that it also finds rows that hold each word of ``q`` in a cell.

    ``asked`` and ``query`` are ``data_dict`` and ``query_dict`` of
    ``IDatastore.datastore_search``. What CKAN finds by itself is still found; the columns
    ``rank`` too stay CKAN's where ``q`` names columns. ``plain=False`` is PostgreSQL's own
    query language, which a word anywhere has no place in.
    """
    q = asked.get("q")
    if not q or not asked.get("plain", True) or asked.get("full_text"):
        return query
    table = _Table.of(connection, asked["resource_id"])
    words = _Words({})
    if isinstance(q, str):
        found = words.of(q)
        _or(query, "query", [table.holds(word) for word in found])
        rank = 'ts_rank(_full_text, "query", 32)'
        ours = " + ".join([f"coalesce({rank}, 0)", *map(table.rank, found)])
        for part in ("select", "sort"):
            query[part] = [one.replace(rank, f"({ours})") for one in query[part]]
    else:
        for name, text in q.items():
            _or(query, f"query {name}", [table.cell_holds(name, word) for word in words.of(text)])
    if not asked.get("sort") and not asked.get("distinct"):
        # Many rows rank the same; without an order of their own, pages would overlap.
        query["sort"].append('"_id"')
    query["where"].append(("true", words.bound))
    # CKAN writes what was asked into the SQL itself, where a colon would begin a bound value.
    query["ts_query"] = _bindless(query["ts_query"])
    return query


def _or(query: dict[str, Any], alias: str, held: list[str]) -> None:
    """Let CKAN's clauses of a text query be true as well where all of ``held`` is."""
    mark = f"@@ {identifier(alias)}"
    stock = [clause for (clause, *_) in query["where"] if clause.endswith(mark)]
    if held and stock:
        query["where"] = [clause for clause in query["where"] if clause[0] not in stock]
        query["where"].append((f"({' AND '.join(stock)}) OR ({' AND '.join(held)})",))


@dataclass
class _Words:
    """Words to be bound to the query: ``bound`` is what each name stands for."""

    bound: dict[str, str]

    def of(self, text: str) -> list[dict[str, str]]:
        """Return, for each word of the text, its spellings by the names they are bound to."""
        words = text.split(maxsplit=_MOST_WORDS - 1)
        return [{self._bind(one): one for one in spellings(word)} for word in words]

    def _bind(self, value: str) -> str:
        name = f"kaga_word_{len(self.bound)}"
        self.bound[name] = value
        return name


@dataclass
class _Table:
    """The searched side of a table; ``text`` is the SQL of a row's text."""

    text: str
    types: dict[str, str]

    @classmethod
    def of(cls, connection: sa.engine.Connection, table: str) -> _Table:
        """Read a table's columns. Its text is computed row by row where no load has kept it.

        Nor is kept text trusted once a column was dropped: that column's words are in it.
        """
        found = connection.execute(
            sa.text(
                "SELECT attname, format_type(atttypid, atttypmod), attisdropped FROM pg_attribute"
                " WHERE attrelid = to_regclass(:name) AND attnum > 0 ORDER BY attnum"
            ),
            {"name": identifier(table)},
        ).all()
        types = {name: kind for name, kind, dropped in found if not dropped}
        if COLUMN in types and len(types) == len(found):
            return cls(COLUMN, types)
        texts = [name for name, kind in types.items() if kind == "text" and name[0] != "_"]
        return cls(_bindless(text_of(texts)), types)

    def holds(self, word: dict[str, str]) -> str:
        """Return the SQL that a row's text holds the word, or its number or date is the word."""
        clauses = [f"strpos({self.text}, lower(:{name})) > 0" for name in word]
        if any(map(_NUMBER_OR_DATE.fullmatch, word.values())):
            clauses += [
                _is(column, word)
                for column, kind in self.types.items()
                if kind != "text" and column[0] != "_"
            ]
        return _any_of(clauses)

    def cell_holds(self, column: str, word: dict[str, str]) -> str:
        """Return the SQL that the column's cell holds the word, or, if no text, is the word."""
        if self.types.get(column) != "text":
            return _is(column, word)
        return _any_of(
            f"strpos({self.text}, lower(:{name})) > 0"
            f" AND strpos(lower({_cell(column)}), lower(:{name})) > 0"
            for name in word
        )

    def rank(self, word: dict[str, str]) -> str:
        """Return the SQL of a number: 1 where the word begins a cell, 2 where it is the cell."""
        return " + ".join(
            f"CAST(strpos({self.text}, chr(10) || lower(:{name}){end}) > 0 AS int)"
            for name in word
            for end in ("", " || chr(10)")
        )


def _is(column: str, word: dict[str, str]) -> str:
    return f"{_cell(column)} IN ({', '.join(f':{name}' for name in word)})"


def _cell(column: str) -> str:
    return f"CAST({_bindless(identifier(column))} AS text)"


def _any_of(clauses: Iterable[str]) -> str:
    return f"({' OR '.join(clauses)})"


def _bindless(statement: str) -> str:
    """Return SQL in which SQLAlchemy sees no bound value after a column name's colon."""
    return statement.replace(":", r"\:")
