"""What the actions about reports in a round take."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import Schema

from ckanext.kagakpi.logic.schema.observation import fields


def one() -> Schema:
    """One KPI in one round."""
    must, text = tk.get_validator("not_empty"), tk.get_validator("kagakpi_text")
    return {"period_id": [must, text], "kpi": [must, text]}


def written() -> Schema:
    """One KPI in one round, what is reported on it, and when the report was read before."""
    unless_missing, text = tk.get_validator("ignore_missing"), tk.get_validator("kagakpi_text")
    return {**one(), **fields(), "modified": [unless_missing, text]}


def returned() -> Schema:
    """One KPI in one round, and why the report is given back."""
    must, text = tk.get_validator("not_empty"), tk.get_validator("kagakpi_text")
    return {**one(), "comment": [must, text]}
