"""A finding: one thing about a file that a person should know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NamedTuple, Protocol, TypedDict, overload

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


@dataclass
class Matter:
    """What a finding is about, but for its row: the same damage comes again and again.

    ``column`` is the header cell as the file has it, ``value`` the cell as the file has it.
    ``words`` are further words of the message. ``place`` is the number of the column from 0,
    which tells columns of one name apart; ``before`` is what both sentences begin with.
    """

    said: Said
    column: str | None = None
    value: str | None = None
    repair: Repair | None = None
    words: Mapping[str, Any] | None = None
    place: int | None = None
    before: tuple[str, str] = ("", "")

    @cached_property
    def ja(self) -> tuple[str, ...]:
        """What the sentence in Japanese says around the row."""
        return self._around_row(self.before[0], self.said.message_ja)

    @cached_property
    def en(self) -> tuple[str, ...]:
        """The same in English."""
        return self._around_row(self.before[1], self.said.message_en)

    def _around_row(self, before: str, template: str) -> tuple[str, ...]:
        """The parts of a sentence. Long values are cut in it, never in ``value``."""
        told = {
            "column": _shown(self.column or ""),
            "value": _shown(self.value or ""),
            "new": _shown(self.repair["new"] if self.repair else ""),
            **(self.words or {}),
        }
        first, *rest = (part.format_map(told) for part in template.split("{row}"))
        return (before + first, *rest)


class Finding(NamedTuple):
    """What is wrong, where, and how to put it right.

    ``row`` is the row number that a spreadsheet shows for the original file (1-based), None
    when the finding is about the whole file or a whole column. The sentences are made when
    somebody reads them.
    """

    matter: Matter
    row: int | None = None

    @property
    def rule(self) -> str:
        """The id of the rule."""
        return self.matter.said.id

    @property
    def severity(self) -> Severity:
        """``error``: a cell cannot be stored exactly, publishing is blocked; ``warning``:
        against the standard, yet storable; ``notice``: worth knowing."""
        return self.matter.said.severity

    @property
    def column(self) -> str | None:
        """The header cell as the file has it."""
        return self.matter.column

    @property
    def value(self) -> str | None:
        """The cell as the file has it."""
        return self.matter.value

    @property
    def repair(self) -> Repair | None:
        """What to write instead, where there is a proposal."""
        return self.matter.repair

    @property
    def place(self) -> int | None:
        """The number of the column from 0."""
        return self.matter.place

    @property
    def message(self) -> str:
        """What is wrong and what to do, in Japanese."""
        return str(self.row).join(self.matter.ja)

    @property
    def message_en(self) -> str:
        """The same in English."""
        return str(self.row).join(self.matter.en)

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


class Findings(Sequence[Finding]):
    """Findings of a large file, of which there can be a hundred thousand.

    Kept are their matters and rows; each becomes an object when somebody reads it.
    """

    def __init__(self, matters: Iterable[Matter] = (), rows: Iterable[int | None] = ()) -> None:
        """Begin with a matter and a row for each."""
        self._matters, self._rows = list(matters), list(rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Finding]:
        return map(Finding, self._matters, self._rows)

    @overload
    def __getitem__(self, place: int) -> Finding: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Finding]: ...
    def __getitem__(self, place: int | slice) -> Finding | Sequence[Finding]:
        if isinstance(place, slice):
            return tuple(self)[place]
        return Finding(self._matters[place], self._rows[place])

    def __add__(self, others: Findings) -> Findings:
        return Findings(self._matters + others._matters, self._rows + others._rows)

    def append(self, finding: Finding) -> None:
        """Add one."""
        self.extend((finding.matter,), (finding.row,))

    def extend(self, matters: Iterable[Matter], rows: Iterable[int | None]) -> None:
        """Add many: a matter and a row for each."""
        self._matters.extend(matters)
        self._rows.extend(rows)

    def by_row(self) -> Findings:
        """Return them in the order of their rows, those without a row first."""
        order = sorted(range(len(self)), key=lambda place: self._rows[place] or 0)
        return Findings((self._matters[at] for at in order), (self._rows[at] for at in order))


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
