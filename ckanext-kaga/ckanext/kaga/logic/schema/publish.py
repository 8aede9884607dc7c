"""What the action that takes a table file takes."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import Schema, Validator, ValidatorFactory


@tk.validator_args
def one_file(
    not_empty: Validator,
    unicode_safe: Validator,
    ignore_missing: Validator,
    default: ValidatorFactory,
    one_of: ValidatorFactory,
) -> Schema:
    """A file, whose it is, and what becomes of a dataset that it belongs to."""
    return {
        "upload": [not_empty],
        "owner_org": [not_empty, unicode_safe],
        "known": [default("update"), one_of(["update", "new"])],
    }
