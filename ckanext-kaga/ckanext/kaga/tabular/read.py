"""Read: a file from a city becomes a table, and what was done to it is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ckanext.kaga.standards import Registry, registry
from ckanext.kaga.tabular.batches import Batches, joined
from ckanext.kaga.tabular.document import Choice
from ckanext.kaga.tabular.opened import open_document
from ckanext.kaga.tabular.part import Part
from ckanext.kaga.tabular.places import placed
from ckanext.kaga.tabular.rules import reading as r
from ckanext.kaga.tabular.source import Given, source_of
from ckanext.kaga.tabular.table import Limits, Table, Unreadable

BATCH = 100_000


def read(
    source: Given,
    filename: str = "",
    limits: Limits | None = None,
    part: Part | None = None,
    *,
    known: Registry | None = None,
) -> Table:
    """Read a CSV, TSV, XLSX, XLS or ODS file, or a zip of such files.

    ``source`` is its path, its bytes, or an open binary file.

    ``filename`` is the name that the sender gave it; a path's own name serves where it
    is left out. ``part`` says which of the tables in the file, else the best is taken, by
    the ``known`` standards; those that the package ships where none are given.
    Raises Unreadable, with a sentence for the sender, where the file is no table, has no
    header, or exceeds ``limits``; OSError where a path cannot be opened.
    """
    return joined(read_batches(source, filename, limits, part, known=known))


def read_batches(
    source: Given,
    filename: str = "",
    limits: Limits | None = None,
    part: Part | None = None,
    *,
    known: Registry | None = None,
    size: int = BATCH,
) -> Iterator[Table]:
    """Read as ``read`` does, in batches of ``size`` rows; their memory is bounded by it.

    Each batch is a table with the same header, whose row numbers go on where the last
    one's ended. What is found on the file stands in the first, the rest with its rows.
    There is one batch at least; the last may be without rows. Raises as ``read`` does,
    while it is gone through: a batch is no promise that the next can be read.
    """
    limits = limits or Limits()
    file = source_of(source, filename, limits)
    document = open_document(file, limits, known or registry())
    choice, others = document.choose(part)
    where = choice.part.member, choice.part.sheet
    # A hidden sheet that somebody chose is read.
    unread = placed(r.HIDDEN_SHEET.finding(words={"name": where[1]}), where[0])
    about_file = (*(one for one in document.findings if one != unread), *others)
    name = (choice.part.member or file.name).rpartition("/")[2]
    try:
        for table in Batches(choice.sheet, choice.region, choice.part, limits, size):
            findings = (placed(finding, *where) for finding in table.findings)
            yield replace(table, findings=(*about_file, *findings), name=name)
            about_file = ()
    except Unreadable as error:
        raise Unreadable(placed(error.finding, *where)) from error


def parts(
    source: Given,
    filename: str = "",
    limits: Limits | None = None,
    *,
    known: Registry | None = None,
) -> tuple[Part, ...]:
    """Return the tables that a file holds, the one that ``read`` takes first.

    Goes through the whole file to count the rows that each has when it is read. Raises as
    ``read`` does.
    """
    limits = limits or Limits()
    document = open_document(source_of(source, filename, limits), limits, known or registry())
    return tuple(_counted(choice, limits) for choice in document.choices())


def _counted(choice: Choice, limits: Limits) -> Part:
    """The table with the rows that are data: no totals, no notes, no header once more."""
    try:
        batches = Batches(choice.sheet, choice.region, choice.part, limits, BATCH)
        return replace(choice.part, rows=sum(batch.frame.height for batch in batches))
    except Unreadable:
        # Whoever chooses it is told why it cannot be read; the others can.
        return choice.part
