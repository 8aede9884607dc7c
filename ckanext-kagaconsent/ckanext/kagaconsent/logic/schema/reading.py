"""What the actions take that read the register as a whole."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import Schema, Validator

from ckanext.kagaconsent.logic.schema.data_use import filters


def nothing() -> Schema:
    """No argument."""
    return {}


@tk.validator_args
def part(
    default: Validator,
    natural_number_validator: Validator,
    kagaconsent_page: Validator,
    kagaconsent_count: Validator,
) -> Schema:
    """Which part of a list."""
    return {
        "limit": [default(50), natural_number_validator, kagaconsent_page],
        "offset": [default(0), natural_number_validator, kagaconsent_count],
    }


@tk.validator_args
def places(
    default: Validator, natural_number_validator: Validator, kagaconsent_page: Validator
) -> Schema:
    """The filters of the list, and of how many data uses."""
    return {**filters(), "limit": [default(200), natural_number_validator, kagaconsent_page]}


@tk.validator_args
def answers(ignore_missing: Validator, kagaconsent_texts: Validator) -> Schema:
    """What somebody chose in the five questions, by field of the register."""
    fields = ("kind", "place", "department", "data")
    return {field: [ignore_missing, kagaconsent_texts] for field in fields}
