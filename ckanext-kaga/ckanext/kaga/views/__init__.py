"""Blueprints of the catalogue; one module per page family."""

from flask import Blueprint

from ckanext.kaga.shared import sitemap
from ckanext.kaga.views.decision import blueprint as decision
from ckanext.kaga.views.download import blueprint as download
from ckanext.kaga.views.feed import blueprint as feed
from ckanext.kaga.views.home import blueprint as home
from ckanext.kaga.views.original import blueprint as original
from ckanext.kaga.views.publish import blueprint as publish
from ckanext.kaga.views.report import blueprint as report
from ckanext.kaga.views.review import blueprint as review
from ckanext.kaga.views.standards import blueprint as standards
from ckanext.kaga.views.style import blueprint as style
from ckanext.kaga.views.theme import blueprint as theme
from ckanext.kaga.views.versions import blueprint as versions


def blueprints() -> list[Blueprint]:
    """Return every blueprint of this plugin, with what it puts up for all of them."""
    return [
        decision,
        download,
        feed,
        home,
        original,
        publish,
        report,
        review,
        standards,
        style,
        theme,
        versions,
        *sitemap.put_up("kaga"),
    ]
