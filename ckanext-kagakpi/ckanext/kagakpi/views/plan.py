"""The public page of the plan."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint

blueprint = Blueprint("kagakpi", __name__)


@blueprint.route("/plan")
def plan() -> str:
    """Say what the plan's page will hold; no plan is published yet."""
    return tk.render("kagakpi/plan.html")
