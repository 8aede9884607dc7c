"""Actions on all cases: reminding of what is due, erasing what was kept long enough, counting."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

import ckan.plugins.toolkit as tk
import rfc8785
from ckan import model
from ckan.logic import validate
from ckan.types import Context, DataDict

from ckanext.kaga.common import times
from ckanext.kaga.common.times import iso
from ckanext.kagaconsent import attachments, casework, desk, desk_settings, letters, yearly
from ckanext.kagaconsent.logic.schema.case import statistics
from ckanext.kagaconsent.model import (
    Case,
    CaseAccess,
    CaseAttachment,
    CaseEvent,
    CaseMessage,
    CasePurge,
)
from ckanext.kagaconsent.model.case_statistics import counted

__all__ = [
    "kagaconsent_case_purge",
    "kagaconsent_case_remind",
    "kagaconsent_case_statistics_show",
]

AT_A_TIME = 100


def kagaconsent_case_remind(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Reckon every open case anew, and write to each desk what is overdue or due soon.

    :returns: ``open`` (how many cases), ``due`` (for each ``owner_org``, ``reference``,
        ``due_on`` and ``days_left``) and ``unclear`` (numbers of cases that the settings of the
        city do not fit any more)
    """
    tk.check_access("kagaconsent_case_remind", context, data_dict)
    today, warn = times.today(), desk_settings.periods().warn_days
    number, due, unclear = 0, [], []
    for cases in Case.open_ones():
        trails = CaseEvent.of_each([case.id for case in cases])
        for case in cases:
            number += 1
            try:
                desk.follow(case, desk.trail(trails[case.id]))
            except tk.ValidationError:
                unclear.append(case.reference)
            if case.due_on and (case.due_on - today).days <= warn:
                due.append(desk.listed(case, today))
        model.Session.commit()
    due.sort(key=lambda one: (one["owner_org"], one["due_on"], one["reference"]))
    for owner_org in dict.fromkeys(one["owner_org"] for one in due):
        letters.due(owner_org, [_line(one) for one in due if one["owner_org"] == owner_org])
    names = ("owner_org", "reference", "due_on", "days_left")
    told = [{name: one[name] for name in names} for one in due]
    return {"open": number, "due": told, "unclear": unclear}


def kagaconsent_case_purge(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Erase the cases that were closed longer ago than the city's retention, with their files.

    Of each stays a proof: number, days, what the year counts of it, and the SHA-256 of what was
    erased.

    :returns: ``purged``: for each ``reference``, ``closed_on``, ``purged`` (UTC), ``sha256`` and
        ``erased`` (how many events, messages, attachments and accesses)
    """
    tk.check_access("kagaconsent_case_purge", context, data_dict)
    before = times.today() - desk_settings.retention()
    proofs = []
    while cases := Case.closed_before(before, AT_A_TIME):
        for case in cases:
            proofs.append(_erased(case))
        model.Session.commit()
    return {"purged": proofs}


@tk.side_effect_free
@validate(statistics)
def kagaconsent_case_statistics_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Count the cases of the caller's desks by fiscal year and kind, erased ones included.

    :param owner_org: one organisation only (optional)
    :returns: ``years``: ``fiscal_year``, ``kind``, ``received``, ``ends`` (by outcome),
        ``pending``, ``in_time``, ``late``, ``extended``, ``hidden``; ``public``: the same as
        everybody may read it, where few cases in a year keep the details back (None); ``small``:
        how few
    """
    tk.check_access("kagaconsent_case_statistics_show", context, data_dict)
    owners = None if context.get("ignore_auth") else desk.desks_of(context.get("user", ""))
    if data_dict.get("owner_org"):
        organization = model.Group.get(data_dict["owner_org"])
        if organization is None:
            raise tk.ObjectNotFound(tk._("Organization not found"))
        owners = [organization.id]
    rows = counted(owners)
    small = desk_settings.statistics_small()
    public = yearly.for_everybody(yearly.years(rows), small)
    return {
        "years": [year.as_dict() for year in yearly.years(rows)],
        "public": [year.as_dict() for year in public],
        "small": small,
        "csv": yearly.as_csv(public, small).decode("utf-8-sig"),
    }


def _line(one: dict[str, Any]) -> str:
    words = (
        tk._("{reference}: due on {day}")
        if one["days_left"] >= 0
        else tk._("{reference}: overdue since {day}")
    )
    return words.format(reference=one["reference"], day=one["due_on"])


def _erased(case: Case) -> dict[str, Any]:
    """Erase a case: its files, then with the proof its rows, in the caller's transaction."""
    kept = CaseAttachment.of(case.id)
    trails = {
        "events": CaseEvent.of(case.id),
        "messages": CaseMessage.of(case.id),
        "attachments": kept,
        "accesses": CaseAccess.of(case.id),
    }
    rows = {name: [_plain(row) for row in found] for name, found in trails.items()}
    content = rfc8785.dumps({"case": _plain(case), **rows})
    for attachment in kept:
        attachments.erase(attachment.location)
    proof = CasePurge.add(
        case_id=case.id,
        reference=case.reference,
        owner_org=case.owner_org,
        kind=case.kind,
        fiscal_year=casework.fiscal_year(case.received_on),
        outcome=case.outcome,
        extended=case.extended,
        late=case.late,
        closed_on=case.closed_on,
        sha256=hashlib.sha256(content).hexdigest(),
        erased={name: len(found) for name, found in rows.items()},
    )
    proof.erase()
    return {
        "reference": proof.reference,
        "closed_on": proof.closed_on.isoformat(),
        "purged": iso(proof.purged),
        "sha256": proof.sha256,
        "erased": proof.erased,
    }


def _plain(row: Any) -> dict[str, Any]:
    """A row as JSON has it; numbers of rows as text, for they may be larger than JSON's."""
    found = {}
    for column in row.__table__.columns:
        value = getattr(row, column.name)
        if isinstance(value, dt.datetime):
            value = iso(value)
        elif isinstance(value, dt.date):
            value = value.isoformat()
        elif column.name in ("id", "case_id"):
            value = str(value)
        found[column.name] = value
    return found
