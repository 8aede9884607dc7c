"""What the actions about promises take."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import Schema, Validator


@tk.validator_args
def listing(
    not_empty: Validator,
    ignore_empty: Validator,
    kagakpi_text: Validator,
    natural_number_validator: Validator,
    kagakpi_count: Validator,
) -> Schema:
    """One plan, by its id or key, as one of its versions has it."""
    return {
        "id": [not_empty, kagakpi_text],
        "number": [ignore_empty, natural_number_validator, kagakpi_count],
    }
