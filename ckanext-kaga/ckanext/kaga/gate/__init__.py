"""The personal-data gate: what must not become public with a table is found and named.

Pure Python and polars. ``inspect`` reads tables and gives a ``Verdict``, which never holds
the personal values themselves; releasing what is blocked is the work of others.
"""

from __future__ import annotations

from ckanext.kaga.gate.gate import inspect
from ckanext.kaga.gate.policy import Policy
from ckanext.kaga.gate.rules import RULES, Rule, Severity
from ckanext.kaga.gate.verdict import Hit, Outcome, Place, Verdict

__all__ = [
    "RULES",
    "Hit",
    "Outcome",
    "Place",
    "Policy",
    "Rule",
    "Severity",
    "Verdict",
    "inspect",
]
