"""The description of the register's interface for machines."""

from __future__ import annotations

from importlib.metadata import version

from ckan.types import Response
from flask import Blueprint

from ckanext.kagaconsent.description import description
from ckanext.kagaconsent.views import answering

blueprint = Blueprint("kagaconsent_openapi", __name__)


@blueprint.route("/register/openapi.json")
def openapi() -> Response:
    """Send the description in OpenAPI 3.1."""
    told = description(answering.site(), version("ckanext-kaga-suite"))
    return answering.single(answering.json_bytes(told), "application/json", None)
