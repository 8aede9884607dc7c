"""A table file from a city: read, checked against a standard, and written clean.

Pure Python and polars. The way of the data is ``read`` → ``check`` (→
``repair``) → ``clean`` → ``write_csv``; each function is one arrow and none of them knows CKAN.
"""

from __future__ import annotations

from ckanext.kaga.tabular.check import check
from ckanext.kaga.tabular.clean import CleanColumn, CleanTable, clean, write_csv, write_table
from ckanext.kaga.tabular.compare import LISTED, Difference, compare
from ckanext.kaga.tabular.convert import Converted, convert
from ckanext.kaga.tabular.decode import encoding_of
from ckanext.kaga.tabular.finding import Confidence, Finding, Severity
from ckanext.kaga.tabular.fit import fit
from ckanext.kaga.tabular.kinds import READABLE, refusal
from ckanext.kaga.tabular.mend import as_date
from ckanext.kaga.tabular.part import Part
from ckanext.kaga.tabular.period import Period, frequency, period
from ckanext.kaga.tabular.read import parts, read, read_batches
from ckanext.kaga.tabular.repair import (
    ALWAYS_MADE,
    Change,
    Repaired,
    repair,
    revert,
    write_changes,
)
from ckanext.kaga.tabular.report import Report
from ckanext.kaga.tabular.rule import Rule
from ckanext.kaga.tabular.rules import RULES
from ckanext.kaga.tabular.sniff import kind_of, sniff
from ckanext.kaga.tabular.table import Limits, Table, Unreadable
from ckanext.kaga.tabular.unpack import Unpacked, unpack

__all__ = [
    "ALWAYS_MADE",
    "LISTED",
    "READABLE",
    "RULES",
    "Change",
    "CleanColumn",
    "CleanTable",
    "Confidence",
    "Converted",
    "Difference",
    "Finding",
    "Limits",
    "Part",
    "Period",
    "Repaired",
    "Report",
    "Rule",
    "Severity",
    "Table",
    "Unpacked",
    "Unreadable",
    "as_date",
    "check",
    "clean",
    "compare",
    "convert",
    "encoding_of",
    "fit",
    "frequency",
    "kind_of",
    "parts",
    "period",
    "read",
    "read_batches",
    "refusal",
    "repair",
    "revert",
    "sniff",
    "unpack",
    "write_changes",
    "write_csv",
    "write_table",
]
