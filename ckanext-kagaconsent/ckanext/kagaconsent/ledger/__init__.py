"""The register of data use as plain Python: the statutory file ledger and the data uses.

What a city says about its data in, findings, exports, hashes and differences out.
"""

from __future__ import annotations

from ckanext.kagaconsent.ledger import lint as _lint
from ckanext.kagaconsent.ledger import load as _load
from ckanext.kagaconsent.ledger import reading as _reading
from ckanext.kagaconsent.ledger import use_load as _use_load
from ckanext.kagaconsent.ledger import use_rules as _use_rules
from ckanext.kagaconsent.ledger.canonical import (
    Change,
    canonical_bytes,
    content_hash,
    difference,
    record_json,
)
from ckanext.kagaconsent.ledger.choices import Choice, choices
from ckanext.kagaconsent.ledger.data_use import (
    Automation,
    DataItem,
    DataUse,
    Identifiability,
    Measure,
    PeriodUnit,
    Place,
    Processing,
    Provision,
    Sensitivity,
    Source,
    Storage,
    UseKind,
    UseStatus,
)
from ckanext.kagaconsent.ledger.entry import (
    FileKind,
    FileLedgerEntry,
    Law,
    Omission,
    People,
    published,
)
from ckanext.kagaconsent.ledger.export import as_json, csv_bytes, json_bytes, print_form, rows
from ckanext.kagaconsent.ledger.finding import Finding, Rule, Severity
from ckanext.kagaconsent.ledger.form import (
    RANKS,
    FormField,
    Option,
    Step,
    filled,
    step_of,
    steps,
    without,
)
from ckanext.kagaconsent.ledger.items import Item, Ledger, Part, ledger
from ckanext.kagaconsent.ledger.lint import lint
from ckanext.kagaconsent.ledger.load import Refused, read_csv, read_xlsx
from ckanext.kagaconsent.ledger.party import (
    BasisCode,
    LawApplied,
    LegalBasis,
    Party,
    PartyKind,
    Role,
)
from ckanext.kagaconsent.ledger.policies import Kept, Policy, marks, plan, policies
from ckanext.kagaconsent.ledger.questions import Answer, Question, answers, far_ahead, missing
from ckanext.kagaconsent.ledger.reading import read_use
from ckanext.kagaconsent.ledger.sheet import sheet_bytes
from ckanext.kagaconsent.ledger.stored import (
    disclosed,
    entry_changes,
    entry_hash,
    entry_json,
    read_entry,
)
from ckanext.kagaconsent.ledger.template import Template, begun, templates
from ckanext.kagaconsent.ledger.use_load import read_uses
from ckanext.kagaconsent.ledger.use_workbook import uses_xlsx
from ckanext.kagaconsent.ledger.vocabulary import Group, Term, Vocabulary, dpv, dtpr
from ckanext.kagaconsent.ledger.words import is_answer
from ckanext.kagaconsent.ledger.workbook import xlsx_bytes

RULES: dict[str, Rule] = {
    **_lint.RULES,
    **_load.RULES,
    **_use_rules.RULES,
    **_reading.RULES,
    **_use_load.RULES,
}
"""Every rule of the register by id."""

__all__ = [
    "RANKS",
    "RULES",
    "Answer",
    "Automation",
    "BasisCode",
    "Change",
    "Choice",
    "DataItem",
    "DataUse",
    "FileKind",
    "FileLedgerEntry",
    "Finding",
    "FormField",
    "Group",
    "Identifiability",
    "Item",
    "Kept",
    "Law",
    "LawApplied",
    "Ledger",
    "LegalBasis",
    "Measure",
    "Omission",
    "Option",
    "Part",
    "Party",
    "PartyKind",
    "People",
    "PeriodUnit",
    "Place",
    "Policy",
    "Processing",
    "Provision",
    "Question",
    "Refused",
    "Role",
    "Rule",
    "Sensitivity",
    "Severity",
    "Source",
    "Step",
    "Storage",
    "Template",
    "Term",
    "UseKind",
    "UseStatus",
    "Vocabulary",
    "answers",
    "as_json",
    "begun",
    "canonical_bytes",
    "choices",
    "content_hash",
    "csv_bytes",
    "difference",
    "disclosed",
    "dpv",
    "dtpr",
    "entry_changes",
    "entry_hash",
    "entry_json",
    "far_ahead",
    "filled",
    "is_answer",
    "json_bytes",
    "ledger",
    "lint",
    "marks",
    "missing",
    "plan",
    "policies",
    "print_form",
    "published",
    "read_csv",
    "read_entry",
    "read_use",
    "read_uses",
    "read_xlsx",
    "record_json",
    "rows",
    "sheet_bytes",
    "step_of",
    "steps",
    "templates",
    "uses_xlsx",
    "without",
    "xlsx_bytes",
]
