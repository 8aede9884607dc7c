"""The public page of the register of data use."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint

blueprint = Blueprint("kagaconsent", __name__)


@blueprint.route("/register")
def register() -> str:
    """Say what the register will hold; nothing is registered yet."""
    return tk.render("kagaconsent/register.html")
