"""The desk: who is inside, what follows from the trail of a case, and what is told of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import authz, model

from ckanext.kaga.common import times
from ckanext.kaga.common.times import iso
from ckanext.kaga.shared.language import language
from ckanext.kagaconsent import casework, desk_settings, roles
from ckanext.kagaconsent.casework import Entry, Event, Stands
from ckanext.kagaconsent.deadlines import Answer, Kind, Refused, State, reckon, status
from ckanext.kagaconsent.model import (
    Case,
    CaseAccess,
    CaseAttachment,
    CaseEvent,
    CaseMessage,
)

ACCESSES_SHOWN = 50
_STANDS = {
    State.WAITING: Stands.WAITING,
    State.TRANSFERRED: Stands.TRANSFERRED,
    State.DECIDED: Stands.DECIDED,
}
_FIELDS = {"reason": "reason", "due_on": "due_on", "days": "days", "notified_on": "notified_on"}


def is_desk(user: str, owner_org: str) -> bool:
    """Tell whether somebody answers for the organisation."""
    if authz.is_sysadmin(user):
        return True
    return authz.users_role_for_group_or_org(owner_org, user) in desk_settings.desk_roles()


def silent(kind: Kind) -> set[str]:
    """Return the ids of the organisations that do not answer cases of a kind.

    Requests under the act's chapter on public agencies are not made to a private business, which
    answers complaints. The reviewing body gives opinions and answers nobody.
    """
    businesses = [] if kind is Kind.COMPLAINT else roles.businesses()
    return {group.id for group in (*roles.bodies(), *businesses)}


def desks_of(user: str) -> list[str] | None:
    """Return the ids of the organisations that somebody answers for; None is every one."""
    if authz.is_sysadmin(user):
        return None
    person = model.User.get(user) if user else None
    if person is None:
        return []
    return sorted(
        {
            group
            for role in desk_settings.desk_roles()
            for group in person.get_group_ids("organization", role)
        }
    )


def trail(events: Sequence[CaseEvent]) -> list[Entry]:
    """Return the events of a case as the casework has them."""
    return [
        Entry(one.number, Event(one.event), one.happened_on, one.reason, one.detail)
        for one in events
    ]


def follow(case: Case, entries: Sequence[Entry]) -> None:
    """Write into the case what follows from its trail; raises ValidationError for what cannot be.

    The caller holds the case's lock.
    """
    kind = Kind(case.kind)
    try:
        facts = casework.facts(kind, entries)
        today = max(times.today(), facts.received_on)
        stood = status(facts, today, desk_settings.periods())
    except Refused as refused:
        raise refusal(refused) from refused
    happened = {entry.event: entry for entry in casework.holding(entries)}
    stands = _STANDS.get(stood.state, Stands.OPEN)
    if Event.WITHDRAWN in happened:
        stands = Stands.WITHDRAWN
    if Event.CLOSED in happened:
        stands = Stands.CLOSED
    outcome = casework.outcome(entries)
    case.keep(
        received_on=facts.received_on,
        stands=stands.value,
        due_on=stood.due if stands is Stands.OPEN else None,
        outcome=outcome.value if outcome else None,
        decided_on=facts.decided_on,
        extended=bool(facts.extension or facts.special),
        late=stood.state is State.DECIDED and stood.late,
        closed_on=happened[Event.CLOSED].on if Event.CLOSED in happened else None,
    )


def refusal(refused: Refused) -> tk.ValidationError:
    """Return what the deadlines refuse as an error of the form's field."""
    field = _FIELDS.get(refused.field.rpartition(".")[-1], "on")
    names = {
        "on": tk._("Day"),
        "reason": tk._("Reason"),
        "due_on": tk._("New due date"),
        "days": tk._("Number of days"),
        "notified_on": tk._("Day of the notice"),
    }
    said = refused.message_en if language() == "en" else refused.message
    return tk.ValidationError({field: [said.replace(refused.field, names[field])]})


