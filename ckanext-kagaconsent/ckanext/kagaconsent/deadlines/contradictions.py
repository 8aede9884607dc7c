"""Facts that cannot be, found before anything is counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ckanext.kagaconsent.deadlines.facts import Facts, Kind
from ckanext.kagaconsent.deadlines.periods import Periods
from ckanext.kagaconsent.deadlines.refusal import Refused

_YEARS = (2000, 2100)
"""Outside it a date is a typing error; the holidays of 2101 are anybody's guess."""

_NO_LAW = {
    Kind.COMPLAINT: (
        "苦情には法律上の補正・延長・移送がありません",
        "the law has none for complaints",
    ),
    Kind.STOP_USE: ("利用停止請求には移送の規定がありません", "the law has no transfer here"),
    Kind.DISCLOSURE: (
        "開示請求に先立つ開示はありません",
        "no disclosure comes before this request",
    ),
}
_ONLY_PARTS = ("一部ずつの決定は第84条の開示決定だけです", "only art. 84 has parts")
_NAMES = {
    Kind.COMPLAINT: ("苦情", "A complaint"),
    Kind.STOP_USE: ("利用停止請求", "A request to stop use"),
    Kind.DISCLOSURE: ("開示請求", "A disclosure request"),
    Kind.CORRECTION: ("訂正請求", "A correction request"),
}
_ABSENT = {
    Kind.COMPLAINT: (
        "amendments",
        "extension",
        "special",
        "transfer",
        "disclosure_received_on",
        "part_decided_on",
    ),
    Kind.STOP_USE: ("transfer", "part_decided_on"),
    Kind.DISCLOSURE: ("disclosure_received_on",),
    Kind.CORRECTION: ("part_decided_on",),
}


def refuse_contradictions(facts: Facts, periods: Periods) -> None:
    """Raise Refused for the first fact that contradicts the others.

    What depends on a computed date is refused where it is computed.
    """
    for field in _ABSENT[facts.kind]:
        if getattr(facts, field):
            kind, kind_en = _NAMES[facts.kind]
            why, why_en = _ONLY_PARTS if field == "part_decided_on" else _NO_LAW[facts.kind]
            raise Refused("KC-D010", field, kind=kind, kind_en=kind_en, why=why, why_en=why_en)
    for field, day in _dates(facts):
        if not _YEARS[0] <= day.year <= _YEARS[1]:
            raise Refused("KC-D013", field, value=day, lowest=_YEARS[0], highest=_YEARS[1])
    _refuse_order(facts)
    _refuse_amendments(facts)
    _refuse_extension(facts, periods)


def _dates(facts: Facts) -> Iterator[tuple[str, date]]:
    """Every date of the facts with the name of its field."""
    yield "received_on", facts.received_on
    for at, amendment in enumerate(facts.amendments):
        yield f"amendments[{at}].asked_on", amendment.asked_on
        if amendment.answered_on:
            yield f"amendments[{at}].answered_on", amendment.answered_on
    if facts.special:
        yield "special.due_on", facts.special.due_on
    for name, part in (
        ("extension", facts.extension),
        ("special", facts.special),
        ("transfer", facts.transfer),
    ):
        if part:
            yield f"{name}.on", part.on
            if part.notified_on:
                yield f"{name}.notified_on", part.notified_on
    for field in ("disclosure_received_on", "part_decided_on", "decided_on"):
        if day := getattr(facts, field):
            yield field, day


def _refuse_order(facts: Facts) -> None:
    """Nothing happens before the receipt, and nothing is arranged after the decision."""
    received = facts.received_on
    if facts.disclosure_received_on and facts.disclosure_received_on > received:
        raise Refused(
            "KC-D011",
            "disclosure_received_on",
            value=facts.disclosure_received_on,
            received=received,
        )
    arranged = ("asked_on", ".on", "part_decided_on")
    for field, day in _dates(facts):
        if field != "disclosure_received_on" and day < received:
            raise Refused("KC-D001", field, value=day, received=received)
        if facts.decided_on and field.endswith(arranged) and day > facts.decided_on:
            raise Refused("KC-D012", field, value=day, decided=facts.decided_on)


def _refuse_amendments(facts: Facts) -> None:
    """Amendment periods follow each other; only the last may be open."""
    last: date | None = None
    for at, amendment in enumerate(facts.amendments):
        field = f"amendments[{at}]"
        if at and (last is None or amendment.asked_on < last):
            raise Refused("KC-D003", f"{field}.asked_on")
        last = amendment.answered_on
        if last and last < amendment.asked_on:
            raise Refused("KC-D002", f"{field}.answered_on", value=last, asked=amendment.asked_on)


def _refuse_extension(facts: Facts, periods: Periods) -> None:
    """An extension has a reason, a notice after it, and no more days than allowed."""
    for name, part in (("extension", facts.extension), ("special", facts.special)):
        if part and not part.reason.strip():
            raise Refused("KC-D005", f"{name}.reason")
    for name, told in (
        ("extension", facts.extension),
        ("special", facts.special),
        ("transfer", facts.transfer),
    ):
        if told and told.notified_on and told.notified_on < told.on:
            raise Refused("KC-D007", f"{name}.notified_on", value=told.notified_on, decided=told.on)
    if facts.extension and facts.extension.days is not None:
        longest = periods.days(periods.extension_key(facts.kind))
        if not 1 <= facts.extension.days <= longest:
            raise Refused(
                "KC-D006", "extension.days", value=facts.extension.days, lowest=1, highest=longest
            )
