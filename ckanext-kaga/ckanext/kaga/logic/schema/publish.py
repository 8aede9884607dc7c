"""What the action that takes a table file takes."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import Schema, Validator, ValidatorFactory


@tk.validator_args
def one_file(
    not_empty: Validator,
    unicode_safe: Validator,
    default: ValidatorFactory,
    one_of: ValidatorFactory,
    list_of_strings: Validator,
) -> Schema:
    """A file, whose it is, and what becomes of a dataset that it belongs to."""
    return {
        "upload": [not_empty],
        "owner_org": [not_empty, unicode_safe],
        "known": [default("update"), one_of(["update", "replace", "new"])],
        "taken": [default([]), list_of_strings],
    }
