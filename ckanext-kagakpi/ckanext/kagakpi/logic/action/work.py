"""Actions on what waits: the caller's own list, and the letters of the morning."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context, DataDict

from ckanext.kaga.shared.caller import caller
from ckanext.kagakpi import boards, letters, work
from ckanext.kagakpi.model import Reminder

__all__ = ["kagakpi_report_remind", "kagakpi_work_list"]


@tk.side_effect_free
def kagakpi_work_list(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """Return the reports that wait for the caller, the first due first.

    :returns: for each ``task`` (write, review, publish), ``plan`` (its key), ``plan_ja``,
        ``plan_en``, ``period_id``, ``year``, ``as_of``, ``due``, ``days_left`` (below 0: late),
        ``kpi``, ``text``, ``indicator_en``, ``owner`` (who reports it), ``state`` and ``comment``
        (why it was given back)
    """
    tk.check_access("kagakpi_work_list", context, data_dict)
    me, today = caller(context), boards.local_now().date()
    found = [one for one in work.waiting() if one.is_for(me.name, me.id)]
    owners = {one.owner_org: _title(one.owner_org) for one in found}
    return [
        {
            "task": one.task,
            "plan": one.plan.slug,
            "plan_ja": one.content.ja,
            "plan_en": one.content.en,
            "period_id": one.period.id,
            "year": one.period.year,
            "as_of": one.period.as_of.isoformat(),
            "due": one.period.due.isoformat(),
            "days_left": one.days_left(today),
            "kpi": one.kpi.key,
            "text": one.kpi.text,
            "indicator_en": one.content.indicator(one.kpi).en,
            "owner": owners[one.owner_org],
            "state": one.report.state if one.report else "empty",
            "comment": one.report.comment if one.report else "",
        }
        for one in found
    ]


def kagakpi_report_remind(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Write to each organisation in which reports wait that are due soon or late, once a day.

    :returns: ``waiting`` (how many reports wait in all rounds) and ``reminded``: for each letter
        that went out ``plan`` (its key), ``as_of``, ``due``, ``days_left``, ``owner`` and
        ``reports`` (how many it is about)
    """
    tk.check_access("kagakpi_report_remind", context, data_dict)
    today, days = boards.local_now().date(), tk.config["ckanext.kagakpi.remind_days"]
    every = list(work.waiting())
    rounds: dict[tuple[str, str], list[work.Waiting]] = {}
    for one in every:
        if one.days_left(today) <= days:
            rounds.setdefault((one.period.id, one.organization), []).append(one)
    new = [found for key, found in rounds.items() if Reminder.claim(*key, today)]
    # Noted before they are sent: a letter that is lost stands in the list, a second one annoys.
    told = [_reminded(found, found[0].days_left(today)) for found in new]
    model.Session.commit()
    for found in new:
        first = found[0]
        lines = [f"・{one.kpi.text}" for one in found]
        late = first.days_left(today) < 0
        letters.remind(first.organization, first.content.ja, first.period.due, lines, late=late)
    return {"waiting": len(every), "reminded": told}


def _reminded(found: list[work.Waiting], days_left: int) -> dict[str, Any]:
    first = found[0]
    return {
        "plan": first.plan.slug,
        "as_of": first.period.as_of.isoformat(),
        "due": first.period.due.isoformat(),
        "days_left": days_left,
        "owner": _title(first.organization),
        "reports": len(found),
    }


def _title(organization: str) -> str:
    found = model.Group.get(organization)
    return (found.title or found.name) if found else ""
