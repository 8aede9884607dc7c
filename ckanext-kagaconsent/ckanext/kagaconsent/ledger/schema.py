"""What a data use is as JSON, in JSON Schema (2020-12), made from the dataclasses."""

from __future__ import annotations

from dataclasses import is_dataclass
from datetime import date
from enum import Enum
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from ckanext.kaga.common.openapi import reference
from ckanext.kagaconsent.ledger.data_use import DataUse
from ckanext.kagaconsent.ledger.entry import FileLedgerEntry, Omission
from ckanext.kagaconsent.ledger.items import ledger
from ckanext.kagaconsent.ledger.named import labels
from ckanext.kagaconsent.ledger.reading import LARGEST_NUMBER, LONGEST_LIST, LONGEST_TEXT


def schemas() -> dict[str, dict[str, Any]]:
    """Return the schema of a data use and of each of its parts, by the name of its class.

    They refer to each other as OpenAPI does: ``#/components/schemas/DataUse``. No field is
    required, because what is empty is left out.
    """
    found: dict[str, dict[str, Any]] = {}
    _describe(DataUse, found)
    return found


def entry_schemas() -> dict[str, dict[str, Any]]:
    """Return the same of an entry of the file ledger and of what is left out of it.

    ``null`` does not occur: what nobody has said is left out.
    """
    names = {part.field: f"{part.ja} / {part.en}" for part in ledger().parts()}
    found: dict[str, dict[str, Any]] = {}
    for kind in (Omission, FileLedgerEntry):
        properties = {
            name: _value(type_, found) | {"description": names.get(name, name)}
            for name, type_ in get_type_hints(kind).items()
        }
        found[kind.__name__] = {
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
        }
    return found


def _describe(kind: type, found: dict[str, dict[str, Any]]) -> None:
    types = get_type_hints(kind)
    properties: dict[str, Any] = {}
    found[kind.__name__] = {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    for name, ja, en in labels(kind):
        properties[name] = _value(types[name], found) | {"description": f"{ja} / {en}"}


def _value(kind: Any, found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    plain = kind
    if NoneType in get_args(kind):
        plain = next(one for one in get_args(kind) if one is not NoneType)
    if get_origin(plain) is tuple:
        items = _value(get_args(plain)[0], found)
        return {"type": "array", "items": items, "maxItems": LONGEST_LIST}
    if is_dataclass(plain):
        assert isinstance(plain, type)  # noqa: S101 - a hint names a class
        if plain.__name__ not in found:
            _describe(plain, found)
        return reference(plain.__name__)
    if issubclass(plain, Enum):
        return {"type": "string", "enum": [one.value for one in plain]}
    simple: dict[type, dict[str, Any]] = {
        bool: {"type": "boolean"},
        int: {"type": "integer", "minimum": 0, "maximum": LARGEST_NUMBER},
        date: {"type": "string", "format": "date"},
        str: {"type": "string", "maxLength": LONGEST_TEXT},
    }
    return dict(simple[plain])
