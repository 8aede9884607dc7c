"""Validators of the registers; one module per noun."""

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
)

__all__ = [
    "kagaconsent_attachments",
    "kagaconsent_content",
    "kagaconsent_count",
    "kagaconsent_day",
    "kagaconsent_long_text",
    "kagaconsent_page",
    "kagaconsent_past_day",
    "kagaconsent_reference",
    "kagaconsent_slug",
    "kagaconsent_text",
]
