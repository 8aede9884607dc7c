"""Read: a file from a city becomes a table, and what was done to it is named."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from ckanext.kaga.tabular import records
from ckanext.kaga.tabular.batches import Batches, joined
from ckanext.kaga.tabular.document import Document
from ckanext.kaga.tabular.kinds import refusal
from ckanext.kaga.tabular.part import Part
from ckanext.kaga.tabular.rules import reading as r
from ckanext.kaga.tabular.sniff import sniff
from ckanext.kaga.tabular.source import Given, Source, source_of
from ckanext.kaga.tabular.table import Limits, Table, Unreadable
from ckanext.kaga.tabular.text import open_text

BATCH = 100_000
_HEAD = 8192


def read(
    source: Given, filename: str = "", limits: Limits | None = None, part: Part | None = None
) -> Table:
    """Read a table file, given as a path, as its bytes or as an open binary file.

    ``filename`` is the name that the sender gave it; a path's own name serves where it
    is left out. ``part`` says which of the tables in the file, else the best is taken.
    Raises Unreadable, with a sentence for the sender, where the file is no table, has no
    header, or exceeds ``limits``; OSError where a path cannot be opened.
    """
    return joined(read_batches(source, filename, limits, part))


def read_batches(
    source: Given,
    filename: str = "",
    limits: Limits | None = None,
    part: Part | None = None,
    size: int = BATCH,
) -> Iterator[Table]:
    """Read as ``read`` does, in batches of ``size`` rows; their memory is bounded by it.

    Each batch is a table with the same header, whose row numbers go on where the last
    one's ended. What is found on the file stands in the first, the rest with its rows.
    There is one batch at least; the last may be without rows. Raises as ``read`` does,
    while it is gone through: a batch is no promise that the next can be read.
    """
    limits = limits or Limits()
    with _refusing(limits):
        document = _document(source_of(source, filename, limits), limits)
        choice, others = document.choose(part)
        first = (*document.findings, *others)
        for table in Batches(choice.sheet, choice.region, choice.part, limits, size):
            yield replace(table, findings=(*first, *table.findings))
            first = ()


def parts(source: Given, filename: str = "", limits: Limits | None = None) -> tuple[Part, ...]:
    """Return the tables that a file holds, the one that ``read`` takes first.

    Goes through the whole file to count. Raises as ``read`` does.
    """
    limits = limits or Limits()
    with _refusing(limits):
        document = _document(source_of(source, filename, limits), limits)
        return tuple(choice.part for choice in document.choices())


def _document(source: Source, limits: Limits) -> Document:
    """Open a file as what its bytes are."""
    head = source.head(_HEAD)
    if not head:
        raise Unreadable(r.EMPTY.finding())
    kind = sniff(head, source.name)
    if kind != "text":
        raise Unreadable(refusal(kind))
    return Document((open_text(source, limits),))


@contextmanager
def _refusing(limits: Limits) -> Iterator[None]:
    """Turn what the readers of records raise into a sentence for the sender."""
    try:
        yield
    except records.QuoteOpenError as error:
        raise Unreadable(r.QUOTE_OPEN.finding(error.row)) from error
    except records.CellTooLongError as error:
        words = {"limit": f"{limits.cell:,}"}
        raise Unreadable(r.CELL_TOO_LONG.finding(error.row, words=words)) from error
