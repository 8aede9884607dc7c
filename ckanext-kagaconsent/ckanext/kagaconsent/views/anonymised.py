"""The page of calls for proposals about anonymised information (匿名加工情報の提案の募集)."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint

blueprint = Blueprint("kagaconsent_anonymised", __name__)


@blueprint.route("/anonymised")
def index() -> str:
    """Show every call with its period, its files and its desk."""
    calls = tk.get_action("kagaconsent_anonymised_call_list")({}, {})
    states = {"coming": tk._("Not yet open"), "open": tk._("Open"), "over": tk._("Closed")}
    return tk.render("kagaconsent/anonymised.html", {"calls": calls, "states": states})
