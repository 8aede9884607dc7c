"""Blueprints of this plugin."""

from ckanext.kagaconsent.views.affected import blueprint as affected
from ckanext.kagaconsent.views.export import blueprint as export
from ckanext.kagaconsent.views.feed import blueprint as feed
from ckanext.kagaconsent.views.linked import blueprint as linked
from ckanext.kagaconsent.views.openapi import blueprint as openapi
from ckanext.kagaconsent.views.register import blueprint as register

__all__ = ["affected", "export", "feed", "linked", "openapi", "register"]
