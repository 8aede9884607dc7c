"""Letters to those who report: the plan, a date and names of KPI, which are public anyway."""

from __future__ import annotations

import datetime as dt

import ckan.plugins.toolkit as tk

from ckanext.kaga.shared import letters

ROLES = ("editor", "admin")
_NAMED = 20
"""How many KPI a letter names; the list has them all."""


def remind(owner_org: str, plan: str, due: dt.date, lines: list[str], *, late: bool) -> None:
    """Queue a letter to the editors and administrators of an organisation about one round."""
    asked = {"id": owner_org, "object_type": "user"}
    people = {
        member[0]
        for role in ROLES
        for member in tk.get_action("member_list")(
            {"ignore_auth": True}, asked | {"capacity": role}
        )
    }
    said = tk._("KPI reports: overdue since {day}") if late else tk._("KPI reports: due on {day}")
    more = [tk._("and {number} other KPI").format(number=len(lines) - _NAMED)]
    where = tk.h.url_for("kagakpi_work.work", qualified=True)
    body = [plan, "", *lines[:_NAMED], *(more if len(lines) > _NAMED else []), ""]
    body += [tk._("The list, after logging in:"), where, ""]
    letters.send(sorted(people), said.format(day=due.isoformat()), "\n".join(body))
