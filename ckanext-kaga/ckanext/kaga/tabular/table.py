"""A table as it was read: every cell text, every row with its number in the file."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from ckanext.kaga.tabular.finding import Finding


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

    ``size`` in bytes; ``rows`` and ``columns`` of the table; ``cell`` in characters:
    a spreadsheet cell holds 32,767.
    """

    size: int = 512 * 1024 * 1024
    rows: int = 5_000_000
    columns: int = 1_000
    cell: int = 32_767


@dataclass(frozen=True)
class Table:
    """A file as a table.

    ``header`` holds the header cells as in the file, ``frame`` one text column for each
    of them in the same order, under unique names (a blank or repeated header cell gets
    a number); no cell is null, a blank cell is the empty string. ``rows`` (UInt32, as
    long as the frame) are the row numbers that a spreadsheet shows for the file.
    ``header_row`` is the header's, ``skipped`` those of the rows that are in neither,
    each run of them named in ``findings``. ``newline`` is ``"\\r\\n"``, ``"\\n"`` or ``"\\r"``.
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
