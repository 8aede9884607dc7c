"""What waits for staff in the reporting rounds of all plans."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

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
    # They come round by round, the first due first.
    rounds = [list(ones) for _, ones in groupby(waiting, key=itemgetter("period_id"))]
    return tk.render("kagakpi/work.html", {"rounds": rounds, "words": words})
