"""From the facts of one request to its dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ckanext.kagaconsent.deadlines import shown
from ckanext.kagaconsent.deadlines.answer import Answer, Deadline, Name, Step, Waiting
from ckanext.kagaconsent.deadlines.contradictions import refuse_contradictions
from ckanext.kagaconsent.deadlines.count import Count
from ckanext.kagaconsent.deadlines.facts import Extension, Facts, Kind, SpecialExtension
from ckanext.kagaconsent.deadlines.grounds import GROUNDS
from ckanext.kagaconsent.deadlines.periods import Periods
from ckanext.kagaconsent.deadlines.refusal import Refused
from ckanext.kagaconsent.deadlines.workdays import is_closed

_ARRIVED = {
    Kind.DISCLOSURE: ("開示請求を受け付けました", "the disclosure request was received"),
    Kind.CORRECTION: ("訂正請求を受け付けました", "the correction request was received"),
    Kind.STOP_USE: ("利用停止請求を受け付けました", "the request to stop use was received"),
    Kind.COMPLAINT: ("苦情を受け付けました", "the complaint was received"),
}


def reckon(facts: Facts, periods: Periods | None = None) -> Answer:
    """Compute every date of a request or complaint, each explained step by step.

    Raises Refused where the facts contradict each other or an extension came too late.
    """
    periods = periods or Periods()
    refuse_contradictions(facts, periods)
    if facts.kind is Kind.COMPLAINT:
        count = _begun(facts, periods, "complaint_days", "complaint")
        reply = count.deadline(Name.FIRST_REPLY)
        return Answer(first=reply, due=reply)
    filing = _filing(facts, periods)
    count, waiting = _counted(facts, periods)
    first = None if waiting else count.deadline(Name.FIRST_DECISION)
    if first:
        _refuse_late(facts, first)
    rest = None
    if facts.special:
        due, rest, waiting = _special(facts, facts.special, periods, first)
    elif facts.extension:
        due, waiting = _extended(facts, facts.extension, periods)
    else:
        due = replace(first, name=Name.DECISION) if first else None
    return Answer(
        first=first,
        due=due and _transferred(facts, due),
        rest=rest and _transferred(facts, rest),
        filing=filing,
        filed_in_time=facts.received_on <= filing.on if filing else None,
        waiting=waiting,
    )


def _begun(facts: Facts, periods: Periods, setting: str, ground: str) -> Count:
    """The count of a period of ``setting`` days from the receipt."""
    count = Count(facts.received_on, periods, *_ARRIVED[facts.kind], GROUNDS[facts.kind])
    days = periods.days(setting)
    own, own_en = ("（市の定め）", " (set by the city)") if periods.is_own(setting) else ("", "")
    ja, en = f"期間は{days}日{own}", f"The period is {days} days{own_en}"
    count.lengthen(days, ja, en, GROUNDS[ground], setting)
    return count


def _counted(facts: Facts, periods: Periods) -> tuple[Count, Waiting | None]:
    """The count of the first period, with its amendments."""
    setting = periods.decision_key(facts.kind)
    count = _begun(facts, periods, setting, setting)
    return count, count.suspend(facts.amendments, facts.kind)


def _refuse_late(facts: Facts, first: Deadline) -> None:
    """What lengthens a period is decided, and a special deadline told, before it ends."""
    special = facts.special
    for field, day in (
        ("extension.on", facts.extension and facts.extension.on),
        ("special.on", special and special.on),
        ("special.notified_on", special and special.notified_on),
    ):
        if day and day > first.on:
            raise Refused("KC-D004", field, value=day, first=first.on)


def _extended(
    facts: Facts, extension: Extension, periods: Periods
) -> tuple[Deadline | None, Waiting | None]:
    """The last day with an extension of the period (83条2項 and its like)."""
    setting = periods.extension_key(facts.kind)
    days = extension.days or periods.days(setting)
    ground = GROUNDS[f"{facts.kind}_extension"]
    base = periods.decision_key(facts.kind)
    count = _begun(facts, periods, base, base)
    count.lengthen(
        days,
        f"{shown.ja(extension.on)}に{days}日の延長を決めました（理由：{extension.reason}）。"
        f"{_notice_ja(extension.notified_on)}期間は延びて",
        f"On {shown.en(extension.on)} an extension by {days} days was decided (reason: "
        f"{extension.reason}). {_notice_en(extension.notified_on)}The period is longer",
        ground,
        setting,
    )
    waiting = count.suspend(facts.amendments, facts.kind)
    return (None if waiting else count.deadline(Name.DECISION)), waiting


def _special(
    facts: Facts, special: SpecialExtension, periods: Periods, first: Deadline | None
) -> tuple[Deadline | None, Deadline | None, Waiting | None]:
    """The dates under 84条 (a part, then the rest), 95条 or 103条 (the whole).

    They stand instead of an extension, if one was decided before.
    """
    if periods.move_from_closed_days and is_closed(special.due_on):
        raise Refused("KC-D009", "special.due_on", value=special.due_on)
    if facts.kind is not Kind.DISCLOSURE:
        _refuse_early(special, first)
        return _set(facts, special, Name.DECISION), None, None
    count = _begun(facts, periods, "special_part_days", "disclosure_special")
    ja, en = _decided(facts, special)
    count.say(
        f"{ja}この期間に相当の部分を決定します。",
        f"{en}A considerable part is decided within this period.",
        GROUNDS["disclosure_special"],
    )
    waiting = count.suspend(facts.amendments, facts.kind)
    part = None if waiting else count.deadline(Name.PART_DECISION)
    _refuse_early(special, part)
    return part, _set(facts, special, Name.REST_DECISION), waiting


def _refuse_early(special: SpecialExtension, before: Deadline | None) -> None:
    """The date that the office set lies after the one that it replaces."""
    if before and special.due_on <= before.on:
        earliest = date.fromordinal(before.on.toordinal() + 1)
        raise Refused("KC-D008", "special.due_on", value=special.due_on, earliest=earliest)


def _decided(facts: Facts, special: SpecialExtension) -> tuple[str, str]:
    """What was decided, in Japanese and in English."""
    instead, instead_en = (
        ("延長に代えて", " instead of the extension") if facts.extension else ("", "")
    )
    return (
        f"{shown.ja(special.on)}に{instead}期限の特例を決めました（理由：{special.reason}）。"
        f"{_notice_ja(special.notified_on)}",
        f"On {shown.en(special.on)} a special deadline was decided{instead_en} (reason: "
        f"{special.reason}). {_notice_en(special.notified_on)}",
    )


def _set(facts: Facts, special: SpecialExtension, name: Name) -> Deadline:
    """A date that the office set itself within 相当の期間."""
    arrived, arrived_en = _ARRIVED[facts.kind]
    received = facts.received_on
    ja, en = _decided(facts, special)
    steps = (
        Step(
            received,
            f"{shown.ja(received)}に{arrived}。",
            f"{shown.en(received)}: {arrived_en}.",
            GROUNDS[facts.kind],
        ),
        Step(
            special.due_on,
            f"{ja}定めた期限は{shown.ja(special.due_on)}です。",
            f"{en}It is {shown.en(special.due_on)}.",
            GROUNDS[f"{facts.kind}_special"],
        ),
    )
    return Deadline(name, special.due_on, steps)


def _transferred(facts: Facts, due: Deadline) -> Deadline:
    """Say who decides by the date when the case went to another agency."""
    transfer = facts.transfer
    if transfer is None:
        return due
    step = Step(
        due.on,
        f"{shown.ja(transfer.on)}に{transfer.to}へ移送しました。"
        f"{_notice_ja(transfer.notified_on)}受付日は変わらず、移送先が{shown.ja(due.on)}"
        "までに決定します。",
        f"On {shown.en(transfer.on)} the case went to {transfer.to}. "
        f"{_notice_en(transfer.notified_on)}The day of receipt stays: the agency there decides "
        f"by {shown.en(due.on)}.",
        GROUNDS[f"{facts.kind}_transfer"],
    )
    return replace(due, steps=(*due.steps, step))


def _filing(facts: Facts, periods: Periods) -> Deadline | None:
    """The last day on which the person could make the request after a disclosure."""
    disclosed = facts.disclosure_received_on
    if disclosed is None:
        return None
    # the person's period is in calendar days, however the office counts its own
    count = Count(
        disclosed,
        replace(periods, calendar_days=True),
        "本人が開示を受けました",
        "the person received the disclosure",
        GROUNDS[f"{facts.kind}_filing"],
    )
    days = periods.filing_days
    count.lengthen(
        days,
        f"請求できる期間は{days}日",
        f"The request can be made for {days} days",
        GROUNDS[f"{facts.kind}_filing"],
        "filing_days",
    )
    return count.deadline(Name.FILING, "last_day_of_filing")


def _notice_ja(day: date | None) -> str:
    return f"本人には{shown.ja(day)}に通知しました。" if day else "本人への通知はまだです。"


def _notice_en(day: date | None) -> str:
    return f"The person was told on {shown.en(day)}. " if day else "The person is not told yet. "
