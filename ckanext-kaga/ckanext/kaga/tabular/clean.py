"""Clean: the table as it is published, in the standard's spelling, order and types."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

import polars as pl

from ckanext.kaga.standards import Column, Match, Standard
from ckanext.kaga.tabular.prepared import prepare
from ckanext.kaga.tabular.table import Table
from ckanext.kaga.tabular.types import storage, stored

# PostgreSQL cuts an identifier at 63 bytes, which are 21 Japanese characters.
_ID_BYTES = 63
# The names that PostgreSQL keeps for itself in every table.
_SYSTEM = frozenset({"oid", "tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"})


@dataclass(frozen=True)
class CleanColumn:
    """A published column.

    ``id`` is the column's name in the DataStore: the label, made fit for PostgreSQL.
    ``type`` is the PostgreSQL type: ``text``, ``int8``, ``numeric`` or ``date``.
    ``label_ja`` is the header of the published CSV, ``label_en`` empty where no English
    name can be trusted. ``column`` is None for a column of the city's own.
    """

    id: str
    type: str
    label_ja: str
    label_en: str
    notes: str
    column: Column | None


@dataclass(frozen=True)
class CleanTable:
    """What is published: ``frame`` has the ids of ``columns`` as names, in their order.

    Blank cells are null. ``int8`` is Int64, ``date`` is Date, the rest is String;
    ``numeric`` is text in canonical spelling, see ``types.stored``.
    """

    columns: tuple[CleanColumn, ...]
    frame: pl.DataFrame


def clean(table: Table, against: Match | Standard | None, *, forgiving: bool = False) -> CleanTable:
    """Return the table as it is published; the same input gives the same output.

    The standard's columns come first, in its order, then the city's own in file order.
    No row and no column is dropped and none is added. Raises ValueError where a check
    would find an error, and where the match is of another header. ``forgiving`` takes a
    table with errors, for a person to go on with: a column in which a cell is no value of
    its type is then text, and that cell as it was found.
    """
    prepared = prepare(table, against)
    if prepared.has_errors and not forgiving:
        raise ValueError("the table has errors; publish it after they are corrected")
    fit, columns = prepared.fit, prepared.columns
    known = fit.columns if fit else (None,) * len(columns)
    order = list(fit.standard.by_name) if fit else []
    places = sorted(
        range(len(columns)),
        key=lambda at: order.index(columns[at].name) if known[at] else len(order),
    )
    ids = list(_ids([columns[at] for at in places]))
    as_text = {at for at in places if prepared.has_no_values(at)}
    frame = prepared.frame.select(
        (
            pl.coalesce(prepared.cells(at).value, prepared.cells(at).text)
            if at in as_text
            else stored(columns[at], prepared.cells(at).value)
        ).alias(id_)
        for at, id_ in zip(places, ids, strict=True)
    )
    published = (
        _published(id_, columns[at], known[at]) for at, id_ in zip(places, ids, strict=True)
    )
    return CleanTable(
        tuple(
            replace(column, type="text") if at in as_text else column
            for at, column in zip(places, published, strict=True)
        ),
        frame,
    )


def write_csv(table: CleanTable, stream: BinaryIO) -> None:
    """Write the table as CSV: UTF-8 with BOM, CRLF, the Japanese labels as header.

    The BOM is what makes Excel on Japanese Windows open the file in UTF-8.
    """
    _write([column.label_ja for column in table.columns], table.frame, stream)


def write_table(table: Table, stream: BinaryIO) -> None:
    """Write a table that is not clean yet in the same form, its cells as they are."""
    # A text that is empty would be written as "".
    _write(table.header, table.frame.with_columns(pl.all().replace("", None)), stream)


def _write(header: Sequence[str], frame: pl.DataFrame, stream: BinaryIO) -> None:
    first = pl.DataFrame([list(header)], schema=frame.columns, orient="row")
    first.write_csv(stream, include_bom=True, include_header=False, line_terminator="\r\n")
    frame.write_csv(stream, include_header=False, line_terminator="\r\n")


def _published(id_: str, column: Column, known: Column | None) -> CleanColumn:
    return CleanColumn(
        id=id_,
        type=storage(column),
        label_ja=column.name,
        label_en=column.name_en if column.name_en_trusted else "",
        notes="\n".join(part for part in (column.note, column.format) if part),
        column=known,
    )


def _ids(columns: list[Column]) -> Iterator[str]:
    """A name for each column that PostgreSQL and the DataStore take, unique in the table.

    A name that is too long gives way to the standard's physical name, or is cut at a
    character; a repeated one gets a number, which takes the place of its last bytes.
    """
    taken: set[str] = set()
    for column in columns:
        name = _allowed(column.name)
        if len(name.encode()) > _ID_BYTES:
            name = _cut(column.physical_name or name, _ID_BYTES)
        number, unique = 2, name
        while unique in taken:
            suffix = f"_{number}"
            number, unique = number + 1, _cut(name, _ID_BYTES - len(suffix)) + suffix
        taken.add(unique)
        yield unique


def _allowed(name: str) -> str:
    """The name without what the DataStore refuses: control characters, quotes, leading _."""
    printable = re.sub(r'[\x00-\x1f\x7f"]+', " ", name).strip().lstrip("_").strip()
    if not printable or printable.lower() in _SYSTEM:
        return f"column_{printable}".rstrip("_")
    return printable


def _cut(name: str, size: int) -> str:
    return name.encode()[:size].decode(errors="ignore").rstrip()
