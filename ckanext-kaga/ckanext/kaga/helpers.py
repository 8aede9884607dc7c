"""Template helpers of the catalogue."""

from __future__ import annotations

from ckanext.kaga.helpers_metadata import (
    kaga_field_groups,
    kaga_licence_choices,
    kaga_municipality,
    kaga_standard_choices,
)

__all__ = [
    "kaga_field_groups",
    "kaga_licence_choices",
    "kaga_municipality",
    "kaga_standard_choices",
]
