"""Validators of the registers; one module per noun."""

from ckanext.kagaconsent.logic.validators.data_use import (
    kagaconsent_content,
    kagaconsent_count,
    kagaconsent_page,
    kagaconsent_slug,
    kagaconsent_text,
    kagaconsent_texts,
)

__all__ = [
    "kagaconsent_content",
    "kagaconsent_count",
    "kagaconsent_page",
    "kagaconsent_slug",
    "kagaconsent_text",
    "kagaconsent_texts",
]
