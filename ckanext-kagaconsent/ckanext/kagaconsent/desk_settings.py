"""The settings of the desk, each a typed question."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields

import ckan.plugins.toolkit as tk

from ckanext.kagaconsent.deadlines import Periods

PREFIX = "ckanext.kagaconsent."


def periods() -> Periods:
    """Return the periods that the city's ordinance sets.

    Raises ``deadlines.Refused`` for one that the law does not allow.
    """
    return Periods(**{one.name: tk.config[f"{PREFIX}{one.name}"] for one in fields(Periods)})


def desk_roles() -> list[str]:
    """Return the roles in an organisation whose people are its desk."""
    return tk.config[f"{PREFIX}desk_roles"]


def desk_organization() -> str:
    """Return the name of the organisation that gets what names no department, or ""."""
    return tk.config[f"{PREFIX}desk_organization"]


def requests_per_hour() -> int:
    """Return how many cases and messages one address may send in an hour; 0 is no limit."""
    return tk.config[f"{PREFIX}requests_per_hour"]


def tries_per_hour() -> int:
    """Return how many wrong passphrases one address may type in an hour; 0 is no limit."""
    return tk.config[f"{PREFIX}tries_per_hour"]


def attachment_bytes() -> int:
    """Return how many bytes an attachment may have."""
    return tk.config[f"{PREFIX}attachment_megabytes"] * 1024 * 1024


def attachments_per_case() -> int:
    """Return how many attachments a case may have."""
    return tk.config[f"{PREFIX}attachments_per_case"]


def retention() -> dt.timedelta:
    """Return for how long a closed case is kept."""
    return dt.timedelta(days=tk.config[f"{PREFIX}retention_days"])


def statistics_small() -> int:
    """Return below how many cases of a kind in a year the outcomes are not told in public."""
    return tk.config[f"{PREFIX}statistics_small"]
