"""What the actions on opinions take."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import Schema, Validator


@tk.validator_args
def add(
    not_empty: Validator,
    kagaconsent_text: Validator,
    natural_number_validator: Validator,
    kagaconsent_count: Validator,
) -> Schema:
    """A version of a data use, the hash of what was read, and the opinion."""
    return {
        "id": [not_empty, kagaconsent_text],
        "number": [not_empty, natural_number_validator, kagaconsent_count],
        "content_hash": [not_empty, kagaconsent_text],
        "text": [not_empty, kagaconsent_text],
    }
