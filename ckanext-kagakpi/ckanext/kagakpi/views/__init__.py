"""Blueprints of this plugin."""

from flask import Blueprint

from ckanext.kaga.shared import linked_page, sitemap
from ckanext.kagakpi.views.archive import blueprint as archive
from ckanext.kagakpi.views.compare import blueprint as compare
from ckanext.kagakpi.views.editor import blueprint as editor
from ckanext.kagakpi.views.editor_kpi import blueprint as editor_kpi
from ckanext.kagakpi.views.editor_measure import blueprint as editor_measure
from ckanext.kagakpi.views.embed import blueprint as embed
from ckanext.kagakpi.views.export import blueprint as export
from ckanext.kagakpi.views.openapi import blueprint as openapi
from ckanext.kagakpi.views.picture import blueprint as picture
from ckanext.kagakpi.views.plan import blueprint as plan
from ckanext.kagakpi.views.rounds import blueprint as rounds
from ckanext.kagakpi.views.work import blueprint as work
from ckanext.kagakpi.views.workbook import blueprint as workbook

__all__ = ["blueprints"]


def blueprints() -> list[Blueprint]:
    """Return every blueprint of this plugin, with what it puts up for all of them."""
    read = [archive, compare, embed, export, openapi, picture, plan]
    written = [editor, editor_kpi, editor_measure, rounds, work, workbook]
    return [*read, *written, *linked_page.put_up("kagakpi"), *sitemap.put_up("kagakpi")]
