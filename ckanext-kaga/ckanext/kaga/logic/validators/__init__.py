"""Validators of the catalogue; one module per noun."""

from ckanext.kaga.logic.validators.decision import kaga_cells, kaga_part
from ckanext.kaga.logic.validators.metadata import (
    kaga_dataset_name,
    kaga_municipality_code,
    kaga_not_before,
    kaga_translation,
    kaga_web_address,
)

__all__ = [
    "kaga_cells",
    "kaga_dataset_name",
    "kaga_municipality_code",
    "kaga_not_before",
    "kaga_part",
    "kaga_translation",
    "kaga_web_address",
]
