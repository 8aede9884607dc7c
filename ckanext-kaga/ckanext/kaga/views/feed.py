"""The addresses of the catalogue's feeds, which ckanext-dcat answers."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckanext.dcat.utils import CONTENT_TYPES
from flask import Blueprint

blueprint = Blueprint("kaga_feed", __name__)


@blueprint.before_app_request
def refuse_unknown_form() -> None:
    """Stop with status 404 where a feed is asked for in a form that there is not.

    ckanext-dcat answers 500, which tells a machine to come back later, for ever.
    """
    form = (tk.request.view_args or {}).get("_format")
    if (tk.request.endpoint or "").startswith("dcat.") and form and form not in CONTENT_TYPES:
        tk.abort(404)
