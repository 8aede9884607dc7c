"""What the actions on the open draft of a data use take."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import Schema, Validator


@tk.validator_args
def returned(not_empty: Validator, kagaconsent_text: Validator) -> Schema:
    """One data use, the hash of the draft that was read, and what has to be changed."""
    return {
        "id": [not_empty, kagaconsent_text],
        "content_hash": [not_empty, kagaconsent_text],
        "reason": [not_empty, kagaconsent_text],
    }
