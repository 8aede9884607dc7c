"""JSON Schema, https://json-schema.org/draft/2020-12/ ."""

from __future__ import annotations

from typing import Any

from ckanext.kaga.standards.artefacts import machine
from ckanext.kaga.standards.kinds import Base, kind_of, must_be_filled
from ckanext.kaga.standards.standard import Column, Standard

_TYPES: dict[Base, str] = {
    "string": "string",
    "integer": "integer",
    "number": "number",
    "date": "string",
}
_FORMATS = {"email": "email", "url": "uri", "date": "date"}


def make(standard: Standard) -> bytes:
    """Return the schema of one row as an object by Japanese headers; a blank cell is null."""
    return machine.as_json(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": standard.name_ja,
            "description": machine.described_standard(standard),
            "type": "object",
            "properties": {column.name: _property(column) for column in standard.columns},
            "required": [column.name for column in standard.columns if must_be_filled(column)],
        }
    )


def _property(column: Column) -> dict[str, Any]:
    filled = must_be_filled(column)
    kind = _TYPES[kind_of(column).base]
    described: dict[str, Any] = {"type": kind if filled else [kind, "null"]}
    if english := machine.english(column):
        described["title"] = english
    described["description"] = machine.described(column)
    if column.example:
        described["examples"] = [_valued(column)]
    if column.enum:
        described["enum"] = [*column.enum, *([] if filled else [None])]
    elif pattern := kind_of(column).pattern:
        described["pattern"] = f"^({pattern})$"
    if column.type in _FORMATS:
        described["format"] = _FORMATS[column.type]
    return described


def _valued(column: Column) -> str | int | float:
    match kind_of(column).base:
        case "integer":
            return int(column.example)
        case "number":
            return float(column.example)
        case _:
            return column.example
