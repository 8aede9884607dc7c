"""Blueprints of this plugin."""

from ckanext.kagaconsent.views.desk import blueprint as desk
from ckanext.kagaconsent.views.export import blueprint as export
from ckanext.kagaconsent.views.register import blueprint as register
from ckanext.kagaconsent.views.requests import blueprint as requests

__all__ = ["desk", "export", "register", "requests"]
