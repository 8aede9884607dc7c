"""What waits for staff in the reporting rounds of all plans."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint

from ckanext.kagakpi.views import words

blueprint = Blueprint("kagakpi_work", __name__)


@blueprint.get("/plans/work")
def work() -> str:
    """List the reports that wait for the reader."""
    try:
        waiting = tk.get_action("kagakpi_work_list")({}, {})
    except tk.NotAuthorized:
        return tk.abort(403, tk._("Log in to see what waits for you."))
    return tk.render("kagakpi/work.html", {"waiting": waiting, "words": words})
