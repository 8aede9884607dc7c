"""A report: everything found about one file, ready for people and for scripts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ckanext.kaga.tabular.finding import Finding, Severity

_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "notice")


@dataclass(frozen=True)
class Report:
    """The outcome of a check.

    ``standard`` is the key (``public_toilet/new``) or None, ``generation`` ``new``,
    ``old`` or None. ``rows`` and ``columns`` count the data, without the header.
    ``score`` is 0..100: the share of the cells of the table that no error and no
    warning touches; a warning about a whole column counts for each of its cells.
    """

    standard: str | None
    generation: str | None
    encoding: str
    rows: int
    columns: int
    score: float
    findings: tuple[Finding, ...]

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(finding.severity for finding in self.findings)

    def counts(self) -> dict[Severity, int]:
        """How many findings there are of each severity, zeros included."""
        return {severity: self._counts[severity] for severity in _SEVERITIES}

    @property
    def publishable(self) -> bool:
        """Whether no finding is an error."""
        return self._counts["error"] == 0

    def as_dict(self) -> dict[str, Any]:
        """The report as the JSON contract of docs/architecture.md section 6 spells it."""
        return {
            "standard": self.standard,
            "generation": self.generation,
            "encoding": self.encoding,
            "rows": self.rows,
            "columns": self.columns,
            "score": self.score,
            "findings": [finding.as_dict() for finding in self.findings],
        }
