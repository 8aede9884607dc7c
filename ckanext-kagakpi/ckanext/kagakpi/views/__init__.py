"""Blueprints of this plugin."""

from ckanext.kagakpi.views.export import blueprint as export
from ckanext.kagakpi.views.plan import blueprint as plan
from ckanext.kagakpi.views.rounds import blueprint as rounds
from ckanext.kagakpi.views.work import blueprint as work

__all__ = ["export", "plan", "rounds", "work"]
