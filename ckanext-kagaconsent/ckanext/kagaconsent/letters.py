"""Letters to the desk: a number and a date, never what a person wrote or who it was."""

from __future__ import annotations

import ckan.plugins.toolkit as tk

from ckanext.kaga.shared import letters
from ckanext.kagaconsent import desk_settings


def to_desk(owner_org: str, subject: str, body: str) -> None:
    """Queue a letter to everybody who is the desk of an organisation."""
    asked = {"id": owner_org, "object_type": "user"}
    people = {
        member[0]
        for role in desk_settings.desk_roles()
        for member in tk.get_action("member_list")(
            {"ignore_auth": True}, asked | {"capacity": role}
        )
    }
    letters.send(sorted(people), subject, body)


def came(owner_org: str, reference: str, *, is_new: bool) -> None:
    """Tell the desk that a case or a message came."""
    subject = (
        tk._("A new case: {reference}") if is_new else tk._("A new message: {reference}")
    ).format(reference=reference)
    where = tk.h.url_for("kagaconsent_desk.show", reference=reference, qualified=True)
    to_desk(owner_org, subject, tk._("Read it here, after logging in:") + f"\n{where}\n")


def due(owner_org: str, lines: list[str]) -> None:
    """Remind the desk of what is due; each line is a number with its date."""
    where = tk.h.url_for("kagaconsent_desk.work", qualified=True)
    body = "\n".join([*lines, "", tk._("The list, after logging in:"), where, ""])
    to_desk(owner_org, tk._("Deadlines of requests and complaints"), body)
