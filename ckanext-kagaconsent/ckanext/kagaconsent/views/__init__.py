"""Blueprints of this plugin."""

from flask import Blueprint

from ckanext.kaga.shared import linked_page, sitemap
from ckanext.kagaconsent.views.affected import blueprint as affected
from ckanext.kagaconsent.views.anonymised import blueprint as anonymised
from ckanext.kagaconsent.views.check import blueprint as check
from ckanext.kagaconsent.views.desk import blueprint as desk
from ckanext.kagaconsent.views.export import blueprint as export
from ckanext.kagaconsent.views.feed import blueprint as feed
from ckanext.kagaconsent.views.file_ledger import blueprint as file_ledger
from ckanext.kagaconsent.views.file_ledger_export import blueprint as file_ledger_export
from ckanext.kagaconsent.views.file_ledger_form import blueprint as file_ledger_form
from ckanext.kagaconsent.views.form import blueprint as form
from ckanext.kagaconsent.views.linked import blueprint as linked
from ckanext.kagaconsent.views.openapi import blueprint as openapi
from ckanext.kagaconsent.views.register import blueprint as register
from ckanext.kagaconsent.views.requests import blueprint as requests
from ckanext.kagaconsent.views.sign import blueprint as sign
from ckanext.kagaconsent.views.work import blueprint as work
from ckanext.kagaconsent.views.workbook import blueprint as workbook

__all__ = ["blueprints"]


def blueprints() -> list[Blueprint]:
    """Return every blueprint of this plugin, with what it puts up for all of them."""
    return [
        affected,
        anonymised,
        check,
        desk,
        export,
        feed,
        file_ledger,
        file_ledger_export,
        file_ledger_form,
        form,
        linked,
        openapi,
        register,
        requests,
        sign,
        work,
        workbook,
        *linked_page.put_up("kagaconsent"),
        *sitemap.put_up("kagaconsent"),
    ]
