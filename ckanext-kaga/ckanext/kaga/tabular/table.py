"""A table as it was read: every cell text, every row with its number in the file."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

import polars as pl

from ckanext.kaga.tabular.finding import Finding
from ckanext.kaga.tabular.part import Part


class Unreadable(Exception):
    """A file that cannot be read as a table; ``finding`` says why and what to do."""

    def __init__(self, finding: Finding) -> None:
        """Carry the finding, whose message is for the person who sent the file."""
        super().__init__(finding.message)
        self.finding = finding
        self.rule = finding.rule
        self.message = finding.message
        self.message_en = finding.message_en


@dataclass(frozen=True)
class Limits:
    """What is refused with a sentence instead of being tried.

    ``size`` in bytes, of the file and of what it is packed from; ``rows`` (filled ones)
    and ``columns`` of the table; ``cell`` in characters: a spreadsheet cell holds 32,767.
    ``ratio`` is how many times larger than packed the contents of an archive or a
    workbook may be, ``members`` how many files an archive may hold, ``sheets`` how many
    sheets a workbook.
    """

    size: int = 512 * 1024 * 1024
    rows: int = 5_000_000
    columns: int = 1_000
    cell: int = 32_767
    ratio: int = 200
    members: int = 200
    sheets: int = 200


ANY_SIZE = Limits(size=sys.maxsize)
"""For a look at a file that says nothing of whether it can be read."""


@dataclass(frozen=True)
class Table:
    """A file as a table, or one batch of it.

    ``header`` holds the header cells as in the file, ``frame`` one text column for each
    of them in the same order, under unique names (a blank or repeated header cell gets
    a number); no cell is null, a blank cell is the empty string. ``rows`` (UInt32, as
    long as the frame) are the row numbers that a spreadsheet shows for the file.
    ``header_row`` is the header's, the last one where it takes ``header_height`` of them;
    ``skipped`` are those of the rows that are in neither, each run of them named in
    ``findings``. ``part`` says which of the file's tables this is, ``name`` the file's name as
    it was sent, or that of the file in an archive.

    ``kind`` is ``"text"``, ``"xlsx"``, ``"xls"`` or ``"ods"``. ``encoding`` is Python's
    name of a text's codec and ``confidence`` how sure it is (see ``decode.Encoding``);
    ``newline`` is ``"\\r\\n"``, ``"\\n"`` or ``"\\r"``; these and ``delimiter`` are empty
    for a workbook.
    """

    frame: pl.DataFrame
    header: tuple[str, ...]
    header_row: int
    rows: pl.Series
    skipped: tuple[int, ...]
    encoding: str
    delimiter: str
    newline: str
    findings: tuple[Finding, ...]
    header_height: int = 1
    confidence: float = 1.0
    kind: str = "text"
    part: Part = field(default_factory=Part)
    name: str = ""
