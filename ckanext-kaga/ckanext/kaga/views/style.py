"""The style page: every building block of the house style, with its states."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint

blueprint = Blueprint("kaga_style", __name__)


@blueprint.route("/kaga/style")
def show() -> str:
    """Show the macros of house/macros.html; screenshots and accessibility tests run here."""
    return tk.render("kaga/style.html", {"page_address": _page_address})


def _page_address(page: int) -> str:
    return tk.url_for("kaga_style.show", page=page)
