"""Blueprints of the catalogue; one module per page family."""

from ckanext.kaga.views.home import blueprint as home
from ckanext.kaga.views.style import blueprint as style

__all__ = ["home", "style"]
