"""JSON as the personal-data gate takes it: its records as rows of a table, the rest as lines."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

_LONGEST = 50 * 1024 * 1024
"""So many bytes are read as JSON; what is longer is a text like any other."""

_DRAWN = ("type", "geometry", "properties")
"""What a feature of a map has besides its properties, and says nothing of anybody."""


@dataclass(frozen=True)
class Found:
    """``rows`` are the records, each a row by its keys; ``lines`` is each value of the rest."""

    rows: list[dict[str, Any]]
    lines: list[str]


def read(file: BinaryIO) -> Found | None:
    """Return what a file of JSON holds; None where it is none, too long, or ambiguous.

    The records are its list of objects, or the features of its map with their properties.
    """
    data = file.read(_LONGEST + 1)
    if len(data) > _LONGEST or data.lstrip(codecs.BOM_UTF8).lstrip()[:1] not in {b"{", b"["}:
        return None
    try:
        found = json.loads(data, object_pairs_hook=_once)
        rows, rest = _split(found)
        return Found(rows, list(_leaves(rest, "")))
    except (ValueError, RecursionError):
        return None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object, of whose equal keys Python would keep the last only."""
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a key comes twice")
    return made


def _split(found: Any) -> tuple[list[dict[str, Any]], Any]:
    if isinstance(found, dict) and _are_objects(found.get("features")):
        rest = {key: value for key, value in found.items() if key != "features"}
        return [_row(feature) for feature in found["features"]], rest
    return (found, None) if _are_objects(found) else ([], found)


def _row(feature: dict[str, Any]) -> dict[str, Any]:
    own = {key: value for key, value in feature.items() if key not in _DRAWN}
    properties = feature.get("properties")
    return own | (properties if isinstance(properties, dict) else {"properties": properties})


def _are_objects(found: Any) -> bool:
    return isinstance(found, list) and bool(found) and all(isinstance(one, dict) for one in found)


def _leaves(value: Any, name: str) -> Iterator[str]:
    """Each value with the name that it stands under, as in 世帯主:山田 太郎."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner, name)
    elif value is not None:
        yield f"{name}:{value}" if name else str(value)
