"""Blueprints of this plugin."""

from flask import Blueprint

from ckanext.kaga.shared import linked_page
from ckanext.kagakpi.views.export import blueprint as export
from ckanext.kagakpi.views.openapi import blueprint as openapi
from ckanext.kagakpi.views.plan import blueprint as plan
from ckanext.kagakpi.views.rounds import blueprint as rounds

__all__ = ["blueprints"]


def blueprints() -> list[Blueprint]:
    """Return every blueprint of this plugin, with what it puts up for all of them."""
    return [export, openapi, plan, rounds, *linked_page.put_up("kagakpi")]
