"""What the actions about the personal-data gate take."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import Schema, Validator, ValidatorFactory


@tk.validator_args
def request(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """One resource, and why what was found may be public."""
    return {"resource_id": [not_empty, unicode_safe], "reason": [not_empty, unicode_safe]}


@tk.validator_args
def decision(not_empty: Validator, unicode_safe: Validator, one_of: ValidatorFactory) -> Schema:
    """One resource, the decision on what was found, and its reason."""
    return {
        "resource_id": [not_empty, unicode_safe],
        "decision": [not_empty, one_of(["released", "refused"])],
        "reason": [not_empty, unicode_safe],
    }
