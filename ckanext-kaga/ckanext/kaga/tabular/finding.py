"""A finding: one thing about a file that a person should know."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import Any, Literal, NamedTuple, Protocol, TypedDict

Severity = Literal["error", "warning", "notice"]
Confidence = Literal["safe", "likely", "ask"]

_SHOWN = 60
_SPACE, _SPACES = "␣", " \t\r\n\u3000\xa0"
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u2060\ufeff]")


class Repair(TypedDict):
    """A proposed new value: ``safe`` is proved, ``likely`` is a guess, ``ask`` needs a person."""

    new: str
    confidence: Confidence


class Said(Protocol):
    """What a finding needs of the rule that it breaks."""

    @property
    def id(self) -> str:
        """The stable id, such as KG-T012."""

    @property
    def severity(self) -> Severity:
        """How serious it is."""

    @property
    def message_ja(self) -> str:
        """The sentence as a format template."""

    @property
    def message_en(self) -> str:
        """The same in English."""


class Finding(NamedTuple):
    """What is wrong, where, and how to put it right.

    ``row`` is the row number that a spreadsheet shows for the original file (1-based), None
    when the finding is about the whole file or a whole column. ``column`` is the header cell
    as the file has it, ``value`` the cell as the file has it. ``words`` are further words of
    the message. ``place`` is the number of the column from 0, which tells columns of one name
    apart; ``before`` is what both sentences begin with. A large file can have a hundred thousand
    findings: so they are tuples, and the sentences are made when somebody reads them.
    """

    said: Said
    row: int | None
    column: str | None
    value: str | None
    repair: Repair | None = None
    words: Mapping[str, Hashable] | None = None
    place: int | None = None
    before: tuple[str, str] = ("", "")

    @property
    def rule(self) -> str:
        """The id of the rule."""
        return self.said.id

    @property
    def severity(self) -> Severity:
        """``error``: a cell cannot be stored exactly, publishing is blocked; ``warning``:
        against the standard, yet storable; ``notice``: worth knowing."""
        return self.said.severity

    @property
    def message(self) -> str:
        """What is wrong and what to do, in Japanese."""
        return self.before[0] + self._sentence(self.said.message_ja)

    @property
    def message_en(self) -> str:
        """The same in English."""
        return self.before[1] + self._sentence(self.said.message_en)

    def _sentence(self, template: str) -> str:
        """A template with its words. Long values are cut in it, never in ``value``."""
        value, new = self.value or "", self.repair["new"] if self.repair else ""
        if len(value) + len(new) > _SHOWN:
            value, new = _shown(value), _shown(new)
        words = tuple(self.words.items()) if self.words else ()
        return str(self.row).join(_around_row(template, self.column or "", value, new, words))

    def as_dict(self) -> dict[str, Any]:
        """The finding as the JSON contract of docs/architecture.md section 6 spells it."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "message": self.message,
            "message_en": self.message_en,
            "repair": dict(self.repair) if self.repair else None,
        }


@lru_cache(maxsize=1024)
def _around_row(
    template: str, column: str, value: str, new: str, words: tuple[tuple[str, Hashable], ...]
) -> tuple[str, ...]:
    """What a sentence says around the row; the same damage comes again and again."""
    told = {"column": _shown(column), "value": _shown(value), "new": _shown(new), **dict(words)}
    return tuple(part.format_map(told) for part in template.split("{row}"))


def _shown(text: str) -> str:
    """One line of a text for a sentence, cut where it is long."""
    line = _line(text)
    if len(line) <= _SHOWN:
        return line
    after = len(line) - len(line.rstrip(_SPACE))
    return line[: _SHOWN - 1] + "…" + _SPACE * min(after, 1)


def _line(text: str) -> str:
    """A text in one line, in which what nobody can see is shown: spaces around as ␣, other
    characters by their number."""
    kept = text.strip(_SPACES)
    if not kept:
        return ""
    before, after = text.partition(kept)[::2]
    line = _UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", " ".join(kept.split()))
    return _SPACE * len(before) + line + _SPACE * len(after)
