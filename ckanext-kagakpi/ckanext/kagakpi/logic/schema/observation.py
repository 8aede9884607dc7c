"""What the actions about reports take."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import Schema


def fields() -> Schema:
    """What a report says, but for what it is about; numbers may be text."""
    default, unless_empty = tk.get_validator("default"), tk.get_validator("ignore_empty")
    text, number = tk.get_validator("kagakpi_text"), tk.get_validator("kagakpi_number")
    return {
        "value": [default(None), number],
        "numerator": [default(None), number],
        "denominator": [default(None), number],
        "text_ja": [default(""), text],
        "met": [default(None), tk.get_validator("kagakpi_judgement")],
        "standing": [default("final"), tk.get_validator("kagakpi_standing")],
        "missing_ja": [default(""), text],
        "evidence": [default([]), tk.get_validator("kagakpi_evidence")],
        "reason": [default(""), text],
        "cause_ja": [default(""), text],
        "next_ja": [default(""), text],
        "next_kind": [unless_empty, tk.get_validator("kagakpi_next")],
    }


def create() -> Schema:
    """A report on a KPI of an example."""
    must, text = tk.get_validator("not_empty"), tk.get_validator("kagakpi_text")
    return {
        "id": [must, text],
        "kpi": [must, text],
        "as_of": [must, tk.get_validator("kagakpi_day")],
        "revises": [tk.get_validator("ignore_empty"), text],
        **fields(),
    }


def listing() -> Schema:
    """The reports on a plan, or on one of its indicators."""
    text = tk.get_validator("kagakpi_text")
    return {
        "id": [tk.get_validator("not_empty"), text],
        "indicator": [tk.get_validator("ignore_empty"), text],
    }
