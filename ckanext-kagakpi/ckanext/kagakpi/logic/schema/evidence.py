"""What the actions about evidence take."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import Schema, Validator


@tk.validator_args
def of(not_empty: Validator, kagakpi_text: Validator) -> Schema:
    """One dataset, by its id or name."""
    return {"id": [not_empty, kagakpi_text]}
