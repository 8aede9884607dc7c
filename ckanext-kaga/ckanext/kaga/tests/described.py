"""Whether what is answered is what an OpenAPI description says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any


def references(told: Any) -> Iterator[str]:
    """Every ``$ref`` of a description."""
    if isinstance(told, dict):
        for key, value in told.items():
            if key == "$ref":
                yield value
            yield from references(value)
    elif isinstance(told, list):
        for value in told:
            yield from references(value)


KINDS = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
    "object": dict,
    "array": list,
}


def against(value: Any, schema: dict[str, Any], whole: dict[str, Any], at: str) -> Iterator[str]:
    """What of a value a schema does not allow, as far as this description uses JSON Schema."""
    if "$ref" in schema:
        schema = whole["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(isinstance(value, KINDS[kind]) for kind in kinds):
        yield f"{at}: {value!r} is no {kinds}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is none of {schema['enum']}"
    if "const" in schema and value != schema["const"]:
        yield f"{at}: {value!r} is not {schema['const']!r}"
    if not re.search(schema.get("pattern", ""), str(value)):
        yield f"{at}: {value!r} is not like {schema['pattern']}"
    yield from inside(value, schema, whole, at)


def inside(value: Any, schema: dict[str, Any], whole: dict[str, Any], at: str) -> Iterator[str]:
    """The same of what is in an object or a list."""
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        yield from (f"{at}: no {name}" for name in schema.get("required", []) if name not in value)
        for name, one in value.items():
            if name in properties:
                yield from against(one, properties[name], whole, f"{at}.{name}")
            elif schema.get("additionalProperties") is False:
                yield f"{at}: {name} is not described"
    if isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", 10**9):
            yield f"{at}: {len(value)} items"
        for number, one in enumerate(value):
            yield from against(one, schema.get("items", {}), whole, f"{at}[{number}]")
