"""Blueprints of this plugin."""

from ckanext.kagakpi.views.plan import blueprint as plan

__all__ = ["plan"]
