"""Blueprints of this plugin."""

from ckanext.kagakpi.views.editor import blueprint as editor
from ckanext.kagakpi.views.export import blueprint as export
from ckanext.kagakpi.views.plan import blueprint as plan
from ckanext.kagakpi.views.rounds import blueprint as rounds
from ckanext.kagakpi.views.work import blueprint as work
from ckanext.kagakpi.views.workbook import blueprint as workbook

__all__ = ["editor", "export", "plan", "rounds", "work", "workbook"]
