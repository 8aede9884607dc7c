"""Blueprints of this plugin."""

from ckanext.kagaconsent.views.register import blueprint as register

__all__ = ["register"]
