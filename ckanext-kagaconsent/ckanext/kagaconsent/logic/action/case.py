"""Actions on cases: sending one, following it, and the desk's work on it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context, DataDict

from ckanext.kaga.common import times
from ckanext.kagaconsent import (
    attachments,
    casework,
    desk,
    desk_settings,
    letters,
    limits,
    roles,
)
from ckanext.kagaconsent.casework import Entry, Event, Outcome
from ckanext.kagaconsent.deadlines import Kind
from ckanext.kagaconsent.logic.schema.case import (
    assign,
    create,
    event,
    followed,
    listing,
    message,
    one,
)
from ckanext.kagaconsent.model import (
    Case,
    CaseAccess,
    CaseAttachment,
    CaseEvent,
    CaseMessage,
    DataUse,
)
from ckanext.kagaconsent.model.case import MOST, Taken
from ckanext.kagaconsent.reference import new_reference, new_secret, secret_hash

__all__ = [
    "kagaconsent_case_assign",
    "kagaconsent_case_create",
    "kagaconsent_case_event_add",
    "kagaconsent_case_follow",
    "kagaconsent_case_list",
    "kagaconsent_case_message_add",
    "kagaconsent_case_show",
]


@validate(create)
def kagaconsent_case_create(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Send a request or a complaint; nobody has to log in.

    :param kind: disclosure, correction, stop_use or complaint
    :param text: what is asked for, or what is wrong
    :param owner_org: id or name of the organisation that shall answer; where ``about`` or the
        city's setting says it, optional
    :param about: short name of the data use in question (optional)
    :param person_name: who asks; a complaint needs none
    :param person_contact: address or telephone number; a complaint needs none
    :param by_agent: somebody asks for the person (false)
    :param disclosure_received_on: when the disclosure came that a correction or a stop follows
        (optional)
    :param upload: files (optional)
    :param once: anything that only this form has, so that sending it twice makes one case
        (optional)
    :param at_counter: the desk writes it down for a person (false)
    :param received_on: the day of receipt, at the counter (today)
    :returns: ``reference``, ``secret`` (here and never again; None for a form that was sent
        before), ``kind``, ``owner_org``, ``received_on``, ``due_on``
    :raises ValidationError: a field is missing or cannot be read, or too many came from there
    """
    tk.check_access("kagaconsent_case_create", context, data_dict)
    at_counter = data_dict["at_counter"]
    organization = _organization(data_dict)
    _refuse_unnamed(data_dict)
    if not at_counter:
        limits.refuse_too_many("requests", desk_settings.requests_per_hour())
    reference, secret = new_reference(), new_secret()
    today = times.today()
    received = data_dict.get("received_on", today) if at_counter else today
    me = _user_id(context)
    fields = {
        name: data_dict.get(name)
        for name in ("kind", "about", "text", "person_name", "person_contact", "by_agent", "once")
    }
    try:
        case = Case.add(
            reference=reference,
            secret_hash=secret_hash(reference, secret),
            owner_org=organization.id,
            entered_by=me if at_counter else None,
            received_on=received,
            **fields,
        )
    except Taken as taken:
        model.Session.rollback()
        if taken.case is None:
            raise tk.ValidationError(
                {"reference": [tk._("Please send the form again.")]}
            ) from taken
        return _sent(taken.case, None)
    disclosed: dt.date | None = data_dict.get("disclosure_received_on")
    detail = {"disclosure_received_on": disclosed.isoformat()} if disclosed else {}
    CaseEvent.add(
        case.id,
        event=Event.RECEIVED.value,
        happened_on=received,
        reason="",
        detail=detail,
        user_id=me if at_counter else None,
    )
    try:
        desk.follow(case, desk.trail(CaseEvent.of(case.id)))
        _attach(case, 0, data_dict["upload"])
    except tk.ValidationError:
        model.Session.rollback()
        raise
    model.Session.commit()
    if not at_counter:
        limits.count("requests")
        letters.came(case.owner_org, case.reference, is_new=True)
    return _sent(case, secret)


