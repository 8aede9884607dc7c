"""The facts of one request or complaint, as the office wrote them down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What was asked of the office."""

    DISCLOSURE = "disclosure"
    """開示請求 (個人情報保護法76条)."""
    CORRECTION = "correction"
    """訂正請求 (90条)."""
    STOP_USE = "stop_use"
    """利用停止請求 (98条)."""
    COMPLAINT = "complaint"
    """苦情 (128条)."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """補正: the office asked to mend the paper; ``answered_on`` is None while it waits."""

    asked_on: date
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Extension:
    """延長 (83条2項 and its like): decided on a day, for a reason, told to the person.

    ``days`` is by how much; None means the longest that ``Periods`` allows.
    """

    on: date
    reason: str
    notified_on: date | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class SpecialExtension:
    """期限の特例 (84条, 95条, 103条).

    ``due_on`` is the date that the office set and told the person: for a disclosure the date
    for the rest, else for the whole.
    """

    on: date
    reason: str
    due_on: date
    notified_on: date | None = None


@dataclass(frozen=True, slots=True)
class Transfer:
    """移送 (85条, 96条): the case went to another agency."""

    on: date
    to: str
    notified_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that the dates depend on.

    ``received_on`` is the day on which the paper reached the office, also where another
    office received it first. ``disclosure_received_on`` is the day on which the person got
    the disclosure that a 訂正 or 利用停止 request follows. ``part_decided_on`` is the
    decision on the first part under 84条, ``decided_on`` the last decision (a complaint: the
    first reply).
    """

    kind: Kind
    received_on: date
    amendments: tuple[Amendment, ...] = ()
    extension: Extension | None = None
    special: SpecialExtension | None = None
    transfer: Transfer | None = None
    disclosure_received_on: date | None = None
    part_decided_on: date | None = None
    decided_on: date | None = None
