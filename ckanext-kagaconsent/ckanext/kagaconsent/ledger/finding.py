"""A finding about a register entry: what is missing or evasive, and in which field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Severity = Literal["error", "warning", "notice"]


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that can be wrong with an entry; ids never change.

    ``message_ja`` and ``message_en`` are format templates over ``item`` (the name of the
    field for people), ``value``, ``place`` and the words that the finder passes.
    """

    id: str
    severity: Severity
    title_ja: str
    title_en: str
    message_ja: str
    message_en: str

    def finding(
        self, field: str, value: str = "", *, place: str | None = None, **words: object
    ) -> Finding:
        """Say it about one field."""
        return Finding(self, field, value, place, words)


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with which field.

    ``field`` is the name in the dataclass, with positions for lists (``items[0].name_ja``).
    ``place`` is where it stands in a file that was read, such as ``児童手当!D5``.
    """

    said: Rule
    field: str
    value: str
    place: str | None
    words: Mapping[str, object]

    @property
    def rule(self) -> str:
        """The id of the rule."""
        return self.said.id

    @property
    def severity(self) -> Severity:
        """``error``: must not be published; ``warning``: look at it; ``notice``: worth knowing."""
        return self.said.severity

    @property
    def message(self) -> str:
        """What is wrong and what to do, in Japanese."""
        return self.said.message_ja.format_map(self._told())

    @property
    def message_en(self) -> str:
        """The same in English."""
        return self.said.message_en.format_map(self._told())

    def _told(self) -> dict[str, object]:
        shown = self.value if len(self.value) <= 60 else self.value[:59] + "…"  # noqa: PLR2004
        return {"field": self.field, "value": shown, "place": self.place or "", **self.words}

    def as_dict(self) -> dict[str, Any]:
        """The finding as plain values, for JSON."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "field": self.field,
            "value": self.value,
            "place": self.place,
            "message": self.message,
            "message_en": self.message_en,
        }
