"""The standard datasets as pages: what each column is, and what a source confirms."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint

from ckanext.kaga.standards import registry

blueprint = Blueprint("kaga_standards", __name__, url_prefix="/standards")


@blueprint.get("")
def index() -> str:
    """List the standards that the portal checks files against."""
    return tk.render("kaga/standards/index.html", {"standards": registry().all()})


@blueprint.get("/<slug>/<generation>")
def show(slug: str, generation: str) -> str:
    """Show one standard; its address is what the feeds name in dct:conformsTo."""
    try:
        standard = registry().get(f"{slug}/{generation}")
    except KeyError:
        return tk.abort(404, tk._("There is no such standard dataset."))
    levels = {
        "required": tk._("Required"),
        "recommended": tk._("Recommended"),
        "optional": tk._("Optional"),
        "unknown": tk._("Not confirmed"),
    }
    return tk.render("kaga/standards/show.html", {"standard": standard, "levels": levels})
