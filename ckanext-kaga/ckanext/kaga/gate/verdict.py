"""A verdict: what the gate found in a table, without the personal values."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from ckanext.kaga.gate.rules import RULES, Rule, Severity

Outcome = Literal["refused", "blocked", "look", "clear"]
"""``refused``: never public; ``blocked``: public only when a second person releases it with a
written reason; ``look``: public, after a person has looked; ``clear``: nothing found."""

_GRAVITY: tuple[Outcome, ...] = ("refused", "blocked", "look")


@dataclass(frozen=True, slots=True)
class Place:
    """One place: the row number that a spreadsheet shows, and the masked find.

    ``row`` is None where the find is not in a row of the table.
    """

    row: int | None
    excerpt: str


@dataclass(frozen=True, slots=True)
class Hit:
    """What one rule found in one column (or pair of columns) of the table, or in the file.

    ``column`` names the header cells, None where the find is about the file; a header that
    is itself personal is named by its letter. ``count`` is the number of cells, all of them;
    ``places`` are the first few.
    """

    rule: Rule
    column: str | None
    count: int
    places: tuple[Place, ...]

    @property
    def severity(self) -> Severity:
        """How grave it is."""
        return self.rule.severity

    @property
    def message(self) -> str:
        """What was found and where, for staff, in Japanese."""
        return self.rule.message_ja.format(column=self.column, count=f"{self.count:,}")

    @property
    def message_en(self) -> str:
        """What was found and where, in English."""
        return self.rule.message_en.format(column=self.column, count=f"{self.count:,}")

    def as_dict(self) -> dict[str, Any]:
        """The hit as JSON takes it, with why it matters and what to do."""
        return {
            "rule": self.rule.id,
            "severity": self.severity,
            "column": self.column,
            "count": self.count,
            "places": [asdict(place) for place in self.places],
            "message": self.message,
            "message_en": self.message_en,
            "why": self.rule.why_ja,
            "why_en": self.rule.why_en,
            "remedy": self.rule.remedy_ja,
            "remedy_en": self.rule.remedy_en,
            "source": self.rule.source,
        }


@dataclass(frozen=True)
class Verdict:
    """All hits, the gravest first."""

    hits: tuple[Hit, ...]

    @property
    def outcome(self) -> Outcome:
        """What the gravest hit means for publishing; information alone means nothing."""
        severities = {hit.severity for hit in self.hits}
        return next((grave for grave in _GRAVITY if grave in severities), "clear")

    @property
    def grave(self) -> tuple[Hit, ...]:
        """The hits that keep the table from the public, at least until a second person agrees."""
        return tuple(hit for hit in self.hits if hit.severity in {"refused", "blocked"})

    def as_dict(self) -> dict[str, Any]:
        """The verdict as JSON takes it."""
        return {"outcome": self.outcome, "hits": [hit.as_dict() for hit in self.hits]}


def verdict(hits: list[Hit]) -> Verdict:
    """Put hits in order: by gravity, by rule, by the first row, by column.

    The order is the hits' own, so that a table read in batches gives the same verdict.
    """
    gravity = ("refused", "blocked", "look", "info")
    order = list(RULES)

    def rank(hit: Hit) -> tuple[int, int, int, str]:
        first = hit.places[0].row if hit.places else None
        grave = gravity.index(hit.severity)
        return grave, order.index(hit.rule.id), first or 0, hit.column or ""

    return Verdict(tuple(sorted(hits, key=rank)))
