"""What the actions about plans take."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import Schema, Validator


def one() -> Schema:
    """One plan, by its id or key, in a fiscal year, as one of its versions has it."""
    must, may = tk.get_validator("not_empty"), tk.get_validator("ignore_empty")
    count = tk.get_validator("kagakpi_count")
    return {
        "id": [must, tk.get_validator("kagakpi_text")],
        "year": [may, tk.get_validator("kagakpi_year")],
        "number": [may, tk.get_validator("natural_number_validator"), count],
    }


@tk.validator_args
def of(not_empty: Validator, kagakpi_text: Validator) -> Schema:
    """One plan, by its id or key."""
    return {"id": [not_empty, kagakpi_text]}


@tk.validator_args
def version(
    not_empty: Validator,
    kagakpi_text: Validator,
    natural_number_validator: Validator,
    kagakpi_count: Validator,
) -> Schema:
    """One version of a plan."""
    return {
        "id": [not_empty, kagakpi_text],
        "number": [not_empty, natural_number_validator, kagakpi_count],
    }


@tk.validator_args
def kpi(
    not_empty: Validator,
    ignore_empty: Validator,
    kagakpi_text: Validator,
    kagakpi_year: Validator,
) -> Schema:
    """One KPI of a plan, in a fiscal year."""
    return {
        "id": [not_empty, kagakpi_text],
        "kpi": [not_empty, kagakpi_text],
        "year": [ignore_empty, kagakpi_year],
    }


def create() -> Schema:
    """A new plan of an organisation."""
    must, text = tk.get_validator("not_empty"), tk.get_validator("kagakpi_text")
    return {
        "owner_org": [must, text],
        "content": [must, tk.get_validator("kagakpi_plan")],
        "reason": [must, text],
        "example": [tk.get_validator("default")(False), tk.get_validator("boolean_validator")],
    }


@tk.validator_args
def update(
    not_empty: Validator,
    ignore_empty: Validator,
    kagakpi_text: Validator,
    kagakpi_plan: Validator,
) -> Schema:
    """What a plan shall say from now on, why, and the hash of what was read before."""
    return {
        "id": [not_empty, kagakpi_text],
        "content": [not_empty, kagakpi_plan],
        "reason": [not_empty, kagakpi_text],
        "content_hash": [ignore_empty, kagakpi_text],
    }


def listing() -> Schema:
    """Which plans, and which part of the list."""
    default, number = tk.get_validator("default"), tk.get_validator("natural_number_validator")
    return {
        "example": [tk.get_validator("ignore_empty"), tk.get_validator("boolean_validator")],
        "limit": [default(20), number, tk.get_validator("kagakpi_page")],
        "offset": [default(0), number, tk.get_validator("kagakpi_count")],
    }
