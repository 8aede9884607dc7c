"""Blueprints of this plugin."""

from ckanext.kagaconsent.views.anonymised import blueprint as anonymised
from ckanext.kagaconsent.views.export import blueprint as export
from ckanext.kagaconsent.views.file_ledger import blueprint as file_ledger
from ckanext.kagaconsent.views.file_ledger_export import blueprint as file_ledger_export
from ckanext.kagaconsent.views.file_ledger_form import blueprint as file_ledger_form
from ckanext.kagaconsent.views.register import blueprint as register
from ckanext.kagaconsent.views.sign import blueprint as sign

__all__ = [
    "anonymised",
    "export",
    "file_ledger",
    "file_ledger_export",
    "file_ledger_form",
    "register",
    "sign",
]
