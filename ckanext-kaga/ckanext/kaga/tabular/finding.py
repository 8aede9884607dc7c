"""A finding: one thing about a file that a person should know."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal, TypedDict

Severity = Literal["error", "warning", "notice"]


class Repair(TypedDict):
    """A proposed new value: ``safe`` is proved, ``likely`` is a guess, ``ask`` needs a person."""

    new: str
    confidence: Literal["safe", "likely", "ask"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, where, and how to put it right.

    ``row`` is the row number that a spreadsheet shows for the original file (1-based),
    None when the finding is about the whole file or a whole column. ``column`` is the
    header cell as the file has it, ``value`` the cell as the file has it. ``severity``
    error: a cell cannot be stored exactly, publishing is blocked; warning: against the
    standard, yet storable; notice: worth knowing.
    """

    rule: str
    severity: Severity
    row: int | None
    column: str | None
    value: str | None
    message: str
    message_en: str
    repair: Repair | None = None

    def as_dict(self) -> dict[str, Any]:
        """The finding as the JSON contract of docs/architecture.md section 6 spells it."""
        return asdict(self)
