"""What the actions about signs take."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import Schema, Validator

from ckanext.kagaconsent import ledger


@tk.validator_args
def one(not_empty: Validator, kagaconsent_text: Validator) -> Schema:
    """One sign, by its code."""
    return {"code": [not_empty, kagaconsent_text]}


def listing() -> Schema:
    """Whose signs, of what kind, and which part of the list."""
    default, one_of = tk.get_validator("default"), tk.get_validator("one_of")
    text, unless_empty = tk.get_validator("kagaconsent_text"), tk.get_validator("ignore_empty")
    number = tk.get_validator("natural_number_validator")
    return {
        "data_use": [unless_empty, text],
        "owner_org": [unless_empty, text],
        "kind": [unless_empty, one_of([kind.value for kind in ledger.UseKind])],
        "include_content": [default(False), tk.get_validator("boolean_validator")],
        "limit": [default(20), number, tk.get_validator("kagaconsent_page")],
        "offset": [default(0), number, tk.get_validator("kagaconsent_count")],
    }