@validate(followed)
def kagaconsent_case_follow(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return a case to its person. Send it by POST: what stands in an address is kept in logs.

    :param reference: number of the case
    :param secret: its passphrase
    :param attachment: number of a file that is opened now (optional); gives its ``location``
    :returns: as ``kagaconsent_case_show``, without who of the desk did what
    :raises NotAuthorized: the number or the passphrase is not right
    :raises ValidationError: too many wrong ones came from there
    """
    limits.refuse_too_many("tries", desk_settings.tries_per_hour())
    try:
        tk.check_access("kagaconsent_case_follow", context, data_dict)
    except tk.NotAuthorized:
        limits.count("tries")
        raise
    return _shown(data_dict, None, inside=False)


@tk.side_effect_free
@validate(one)
def kagaconsent_case_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return a case to its desk. Each look is on record.

    :param reference: number of the case
    :param attachment: number of a file that is opened now (optional); gives its ``location``
    :returns: ``reference``, ``kind``, ``owner_org``, ``about``, ``received_on``, ``due_on``,
        ``days_left``, ``stands``, ``sentence`` (and ``sentence_en``), ``deadlines`` (each with
        the ``steps`` that lead to it and their articles), ``outcome``, ``decided_on``,
        ``closed_on``, ``extended``, ``late``, ``identified``, ``text``, ``person_name``,
        ``person_contact``, ``by_agent``, ``events``, ``messages``, ``attachments``,
        ``possible`` (events that can be entered next), ``accesses`` (the newest 50)
    :raises NotAuthorized: there is no such case for the caller
    """
    tk.check_access("kagaconsent_case_show", context, data_dict)
    return _shown(data_dict, _user_id(context), inside=True)


@tk.side_effect_free
@validate(listing)
def kagaconsent_case_list(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """List cases of the caller's desks by due date: nothing of who wrote, nor what.

    :param owner_org: one desk only (optional)
    :param which: open, unread (the person wrote last), overdue, soon (within the days of
        ``ckanext.kagaconsent.warn_days``), waiting, transferred, decided, withdrawn or closed,
        the newest first (open)
    :param kind: disclosure, correction, stop_use or complaint (optional)
    :param limit: how many, at most 200 (20)
    :param offset: how many to leave out before (0)
    :returns: ``count``, at most 1,000, ``more`` (there are more than that) and ``results``
    """
    tk.check_access("kagaconsent_case_list", context, data_dict)
    owners = _desks(context)
    if data_dict.get("owner_org"):
        owners = [model.Group.get(data_dict["owner_org"]).id]
    today = times.today()
    count, cases = Case.listed(
        owners,
        which=data_dict["which"],
        kind=data_dict.get("kind"),
        today=today,
        soon=today + dt.timedelta(days=desk_settings.periods().warn_days),
        limit=data_dict["limit"],
        offset=min(data_dict["offset"], MOST),
    )
    return {
        "count": min(count, MOST),
        "more": count > MOST,
        "results": [desk.listed(case, today) for case in cases],
    }


@validate(message)
def kagaconsent_case_message_add(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Write to the other side: with the passphrase as the person, else as the desk.

    :param reference: number of the case
    :param text: the message
    :param secret: the passphrase, of the person
    :param upload: files (optional)
    :param once: anything that only this form has, so that sending it twice writes once (optional)
    :returns: the case as the writer sees it
    :raises NotAuthorized: there is no such case for the caller
    :raises ValidationError: the case is closed, a field cannot be read, or too many came
    """
    as_person = bool(data_dict.get("secret"))
    if as_person:
        limits.refuse_too_many("tries", desk_settings.tries_per_hour())
    try:
        tk.check_access("kagaconsent_case_message_add", context, data_dict)
    except tk.NotAuthorized:
        if as_person:
            limits.count("tries")
        raise
    if as_person:
        limits.refuse_too_many("requests", desk_settings.requests_per_hour())
    case = _locked(data_dict)
    if case.closed_on:
        model.Session.rollback()
        raise tk.ValidationError({"text": [tk._("This case is closed. Please send a new one.")]})
    me = None if as_person else _user_id(context)
    once = data_dict.get("once")
    if once is None or once not in {one.once for one in CaseMessage.of(case.id)}:
        written = CaseMessage.add(
            case.id, from_desk=not as_person, user_id=me, text=data_dict["text"], once=once
        )
        try:
            _attach(case, written.number, data_dict["upload"])
        except tk.ValidationError:
            model.Session.rollback()
            raise
        case.keep(unread=as_person)
        model.Session.commit()
        if as_person:
            limits.count("requests")
            letters.came(case.owner_org, case.reference, is_new=False)
    return _shown(data_dict, me, inside=not as_person)


@validate(event)
def kagaconsent_case_event_add(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Enter what happened to a case; the deadlines follow. An entry is struck out, never changed.

    :param reference: number of the case
    :param event: one of the case's ``possible``
    :param on: the day (today)
    :param reason: why; of an extension, as the person is told; of a correction, what is missing
    :param days: of an extension, by how many days (the longest that the city's setting allows)
    :param due_on: of a special deadline, the day that was set
    :param notified_on: when the person was told (optional)
    :param to: of a transfer, the agency
    :param how: of the identity check, by what it was done
    :param outcome: of the decision: full, partial, none, not_said, not_held or dismissed; of a
        complaint improved, explained or referred
    :param disclosure_received_on: of the receipt, when the disclosure came that it follows
    :param of: of what is struck out, its number
    :returns: the case, as ``kagaconsent_case_show`` gives it
    :raises NotAuthorized: there is no such case for the caller
    :raises ValidationError: it cannot be now, something has to be said of it, or the deadlines
        refuse it (KC-D)
    """
    tk.check_access("kagaconsent_case_event_add", context, data_dict)
    case = _locked(data_dict)
    try:
        entry = _entry(case, data_dict)
        CaseEvent.add(
            case.id,
            event=entry.event.value,
            happened_on=entry.on,
            reason=entry.reason,
            detail=dict(entry.detail),
            user_id=_user_id(context),
        )
        desk.follow(case, desk.trail(CaseEvent.of(case.id)))
    except tk.ValidationError:
        model.Session.rollback()
        raise
    case.keep(unread=False)
    model.Session.commit()
    return _shown(data_dict, _user_id(context), inside=True)


@validate(assign)
def kagaconsent_case_assign(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Give a case to another department of the city; who gave it no longer sees it.

    :param reference: number of the case
    :param owner_org: id or name of the organisation that answers from now on
    :param reason: why
    :returns: ``reference`` and ``owner_org``
    :raises NotAuthorized: there is no such case for the caller
    :raises ValidationError: there is no such organisation, it has the case, or the case is closed
    """
    tk.check_access("kagaconsent_case_assign", context, data_dict)
    organization = model.Group.get(data_dict["owner_org"])
    case = _locked(data_dict)
    if (
        organization is None
        or not organization.is_organization
        or organization.id == case.owner_org
        or organization.id in desk.silent(Kind(case.kind))
        or case.closed_on
    ):
        model.Session.rollback()
        raise tk.ValidationError({"owner_org": [tk._("Choose another organisation.")]})
    CaseEvent.add(
        case.id,
        event=Event.ASSIGNED.value,
        happened_on=times.today(),
        reason=data_dict["reason"],
        detail={"from": case.owner_org, "to": organization.id},
        user_id=_user_id(context),
    )
    case.keep(owner_org=organization.id, unread=True)
    model.Session.commit()
    letters.came(case.owner_org, case.reference, is_new=True)
    return {"reference": case.reference, "owner_org": case.owner_org}


def _entry(case: Case, data_dict: DataDict) -> Entry:
    """Return what is entered; raises ValidationError for what cannot be now."""
    kind, chosen = Kind(case.kind), Event(data_dict["event"])
    trail = desk.trail(CaseEvent.of(case.id))
    if chosen not in casework.possible(kind, trail):
        raise tk.ValidationError({"event": [tk._("This cannot be entered now.")]})
    required = casework.REQUIRED.get(chosen, ())
    known = {*required, *casework.OPTIONAL.get(chosen, ())} - {"reason"}
    missing = {
        name: [tk._("Missing value")] for name in required if data_dict.get(name) in (None, "")
    }
    if missing:
        raise tk.ValidationError(missing)
    if chosen is Event.DECIDED:
        _refuse_decision(kind, trail, Outcome(data_dict["outcome"]))
    if chosen is Event.STRUCK and not _can_be_struck(trail, data_dict["of"]):
        raise tk.ValidationError({"of": [tk._("This entry cannot be struck out.")]})
    detail = {name: _plain(data_dict[name]) for name in sorted(known) if name in data_dict}
    on = data_dict.get("on", times.today())
    if chosen is not Event.RECEIVED and on < case.received_on:
        raise tk.ValidationError({"on": [tk._("This is before the day of receipt.")]})
    return Entry(len(trail) + 1, chosen, on, data_dict["reason"], detail)


def _refuse_decision(kind: Kind, trail: list[Entry], outcome: Outcome) -> None:
    if outcome not in casework.OUTCOMES[kind]:
        raise tk.ValidationError({"outcome": [tk._("A case of this kind does not end like this.")]})
    identified = any(one.event is Event.IDENTIFIED for one in casework.holding(trail))
    if casework.needs_identity(kind, outcome) and not identified:
        raise tk.ValidationError({"outcome": [tk._("Enter first how the identity was checked.")]})


def _can_be_struck(trail: list[Entry], number: int) -> bool:
    """Tell whether an entry holds and can go: the first receipt stays, and what is APART."""
    held = [one for one in casework.holding(trail) if one.event not in casework.APART]
    closed = [one.number for one in held if one.event is Event.CLOSED]
    return number in (closed or [one.number for one in held if one.number > 1])


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def _organization(data_dict: DataDict) -> model.Group:
    """Return who shall answer: as told, else the data use's organisation, else the city's desk."""
    use = DataUse.get(data_dict["about"]) if data_dict.get("about") else None
    if data_dict.get("about") and (use is None or not use.public_number):
        raise tk.ValidationError({"about": [tk._("This data use is not in the register.")]})
    name = data_dict.get("owner_org") or _responsible(use)
    found = model.Group.get(name) if name else None
    if found is None or not found.is_organization or found.state != "active":
        raise tk.ValidationError({"owner_org": [tk._("Choose the department that shall answer.")]})
    silent = desk.silent(Kind(data_dict["kind"]))
    for field, asked in (("about", use.owner_org if use else ""), ("owner_org", found.id)):
        if asked in silent:
            raise tk.ValidationError({field: [_why_not(asked)]})
    return found


def _responsible(use: DataUse | None) -> str:
    """Who answers for a data use; of a business's the city that approved it, which can hand on."""
    desk_of_all: str = desk_settings.desk_organization()
    if use is None:
        return desk_of_all
    if roles.is_business(use.owner_org):
        return desk_of_all or roles.approving() or str(use.owner_org)
    return str(use.owner_org)


def _why_not(organization: str) -> str:
    """Why an organisation (its id) does not answer a case."""
    if roles.is_business(organization):
        why: str = tk._("You ask a private business itself, not the city. You can complain here.")
        return why
    return str(tk._("Choose the department that shall answer."))


def _refuse_unnamed(data_dict: DataDict) -> None:
    """A request under the act says who asks and where they can be reached; a complaint need not."""
    if data_dict["kind"] == Kind.COMPLAINT:
        return
    missing = {
        name: [tk._("Missing value")]
        for name in ("person_name", "person_contact")
        if not data_dict[name].strip()
    }
    if missing:
        raise tk.ValidationError(missing)


def _attach(case: Case, message_number: int, uploads: list[Any]) -> None:
    """Keep the files of a form; none of them where the case would have too many."""
    most = desk_settings.attachments_per_case()
    if uploads and len(CaseAttachment.of(case.id)) + len(uploads) > most:
        raise tk.ValidationError({"upload": [tk._("At most {most} files.").format(most=most)]})
    for upload in uploads:
        kept = attachments.keep(upload)
        CaseAttachment.add(
            case.id,
            message=message_number,
            file_name=kept.file_name,
            size=kept.size,
            sha256=kept.sha256,
            location=kept.location,
        )


def _sent(case: Case, secret: str | None) -> dict[str, Any]:
    return {
        "reference": case.reference,
        "secret": secret,
        "kind": case.kind,
        "owner_org": case.owner_org,
        "received_on": case.received_on.isoformat(),
        "due_on": case.due_on.isoformat() if case.due_on else None,
    }


def _shown(data_dict: DataDict, user_id: str | None, *, inside: bool) -> dict[str, Any]:
    """Return a case that the caller may see, and write down the look."""
    case = Case.get(data_dict["reference"])
    if case is None:
        raise tk.ObjectNotFound(tk._("There is no such case for you."))
    told = desk.told(case, inside=inside)
    number = data_dict.get("attachment")
    if number:
        kept = next((one for one in CaseAttachment.of(case.id) if one.number == number), None)
        if kept is None:
            raise tk.ObjectNotFound(tk._("There is no such file."))
        told |= {"location": kept.location, "file_name": kept.file_name}
    CaseAccess.add(case.id, user_id, f"attachment {number}" if number else "case")
    model.Session.commit()
    return told


def _locked(data_dict: DataDict) -> Case:
    case = Case.get(data_dict["reference"], lock=True)
    if case is None:
        raise tk.ObjectNotFound(tk._("There is no such case for you."))
    return case


def _desks(context: Context) -> list[str] | None:
    return None if context.get("ignore_auth") else desk.desks_of(context.get("user", ""))


def _user_id(context: Context) -> str | None:
    user = model.User.get(context.get("user", ""))
    return user.id if user else None
