"""Blueprints of this plugin."""

from ckanext.kagaconsent.views.export import blueprint as export
from ckanext.kagaconsent.views.register import blueprint as register

__all__ = ["export", "register"]
