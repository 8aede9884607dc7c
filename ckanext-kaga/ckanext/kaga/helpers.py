"""Template helpers of the catalogue."""

from __future__ import annotations

from ckanext.kaga.helpers_metadata import (
    kaga_field_groups,
    kaga_licence_choices,
    kaga_municipality,
    kaga_standard_choices,
)
from ckanext.kaga.helpers_table import kaga_check, kaga_is_published, kaga_preview

__all__ = [
    "kaga_check",
    "kaga_field_groups",
    "kaga_is_published",
    "kaga_licence_choices",
    "kaga_municipality",
    "kaga_preview",
    "kaga_standard_choices",
]
