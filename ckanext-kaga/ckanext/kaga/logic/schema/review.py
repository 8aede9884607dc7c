"""What the actions about reviews take."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import Schema, Validator, ValidatorFactory


@tk.validator_args
def dataset_only(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """One dataset, by its id or name."""
    return {"package_id": [not_empty, unicode_safe]}


@tk.validator_args
def comment(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """One dataset, and something said about it."""
    return {"package_id": [not_empty, unicode_safe], "comment": [not_empty, unicode_safe]}


@tk.validator_args
def request(
    not_empty: Validator,
    unicode_safe: Validator,
    default: ValidatorFactory,
    ignore_empty: Validator,
    kaga_coming_time: Validator,
) -> Schema:
    """One dataset, what the second person should know, and when it shall become public."""
    return {
        "package_id": [not_empty, unicode_safe],
        "comment": [default(""), unicode_safe],
        "publish_at": [ignore_empty, kaga_coming_time],
    }


@tk.validator_args
def timing(not_empty: Validator, unicode_safe: Validator, kaga_coming_time: Validator) -> Schema:
    """One dataset, and when it shall become public."""
    return {
        "package_id": [not_empty, unicode_safe],
        "publish_at": [not_empty, kaga_coming_time],
    }


@tk.validator_args
def decision(
    not_empty: Validator,
    unicode_safe: Validator,
    default: ValidatorFactory,
    one_of: ValidatorFactory,
) -> Schema:
    """One dataset, the decision on it, and what is said with it."""
    return {
        "package_id": [not_empty, unicode_safe],
        "decision": [not_empty, one_of(["approved", "returned"])],
        "comment": [default(""), unicode_safe],
    }
