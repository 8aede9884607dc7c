"""Where a request stands on one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ckanext.kagaconsent.deadlines import shown
from ckanext.kagaconsent.deadlines.facts import Facts
from ckanext.kagaconsent.deadlines.periods import Periods
from ckanext.kagaconsent.deadlines.reckon import reckon
from ckanext.kagaconsent.deadlines.refusal import Refused


class State(StrEnum):
    """What a list of requests shows."""

    OPEN = "open"
    DUE_SOON = "due_soon"
    """``Periods.warn_days`` days or fewer are left."""
    OVERDUE = "overdue"
    WAITING = "waiting"
    """補正待ち: the count stands still."""
    TRANSFERRED = "transferred"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class Status:
    """The state on a day.

    ``due`` is the next date that has to be kept, None while the count stands still.
    ``days_left`` are calendar days up to it, negative when it is past; while waiting, the days
    that are left of the period. ``late`` tells whether the decision came after its date.
    """

    state: State
    due: date | None
    days_left: int | None
    late: bool
    ja: str
    en: str


def status(facts: Facts, today: date, periods: Periods | None = None) -> Status:
    """Return where the request stands at the end of ``today``.

    Raises Refused as ``reckon`` does, and for a day before the receipt.
    """
    periods = periods or Periods()
    answer = reckon(facts, periods)
    if facts.received_on > today:
        raise Refused("KC-D014", "received_on", value=facts.received_on, today=today)
    final = answer.rest or answer.due
    if facts.decided_on:
        late = final is not None and facts.decided_on > final.on
        return Status(
            State.DECIDED,
            final.on if final else None,
            None,
            late,
            f"{shown.ja(facts.decided_on)}に決定しました{'（期限後）' if late else ''}。",
            f"Decided on {shown.en(facts.decided_on)}{' (late)' if late else ''}.",
        )
    due = answer.rest if answer.rest and facts.part_decided_on else answer.due
    if facts.transfer:
        return Status(
            State.TRANSFERRED,
            due.on if due else None,
            None,
            False,
            f"{facts.transfer.to}へ移送しました。",
            f"Transferred to {facts.transfer.to}.",
        )
    if due is None:
        # only an open amendment leaves a request without a date
        left = answer.waiting.days_left if answer.waiting else 0
        return Status(
            State.WAITING,
            None,
            left,
            False,
            f"補正を待っています。補正の後に残る日数は{left}日です。",
            f"Waiting for an amendment; {left} days are left after it.",
        )
    left = (due.on - today).days
    if left < 0:
        return Status(
            State.OVERDUE,
            due.on,
            left,
            True,
            f"期限（{shown.ja(due.on)}）を{-left}日過ぎています。",
            f"{-left} days past the deadline ({shown.en(due.on)}).",
        )
    return Status(
        State.DUE_SOON if left <= periods.warn_days else State.OPEN,
        due.on,
        left,
        False,
        f"期限は{shown.ja(due.on)}、あと{left}日です。",
        f"Due on {shown.en(due.on)}, {left} days left.",
    )
