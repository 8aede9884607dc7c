"""What a search is narrowed by: which fields, under which titles, in the reader's words."""

from __future__ import annotations

import json
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.kaga.shared.language import language
from ckanext.kaga.shared.organizations import every_organization

DEFAULT_LANGUAGE = "ja"
"""The language in which Solr knows the titles of organisations."""

THEME = "vocab_theme"
"""Solr field of the themes' URIs; CKAN's schema keeps several values under ``vocab_*``."""


def of_search() -> dict[str, str]:
    """Return the filters of a search over all datasets: Solr field -> title, in order."""
    return {"organization": tk._("Departments"), **of_organization()}


def of_organization() -> dict[str, str]:
    """Return the filters of a search within one organisation."""
    return {
        THEME: tk._("Themes"),
        "tags": tk._("Keywords"),
        "res_format": tk._("Formats"),
        "license_id": tk._("Licences"),
    }


def index(document: dict[str, Any]) -> dict[str, Any]:
    """Add the themes to what Solr is given of a dataset."""
    themes = json.loads(document["validated_data_dict"]).get("theme")
    return {**document, THEME: themes} if themes else document


def name(found: dict[str, Any]) -> dict[str, Any]:
    """Give the organisations, themes and licences among the facets the reader's words."""
    facets = found.get("search_facets", {})
    labels = themes() if THEME in facets else {}
    for item in facets.get(THEME, {}).get("items", ()):
        item["display_name"] = labels.get(item["name"], item["name"])
    for item in facets.get("license_id", {}).get("items", ()):
        title = item["display_name"]
        item["display_name"] = tk._(title)
    organizations = facets.get("organization", {}).get("items", ())
    if organizations and language() != DEFAULT_LANGUAGE:
        titles = titles_of([item["name"] for item in organizations])
        for item in organizations:
            item["display_name"] = titles.get(item["name"], item["display_name"])
    return found


def titles_of(names: list[str]) -> dict[str, str]:
    """Return the titles of organisations in the reader's language, by name."""
    found = every_organization(organizations=names, include_extras=True)
    return {one["name"]: tk.h.get_translated(one, "title") for one in found}


def themes() -> dict[str, str]:
    """Return the themes of the dataset schema: URI -> label in the reader's language."""
    schema = tk.h.scheming_get_dataset_schema("dataset")
    field = tk.h.scheming_field_by_name(schema["dataset_fields"], "theme")
    return {
        choice["value"]: tk.h.scheming_language_text(choice["label"])
        for choice in tk.h.scheming_field_choices(field)
    }
