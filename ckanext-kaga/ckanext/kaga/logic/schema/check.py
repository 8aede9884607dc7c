"""What the actions about checks take."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import Schema, Validator, ValidatorFactory


@tk.validator_args
def resource_only(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """One resource, by its id."""
    return {"resource_id": [not_empty, unicode_safe]}


@tk.validator_args
def decisions(  # noqa: PLR0917 - CKAN hands validators over by their names
    not_empty: Validator,
    unicode_safe: Validator,
    ignore_missing: Validator,
    boolean_validator: Validator,
    default: ValidatorFactory,
    one_of: ValidatorFactory,
    kaga_part: Validator,
    kaga_cells: Validator,
) -> Schema:
    """One resource, and what somebody decided about its file."""
    return {
        "resource_id": [not_empty, unicode_safe],
        "part": [ignore_missing, unicode_safe, kaga_part],
        "accept": [ignore_missing, one_of(["none", "safe", "likely"])],
        "cells": [ignore_missing, kaga_cells],
        "loss": [ignore_missing, boolean_validator],
        "anew": [default(False), boolean_validator],
    }
