"""Blueprints of this plugin."""

from ckanext.kagaconsent.views.check import blueprint as check
from ckanext.kagaconsent.views.export import blueprint as export
from ckanext.kagaconsent.views.form import blueprint as form
from ckanext.kagaconsent.views.register import blueprint as register
from ckanext.kagaconsent.views.work import blueprint as work
from ckanext.kagaconsent.views.workbook import blueprint as workbook

__all__ = ["check", "export", "form", "register", "work", "workbook"]
