"""What the actions about data uses take."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import Schema, Validator

from ckanext.kagaconsent import ledger, register


@tk.validator_args
def one(not_empty: Validator, kagaconsent_text: Validator) -> Schema:
    """One data use, by its id or short name."""
    return {"id": [not_empty, kagaconsent_text]}


@tk.validator_args
def version(
    not_empty: Validator,
    kagaconsent_text: Validator,
    natural_number_validator: Validator,
    kagaconsent_count: Validator,
) -> Schema:
    """One version of a data use."""
    return {
        "id": [not_empty, kagaconsent_text],
        "number": [not_empty, natural_number_validator, kagaconsent_count],
    }


@tk.validator_args
def create(
    not_empty: Validator,
    kagaconsent_text: Validator,
    kagaconsent_slug: Validator,
    kagaconsent_content: Validator,
) -> Schema:
    """A new data use of an organisation."""
    return {
        "owner_org": [not_empty, kagaconsent_text],
        "slug": [not_empty, kagaconsent_text, kagaconsent_slug],
        "content": [not_empty, kagaconsent_content],
        "reason": [not_empty, kagaconsent_text],
    }


@tk.validator_args
def update(
    not_empty: Validator,
    kagaconsent_text: Validator,
    ignore_empty: Validator,
    kagaconsent_content: Validator,
) -> Schema:
    """What a data use shall say, why, and the hash of what the editor had before them."""
    return {
        "id": [not_empty, kagaconsent_text],
        "content": [not_empty, kagaconsent_content],
        "reason": [not_empty, kagaconsent_text],
        "content_hash": [ignore_empty, kagaconsent_text],
    }


@tk.validator_args
def seen(not_empty: Validator, kagaconsent_text: Validator) -> Schema:
    """One data use, and the hash of the draft that was read."""
    return {"id": [not_empty, kagaconsent_text], "content_hash": [not_empty, kagaconsent_text]}


@tk.validator_args
def reasoned(not_empty: Validator, kagaconsent_text: Validator) -> Schema:
    """One data use, and why."""
    return {"id": [not_empty, kagaconsent_text], "reason": [not_empty, kagaconsent_text]}


def filters() -> Schema:
    """Words to look for, and what to narrow the list by."""
    default, one_of = tk.get_validator("default"), tk.get_validator("one_of")
    text, unless_empty = tk.get_validator("kagaconsent_text"), tk.get_validator("ignore_empty")
    purposes = [term.id for term in ledger.dpv().groups["purposes"].terms]
    return {
        "q": [default(""), text],
        "owner_org": [unless_empty, text],
        "kind": [unless_empty, one_of([kind.value for kind in ledger.UseKind])],
        "party": [unless_empty, text],
        "department": [unless_empty, text],
        "identifiability": [
            unless_empty,
            one_of([one.value for one in ledger.Identifiability]),
        ],
        "purpose": [unless_empty, one_of(purposes)],
        "dataset": [unless_empty, text],
        "state": [unless_empty, one_of(list(register.STATES))],
    }


def listing() -> Schema:
    """Words to look for, filters, and which part of the list."""
    default, text = tk.get_validator("default"), tk.get_validator("kagaconsent_text")
    number, yes = (
        tk.get_validator("natural_number_validator"),
        tk.get_validator("boolean_validator"),
    )
    return {
        **filters(),
        "drafts": [default(False), yes],
        "include_content": [default(False), yes],
        "include_total": [default(True), yes],
        "limit": [default(20), number, tk.get_validator("kagaconsent_page")],
        "offset": [default(0), number, tk.get_validator("kagaconsent_count")],
        "after": [tk.get_validator("ignore_empty"), text],
    }
