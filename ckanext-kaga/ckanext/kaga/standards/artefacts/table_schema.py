"""Frictionless Table Schema, https://datapackage.org/standard/table-schema/ (v2)."""

from __future__ import annotations

from typing import Any

from ckanext.kaga.standards.artefacts import machine
from ckanext.kaga.standards.kinds import kind_of, must_be_filled
from ckanext.kaga.standards.standard import Column, Standard

_FORMATS = {"email": "email", "url": "uri"}


def make(standard: Standard) -> bytes:
    """Return the columns as a Table Schema; the order of a file's columns is free.

    Further columns of a city's own are allowed: ``fieldsMatch`` asks for one of them at
    least. The level of the official book, which a schema cannot say, is in ``kaga:level``.
    """
    return machine.as_json(
        {
            "name": f"{standard.slug}-{standard.generation}",
            "title": standard.name_ja,
            "description": machine.described_standard(standard),
            "fieldsMatch": "partial",
            "missingValues": [""],
            "fields": [_field(column) for column in standard.columns],
        }
    )


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": kind_of(column).base}
    if column.type in _FORMATS:
        field["format"] = _FORMATS[column.type]
    if english := machine.english(column):
        field["title"] = english
    field["description"] = machine.described(column)
    if column.example:
        field["example"] = column.example
    constraints: dict[str, Any] = {}
    if must_be_filled(column):
        constraints["required"] = True
    if column.key:
        constraints["unique"] = True
    if column.enum:
        constraints["enum"] = list(column.enum)
    elif pattern := kind_of(column).pattern:
        constraints["pattern"] = f"^({pattern})$"
    if constraints:
        field["constraints"] = constraints
    field["kaga:level"] = column.required
    return field
