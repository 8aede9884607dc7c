"""What the actions about the file ledger take."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import Schema, Validator


@tk.validator_args
def create(
    not_empty: Validator,
    kagaconsent_text: Validator,
    kagaconsent_slug: Validator,
    kagaconsent_file_entry: Validator,
) -> Schema:
    """A new file of an organisation."""
    return {
        "owner_org": [not_empty, kagaconsent_text],
        "slug": [not_empty, kagaconsent_text, kagaconsent_slug],
        "content": [not_empty, kagaconsent_file_entry],
        "reason": [not_empty, kagaconsent_text],
    }


@tk.validator_args
def update(
    not_empty: Validator,
    kagaconsent_text: Validator,
    ignore_empty: Validator,
    kagaconsent_file_entry: Validator,
) -> Schema:
    """What an entry shall say, why, and the hash of what the editor had before them."""
    return {
        "id": [not_empty, kagaconsent_text],
        "content": [not_empty, kagaconsent_file_entry],
        "reason": [not_empty, kagaconsent_text],
        "content_hash": [ignore_empty, kagaconsent_text],
    }


def taken_in() -> Schema:
    """A CSV or XLSX of the ledger, for whom, why, and whether it is only looked at."""
    text, unless_empty = tk.get_validator("kagaconsent_text"), tk.get_validator("ignore_empty")
    needed, default = tk.get_validator("not_empty"), tk.get_validator("default")
    return {
        "owner_org": [needed, text],
        "upload": [needed, tk.get_validator("kagaconsent_file_entries")],
        "reason": [needed, text],
        "preview": [default(False), tk.get_validator("boolean_validator")],
        "seen": [unless_empty, text],
    }


def listing() -> Schema:
    """Words to look for, filters, and which part of the list."""
    default = tk.get_validator("default")
    text, unless_empty = tk.get_validator("kagaconsent_text"), tk.get_validator("ignore_empty")
    yes = tk.get_validator("boolean_validator")
    number = tk.get_validator("natural_number_validator")
    return {
        "q": [default(""), text],
        "agency": [unless_empty, text],
        "data_use": [unless_empty, text],
        "drafts": [default(False), yes],
        "include_content": [default(False), yes],
        "limit": [default(20), number, tk.get_validator("kagaconsent_page")],
        "offset": [default(0), number, tk.get_validator("kagaconsent_count")],
    }


def changed() -> Schema:
    """How many changes."""
    number = tk.get_validator("natural_number_validator")
    default, page = tk.get_validator("default"), tk.get_validator("kagaconsent_page")
    return {"limit": [default(50), number, page]}
