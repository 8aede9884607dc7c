"""A report: everything found about one file, ready for people and for scripts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ckanext.kaga.tabular.finding import Finding, Severity
from ckanext.kaga.tabular.readability import Readability

_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "notice")


@dataclass(frozen=True)
class Report:
    """The outcome of a check.

    ``standard`` is the key (``public_toilet/new``) or None, ``generation`` ``new``,
    ``old`` or None. ``rows`` and ``columns`` count the data, without the header.
    ``score`` is 0..100: the share of the cells of the table that no error and no
    warning touches; a warning about a whole column counts for each of its cells.
    ``totals`` says how often each rule was broken, also where ``findings`` lists fewer.
    ``readability`` is the score by the Digital Agency's rules.
    """

    standard: str | None
    generation: str | None
    encoding: str
    rows: int
    columns: int
    score: float
    findings: Sequence[Finding]
    totals: Mapping[str, int]
    severities: Mapping[str, Severity]
    readability: Readability

    @classmethod
    def of_unreadable(cls, finding: Finding) -> Report:
        """Return the report on a file of which nothing but one finding is known."""
        return cls(
            standard=None,
            generation=None,
            encoding="",
            rows=0,
            columns=0,
            score=0.0,
            findings=(finding,),
            totals={finding.rule: 1},
            severities={finding.rule: finding.severity},
            readability=Readability.of_unreadable(),
        )

    def counts(self) -> dict[Severity, int]:
        """How many findings there are of each severity, zeros included."""
        counted: Counter[Severity] = Counter()
        for rule, total in self.totals.items():
            counted[self.severities[rule]] += total
        return {severity: counted[severity] for severity in _SEVERITIES}

    @property
    def publishable(self) -> bool:
        """Whether no finding is an error."""
        return self.counts()["error"] == 0

    def as_dict(self) -> dict[str, Any]:
        """The report as the JSON contract of docs/architecture.md section 6 spells it."""
        return {
            "standard": self.standard,
            "generation": self.generation,
            "encoding": self.encoding,
            "rows": self.rows,
            "columns": self.columns,
            "score": self.score,
            "readability": self.readability.as_dict(),
            "totals": dict(self.totals),
            "findings": [finding.as_dict() for finding in self.findings],
        }
