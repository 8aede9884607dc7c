"""What happens to a case, and what follows from it: pure Python, like the deadlines it feeds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ckanext.kaga.common.named import Named
from ckanext.kagaconsent.deadlines import (
    Amendment,
    Extension,
    Facts,
    Kind,
    SpecialExtension,
    Transfer,
)


class Event(Named):
    """What can happen to a case."""

    RECEIVED = "received", "受付", "Received"
    IDENTIFIED = "identified", "本人確認", "Identity checked"
    CORRECTION_ASKED = "correction_asked", "補正の求め", "Correction asked for"
    CORRECTION_ANSWERED = "correction_answered", "補正の完了", "Correction came in"
    EXTENDED = "extended", "期限の延長", "Deadline extended"
    EXTENDED_SPECIALLY = "extended_specially", "期限の特例", "Special deadline"
    TRANSFERRED = "transferred", "他機関への移送", "Transferred to another agency"
    ASSIGNED = "assigned", "担当課の変更", "Given to another department"
    SECRET_RENEWED = "secret_renewed", "合言葉の再発行", "New passphrase given"
    PART_DECIDED = "part_decided", "相当の部分の決定", "First part decided"
    DECIDED = "decided", "決定・回答", "Decided or answered"
    DISCLOSED = "disclosed", "開示の実施", "Disclosed"
    REVIEW_ASKED = "review_asked", "審査請求", "Review asked for"
    WITHDRAWN = "withdrawn", "取下げ", "Withdrawn"
    CLOSED = "closed", "完結", "Closed"
    STRUCK = "struck", "記録の取消し", "Entry struck out"


APART = frozenset({Event.ASSIGNED, Event.SECRET_RENEWED})
"""What has a way of its own, and cannot be struck out: it has taken effect."""


class Outcome(Named):
    """How a case ended: by a decision, an answer to a complaint, or without either."""

    FULL = "full", "全部を認める", "Granted in full"
    PARTIAL = "partial", "一部を認める", "Granted in part"
    NONE = "none", "認めない", "Not granted"
    NOT_SAID = "not_said", "存否応答拒否", "Existence neither confirmed nor denied"
    NOT_HELD = "not_held", "不存在", "Not held"
    DISMISSED = "dismissed", "却下（形式の不備など）", "Dismissed for its form"
    IMPROVED = "improved", "改善した", "Put right"
    EXPLAINED = "explained", "説明した", "Explained"
    REFERRED = "referred", "他の窓口を案内した", "Referred elsewhere"
    WITHDRAWN = "withdrawn", "取下げ", "Withdrawn"
    TRANSFERRED = "transferred", "移送", "Transferred"


ENDS: dict[str, Outcome] = {one.value: one for one in Outcome}
"""How a case can end, by its value."""


class Stands(Named):
    """Where a case stands, as its row keeps it for lists."""

    OPEN = "open", "対応中", "Open"
    WAITING = "waiting", "補正待ち", "Waiting for a correction"
    TRANSFERRED = "transferred", "移送済み", "Transferred"
    DECIDED = "decided", "決定・回答済み", "Decided or answered"
    WITHDRAWN = "withdrawn", "取下げ", "Withdrawn"
    CLOSED = "closed", "完結", "Closed"


KINDS = {
    Kind.DISCLOSURE: ("開示請求", "Request for disclosure"),
    Kind.CORRECTION: ("訂正請求", "Request for correction"),
    Kind.STOP_USE: ("利用停止請求", "Request to stop use"),
    Kind.COMPLAINT: ("苦情・相談", "Complaint"),
}
"""The names of the kinds, in Japanese and in English."""

_DECISIONS = (Outcome.FULL, Outcome.PARTIAL, Outcome.NONE)
OUTCOMES: dict[Kind, tuple[Outcome, ...]] = {
    Kind.DISCLOSURE: (*_DECISIONS, Outcome.NOT_SAID, Outcome.NOT_HELD, Outcome.DISMISSED),
    Kind.CORRECTION: (*_DECISIONS, Outcome.DISMISSED),
    Kind.STOP_USE: (*_DECISIONS, Outcome.DISMISSED),
    Kind.COMPLAINT: (Outcome.IMPROVED, Outcome.EXPLAINED, Outcome.REFERRED),
}
"""How a case of each kind can be decided."""

REQUIRED: dict[Event, tuple[str, ...]] = {
    Event.IDENTIFIED: ("how",),
    Event.CORRECTION_ASKED: ("reason",),
    Event.EXTENDED: ("reason",),
    Event.EXTENDED_SPECIALLY: ("reason", "due_on"),
    Event.TRANSFERRED: ("to",),
    Event.DECIDED: ("outcome",),
    Event.STRUCK: ("of", "reason"),
}
"""What has to be said of an event beside its day."""

OPTIONAL: dict[Event, tuple[str, ...]] = {
    Event.RECEIVED: ("disclosure_received_on",),
    Event.EXTENDED: ("days", "notified_on"),
    Event.EXTENDED_SPECIALLY: ("notified_on",),
    Event.TRANSFERRED: ("notified_on", "reason"),
    Event.DECIDED: ("reason",),
    Event.REVIEW_ASKED: ("reason",),
    Event.WITHDRAWN: ("reason",),
    Event.CLOSED: ("reason",),
}
"""What may be said of it as well."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the trail of a case.

    ``detail`` is what JSON has: ``days`` and ``of`` are numbers, days of the calendar ISO 8601.
    """

    number: int
    event: Event
    on: date
    reason: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)


def holding(trail: Sequence[Entry]) -> list[Entry]:
    """Return the entries that hold: none that strikes another out, none that was struck out."""
    gone = {entry.detail.get("of") for entry in trail if entry.event is Event.STRUCK}
    return [
        entry for entry in trail if entry.event is not Event.STRUCK and entry.number not in gone
    ]


def facts(kind: Kind, trail: Sequence[Entry]) -> Facts:
    """Return what the deadlines depend on; of two entries of an event the later one holds."""
    held = holding(trail)
    last = {entry.event: entry for entry in held}
    received = last[Event.RECEIVED]
    return Facts(
        kind=kind,
        received_on=received.on,
        amendments=_amendments(held),
        extension=_extension(last.get(Event.EXTENDED)),
        special=_special(last.get(Event.EXTENDED_SPECIALLY)),
        transfer=_transfer(last.get(Event.TRANSFERRED)),
        disclosure_received_on=_day(received.detail.get("disclosure_received_on")),
        part_decided_on=_on(last.get(Event.PART_DECIDED)),
        decided_on=_on(last.get(Event.DECIDED)),
    )


def possible(kind: Kind, trail: Sequence[Entry]) -> list[Event]:
    """Return what can be entered next, in the order of ``Event``; what is APART never is."""
    happened = {entry.event for entry in holding(trail)}
    if Event.CLOSED in happened:
        return [Event.STRUCK]
    found = {Event.RECEIVED, Event.STRUCK}
    request = kind is not Kind.COMPLAINT
    if request and Event.IDENTIFIED not in happened:
        found.add(Event.IDENTIFIED)
    if happened.isdisjoint({Event.DECIDED, Event.WITHDRAWN}):
        found |= {Event.DECIDED, Event.WITHDRAWN}
        if request:
            found |= _before_decision(kind, holding(trail), happened)
    elif request and Event.DECIDED in happened:
        found.add(Event.REVIEW_ASKED)
        if kind is Kind.DISCLOSURE:
            found.add(Event.DISCLOSED)
    if happened & {Event.DECIDED, Event.WITHDRAWN, Event.TRANSFERRED}:
        found.add(Event.CLOSED)
    return [event for event in Event if event in found]


def outcome(trail: Sequence[Entry]) -> Outcome | None:
    """Return how the case ended, or None while it has not."""
    last = {entry.event: entry for entry in holding(trail)}
    if Event.DECIDED in last:
        return ENDS[last[Event.DECIDED].detail["outcome"]]
    if Event.WITHDRAWN in last:
        return Outcome.WITHDRAWN
    return Outcome.TRANSFERRED if Event.TRANSFERRED in last else None


def needs_identity(kind: Kind, chosen: Outcome) -> bool:
    """Tell whether a decision can be entered only once the identity was checked.

    A complaint needs no name, and a request can be dismissed because nobody showed who they are.
    """
    return kind is not Kind.COMPLAINT and chosen is not Outcome.DISMISSED


def fiscal_year(day: date) -> int:
    """Return the fiscal year (年度, from April) that a day is in."""
    april = 4
    return day.year if day.month >= april else day.year - 1


def _before_decision(kind: Kind, held: Sequence[Entry], happened: set[Event]) -> set[Event]:
    waiting = any(amendment.answered_on is None for amendment in _amendments(held))
    found = {Event.CORRECTION_ANSWERED if waiting else Event.CORRECTION_ASKED}
    found |= {Event.EXTENDED, Event.EXTENDED_SPECIALLY} - happened
    if kind is not Kind.STOP_USE:
        found |= {Event.TRANSFERRED} - happened
    if kind is Kind.DISCLOSURE and Event.EXTENDED_SPECIALLY in happened:
        found |= {Event.PART_DECIDED} - happened
    return found


def _amendments(held: Sequence[Entry]) -> tuple[Amendment, ...]:
    found: list[Amendment] = []
    for entry in held:
        if entry.event is Event.CORRECTION_ASKED:
            found.append(Amendment(entry.on))
        elif entry.event is Event.CORRECTION_ANSWERED and found:
            found[-1] = Amendment(found[-1].asked_on, entry.on)
    return tuple(found)


def _extension(entry: Entry | None) -> Extension | None:
    if entry is None:
        return None
    notified = _day(entry.detail.get("notified_on"))
    return Extension(entry.on, entry.reason, notified, entry.detail.get("days"))


def _special(entry: Entry | None) -> SpecialExtension | None:
    if entry is None:
        return None
    due = date.fromisoformat(entry.detail["due_on"])
    return SpecialExtension(entry.on, entry.reason, due, _day(entry.detail.get("notified_on")))


def _transfer(entry: Entry | None) -> Transfer | None:
    if entry is None:
        return None
    return Transfer(entry.on, entry.detail["to"], _day(entry.detail.get("notified_on")))


def _on(entry: Entry | None) -> date | None:
    return entry.on if entry else None


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None
