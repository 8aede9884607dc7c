"""Validators of the registers; one module per noun."""

from ckanext.kagaconsent.logic.validators.anonymised_call import kagaconsent_names
from ckanext.kagaconsent.logic.validators.case import (
    kagaconsent_attachments,
    kagaconsent_day,
    kagaconsent_long_text,
    kagaconsent_past_day,
    kagaconsent_reference,
)
from ckanext.kagaconsent.logic.validators.data_use import (
    kagaconsent_content,
    kagaconsent_count,
    kagaconsent_page,
    kagaconsent_slug,
    kagaconsent_text,
    kagaconsent_texts,
)
from ckanext.kagaconsent.logic.validators.file_ledger import (
    kagaconsent_file_entries,
    kagaconsent_file_entry,
)

__all__ = [
    "kagaconsent_attachments",
    "kagaconsent_content",
    "kagaconsent_count",
    "kagaconsent_day",
    "kagaconsent_file_entries",
    "kagaconsent_file_entry",
    "kagaconsent_long_text",
    "kagaconsent_names",
    "kagaconsent_page",
    "kagaconsent_past_day",
    "kagaconsent_reference",
    "kagaconsent_slug",
    "kagaconsent_text",
    "kagaconsent_texts",
]
