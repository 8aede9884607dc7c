"""Blueprints of this plugin."""

from ckanext.kagakpi.views.export import blueprint as export
from ckanext.kagakpi.views.plan import blueprint as plan

__all__ = ["export", "plan"]
