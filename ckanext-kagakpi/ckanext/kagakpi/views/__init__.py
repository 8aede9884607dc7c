"""Blueprints of this plugin."""

from ckanext.kagakpi.views.export import blueprint as export
from ckanext.kagakpi.views.openapi import blueprint as openapi
from ckanext.kagakpi.views.plan import blueprint as plan
from ckanext.kagakpi.views.rounds import blueprint as rounds

__all__ = ["export", "openapi", "plan", "rounds"]
