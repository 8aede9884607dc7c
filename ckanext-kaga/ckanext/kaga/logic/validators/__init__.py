"""Validators of the catalogue; one module per noun."""

from ckanext.kaga.logic.validators.decision import kaga_cells, kaga_part
from ckanext.kaga.logic.validators.metadata import (
    kaga_dataset_name,
    kaga_file_address,
    kaga_municipality_code,
    kaga_not_before,
    kaga_translation,
    kaga_web_address,
)
from ckanext.kaga.logic.validators.review import kaga_approved, kaga_coming_time

__all__ = [
    "kaga_approved",
    "kaga_cells",
    "kaga_coming_time",
    "kaga_dataset_name",
    "kaga_file_address",
    "kaga_municipality_code",
    "kaga_not_before",
    "kaga_part",
    "kaga_translation",
    "kaga_web_address",
]
