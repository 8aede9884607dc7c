"""What the actions about versions take."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import Schema, Validator


@tk.validator_args
def one_version(not_empty: Validator, unicode_safe: Validator, int_validator: Validator) -> Schema:
    """One version of one resource."""
    return {"resource_id": [not_empty, unicode_safe], "number": [not_empty, int_validator]}
