"""The description of the plan's interface for machines."""

from __future__ import annotations

import json
from importlib.metadata import version

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint

from ckanext.kaga.shared.answers import sent
from ckanext.kagakpi.description import description

blueprint = Blueprint("kagakpi_openapi", __name__)


@blueprint.route("/plan/openapi.json")
def openapi() -> Response:
    """Send the description in OpenAPI 3.1."""
    site = tk.h.url_for("kagakpi.plan", locale="default", qualified=True).removesuffix("/plan")
    told = description(site, version("ckanext-kaga-suite"))
    return sent(f"{json.dumps(told, ensure_ascii=False, indent=2)}\n".encode(), "application/json")
