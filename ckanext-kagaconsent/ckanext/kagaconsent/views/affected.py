"""How am I affected: five questions, answered by a list, with nothing kept.

The answers are posted, so that they stand in no address, no history and no access log
(docs/adr/0046).
"""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint, make_response

from ckanext.kagaconsent.views import words

blueprint = Blueprint("kagaconsent_affected", __name__)

FIELDS = ("kind", "place", "department", "data")


@blueprint.route("/register/affected", methods=["GET", "POST"])
def affected() -> Response:
    """Ask the five questions; answer them where they were posted."""
    asked = tk.request.method == "POST"
    chosen = {name: tk.request.form.getlist(name) for name in FIELDS} if asked else {}
    chosen = {name: values for name, values in chosen.items() if values}
    found = {"results": [], "has_more": False}
    try:
        if chosen:
            found = tk.get_action("kagaconsent_affected_list")({"user": ""}, chosen)
    except tk.ValidationError:
        chosen = {}
    questions = tk.get_action("kagaconsent_affected_question_list")({"user": ""}, {})
    shown = {**found, "asked": asked, "chosen": chosen, "questions": questions, "words": words}
    response = make_response(tk.render("kagaconsent/affected.html", shown))
    if asked:
        response.headers["Cache-Control"] = "no-store"
    return response
