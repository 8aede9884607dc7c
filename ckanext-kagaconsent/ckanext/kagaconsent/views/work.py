"""What waits for staff in the register, and what each responsible party says in public."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint

from ckanext.kagaconsent.views import words

blueprint = Blueprint("kagaconsent_work", __name__)


@blueprint.get("/register/work")
def work() -> str:
    """Show the drafts, what is to be published, and what is to be looked at anew."""
    try:
        waiting = tk.get_action("kagaconsent_data_use_work_list")({}, {})
    except tk.NotAuthorized:
        return tk.abort(403, tk._("Log in to see what waits for you."))
    may_write = bool(tk.h.organizations_available("update_dataset"))
    page = {**waiting, "may_write": may_write, "words": words}
    return tk.render("kagaconsent/work.html", page)


@blueprint.get("/register/parties")
def parties() -> str:
    """Show for each responsible party how the six policies are stated."""
    found = tk.get_action("kagaconsent_party_list")({}, {})
    return tk.render("kagaconsent/parties.html", {"parties": found, "words": words})
