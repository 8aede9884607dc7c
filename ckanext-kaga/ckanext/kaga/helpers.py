"""Template helpers of the catalogue."""

from __future__ import annotations

from ckanext.kaga.helpers_metadata import (
    kaga_field_groups,
    kaga_licence_choices,
    kaga_municipality,
    kaga_standard_choices,
)
from ckanext.kaga.helpers_table import (
    kaga_check,
    kaga_map,
    kaga_may_publish,
    kaga_preview,
    kaga_published,
    kaga_waiting,
)

__all__ = [
    "kaga_check",
    "kaga_field_groups",
    "kaga_licence_choices",
    "kaga_map",
    "kaga_may_publish",
    "kaga_municipality",
    "kaga_preview",
    "kaga_published",
    "kaga_standard_choices",
    "kaga_waiting",
]
