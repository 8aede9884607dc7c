"""Metadata fields of datasets, organisations and groups, as ckanext-scheming reads them."""

from __future__ import annotations

from pathlib import Path

LICENCES = f"file://{Path(__file__).parent / 'licences.json'}"
"""Address of the licences that a Japanese municipality uses, for CKAN's ``licenses_group_url``."""
