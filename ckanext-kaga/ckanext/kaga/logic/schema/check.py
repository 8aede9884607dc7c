"""What the actions about checks take."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import Schema, Validator


@tk.validator_args
def resource_only(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """One resource, by its id."""
    return {"resource_id": [not_empty, unicode_safe]}
