"""Template helpers of the metadata forms and pages."""

from __future__ import annotations

from typing import Any, NamedTuple

import ckan.plugins.toolkit as tk

from ckanext.kaga import config

Field = dict[str, Any]
Choice = dict[str, Any]


class Municipality(NamedTuple):
    """The municipality that runs the portal; empty strings where the site names none."""

    name: str
    code: str


class FieldGroup(NamedTuple):
    """Consecutive fields of a form under one heading."""

    label: str | dict[str, str]
    optional: bool
    fields: list[Field]


def kaga_municipality() -> Municipality:
    """Return what a new dataset says about its area unless someone says otherwise."""
    return Municipality(
        name=tk.config["ckanext.kaga.municipality_name"],
        code=tk.config["ckanext.kaga.municipality_code"],
    )


def kaga_field_groups(fields: list[Field]) -> list[FieldGroup]:
    """Cut the fields of a schema into the groups that its ``start_group`` marks open.

    Fields that no form shows (``form_snippet: null``) are left out.
    """
    groups: list[FieldGroup] = []
    for field in fields:
        if field.get("form_snippet", "") is None:
            continue
        start = field.get("start_group")
        if start or not groups:
            start = start or {}
            groups.append(FieldGroup(start.get("label", ""), start.get("optional", False), []))
        groups[-1].fields.append(field)
    return groups


def kaga_licence_choices(field: Field) -> list[Choice]:
    """Return the licences of the site as choices of a select field, in the order of the file."""
    titles = {licence["id"]: licence["title"] for licence in tk.get_action("license_list")({}, {})}
    return [{"value": key, "label": tk._(title)} for key, title in titles.items()]


def kaga_standard_choices(field: Field) -> list[Choice]:
    """Return the standards that the checks know as choices of a select field."""
    return [
        {
            "value": standard.key,
            "label": {
                "ja": f"{standard.name_ja}（{standard.standard}）",
                "en": f"{standard.name_en} ({standard.generation} generation)",
            },
        }
        for standard in config.registry().all()
    ]
