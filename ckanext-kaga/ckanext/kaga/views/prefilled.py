"""What the short form of the metadata is filled with, and what it says of where that came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

import ckan.plugins.toolkit as tk

FIELDS = (
    "title",
    "notes",
    "department",
    "frequency",
    "temporal_start",
    "temporal_end",
    "modified",
    "license_id",
)
"""The fields of the metadata that the short form asks for; CKAN's form has all of them."""

DATED = ("temporal_start", "temporal_end", "modified")
"""Those of them that are seldom the same for two versions."""

Told = Mapping[str, Mapping[str, str]]
"""Proposals by field, as ``kaga_proposal_show`` gives them."""

_TOGETHER = (("temporal_start", "temporal_end"), ("modified",), ("frequency",))
_OFFERED = tuple(name for names in _TOGETHER for name in names)
"""These are offered anew with each file; a title or a description is a person's to change."""


class Origin(NamedTuple):
    """Where the value of a field came from, or what is said of another.

    ``kind`` is ``same``: the field holds what ``source`` says; ``new``: it is filled with what the
    new file says, and ``other`` is what is saved; ``differs``: a person wrote it, and ``other`` is
    what ``source`` says; ``kept``: it is of the version before; ``default``: of the portal.
    """

    kind: Literal["same", "new", "differs", "kept", "default"]
    source: str = ""
    other: str = ""


def form_fields() -> list[dict[str, Any]]:
    """Return the fields of the short form as the dataset's schema has them."""
    schema = tk.h.scheming_get_dataset_schema("dataset")
    known = {field["field_name"]: field for field in schema["dataset_fields"]}
    return [known[name] for name in FIELDS]


def prefilled(
    package: Mapping[str, Any],
    fields: Sequence[Mapping[str, Any]],
    proposals: Mapping[str, Any],
) -> tuple[dict[str, str], dict[str, Origin]]:
    """Return what is to stand in the form in place of what is saved, and the origin of each field.

    What a person wrote stays. A new file's period takes the place of the earlier file's only
    where what is saved is what the earlier file itself said.
    """
    told, before = proposals["fields"], proposals["before"]
    saved = {field["field_name"]: package.get(field["field_name"]) or "" for field in fields}
    values = _offered(saved, told, before or {})
    origins = dict(_origins(saved, values, told, replaces=before is not None))
    for field in fields:
        name = field["field_name"]
        if name not in origins and saved[name] and saved[name] == field.get("default"):
            origins[name] = Origin("default")
    tags = {tag["name"] for tag in package["tags"]}
    if "tags" in told and tags == set(told["tags"]["value"].split(",")):
        origins["tags"] = Origin("same", told["tags"]["source"])
    return values, origins


def _offered(saved: Mapping[str, str], told: Told, before: Told) -> dict[str, str]:
    """The fields of the form that take what the new file says."""
    values = {}
    for names in _TOGETHER:
        derived = any(name in before for name in names) and all(
            saved[name] == before.get(name, {}).get("value", saved[name]) for name in names
        )
        if derived:
            values |= {
                name: told[name]["value"]
                for name in names
                if name in told and told[name]["value"] != saved[name]
            }
    return values


def _origins(
    saved: Mapping[str, str], values: Mapping[str, str], told: Told, *, replaces: bool
) -> Iterator[tuple[str, Origin]]:
    for name, value in saved.items():
        said = told.get(name)
        if said and name in values:
            yield name, Origin("new", said["source"], value)
        elif said and value == said["value"]:
            yield name, Origin("same", said["source"])
        elif said and name in _OFFERED:
            yield name, Origin("differs", said["source"], said["value"])
        elif replaces and value and name in _OFFERED:
            yield name, Origin("kept")