def listed(case: Case, today: dt.date) -> dict[str, Any]:
    """Return one line of the work list: nothing of what the person wrote, nor who it is."""
    return {
        "reference": case.reference,
        "kind": case.kind,
        "owner_org": case.owner_org,
        "about": case.about,
        "received_on": case.received_on.isoformat(),
        "due_on": case.due_on.isoformat() if case.due_on else None,
        "days_left": (case.due_on - today).days if case.due_on else None,
        "stands": case.stands,
        "outcome": case.outcome,
        "closed_on": case.closed_on.isoformat() if case.closed_on else None,
        "unread": case.unread,
    }


def told(case: Case, *, inside: bool) -> dict[str, Any]:
    """Return a case to its person, or with ``inside`` to its desk, who sees who did what, too."""
    events = CaseEvent.of(case.id)
    entries = trail(events)
    today = times.today()
    facts = casework.facts(Kind(case.kind), entries)
    periods = desk_settings.periods()
    answer = reckon(facts, periods)
    stood = status(facts, max(today, facts.received_on), periods)
    gone = {one.detail.get("of") for one in entries if one.event is Event.STRUCK}
    attachments = CaseAttachment.of(case.id)
    messages = CaseMessage.of(case.id)
    names = _names([*events, *messages]) if inside else {}
    found = listed(case, today) | {
        "sentence": stood.ja,
        "sentence_en": stood.en,
        "deadlines": _deadlines(answer),
        "filed_in_time": answer.filed_in_time,
        "decided_on": case.decided_on.isoformat() if case.decided_on else None,
        "extended": case.extended,
        "late": case.late,
        "text": case.text,
        "person_name": case.person_name,
        "person_contact": case.person_contact,
        "by_agent": case.by_agent,
        "created": iso(case.created),
        "identified": any(one.event is Event.IDENTIFIED for one in casework.holding(entries)),
        "events": [
            {
                "number": one.number,
                "event": one.event,
                "on": one.happened_on.isoformat(),
                "reason": one.reason,
                "detail": one.detail,
                "struck": one.number in gone,
            }
            | ({"by": names.get(one.user_id, ""), "entered": iso(one.created)} if inside else {})
            for one in events
            if inside or (one.number not in gone and one.event != Event.ASSIGNED)
        ],
        "messages": [
            {
                "number": one.number,
                "from_desk": one.from_desk,
                "text": one.text,
                "created": iso(one.created),
            }
            | ({"by": names.get(one.user_id, "")} if inside else {})
            for one in messages
        ],
        "attachments": [
            {
                "number": one.number,
                "message": one.message,
                "file_name": one.file_name,
                "size": one.size,
                "sha256": one.sha256,
                "created": iso(one.created),
            }
            for one in attachments
        ],
    }
    if inside:
        accesses = CaseAccess.of(case.id, ACCESSES_SHOWN)
        readers = _names(accesses)
        found |= {
            "entered_by": case.entered_by,
            "possible": [event.value for event in casework.possible(Kind(case.kind), entries)],
            "accesses": [
                {"by": readers.get(one.user_id, ""), "seen": one.seen, "at": iso(one.created)}
                for one in accesses
            ],
        }
    return found


def _deadlines(answer: Answer) -> list[dict[str, Any]]:
    """Every date of a case, the one that holds first, each once."""
    dates = (answer.due, answer.rest, answer.first, answer.filing)
    found: list[dict[str, Any]] = []
    seen = set()
    for deadline in dates:
        if deadline is None or (deadline is answer.first and deadline.on in seen):
            continue
        seen.add(deadline.on)
        found.append(deadline.as_dict())
    return found


def _names(rows: Sequence[Any]) -> dict[str, str]:
    """The names of the people of some rows, by id."""
    ids = {row.user_id for row in rows if row.user_id}
    people = {user_id: model.User.get(user_id) for user_id in ids}
    return {user_id: person.display_name for user_id, person in people.items() if person}
