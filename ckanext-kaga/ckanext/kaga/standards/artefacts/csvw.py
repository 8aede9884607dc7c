"""CSV on the Web, https://www.w3.org/TR/tabular-metadata/ (2015-12-17)."""

from __future__ import annotations

import re
from typing import Any

from ckanext.kaga.standards.artefacts import machine
from ckanext.kaga.standards.kinds import Base, kind_of, must_be_filled
from ckanext.kaga.standards.standard import Column, Standard

_DATATYPES: dict[Base, str] = {
    "string": "string",
    "integer": "integer",
    "number": "decimal",
    "date": "date",
}


def make(standard: Standard) -> bytes:
    """Return the metadata of a file of exactly these columns, as the template has them.

    ``url`` is the name that the standards ask for, without the municipality's code in front.
    Levels are in ``description``, which CSVW has no word for.
    """
    return machine.as_json(
        {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": "ja"}],
            "url": f"{standard.slug}.csv",
            "dc:title": standard.name_ja,
            "dc:description": machine.described_standard(standard),
            "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\r\n", "\n"]},
            "tableSchema": {"columns": [_column(column) for column in standard.columns]},
        }
    )


def _column(column: Column) -> dict[str, Any]:
    # One title in the language of the context: validators compare it with the file's header.
    described: dict[str, Any] = {"titles": column.name}
    if english := machine.english(column):
        described["skos:altLabel"] = {"@value": english, "@language": "en"}
    described["dc:description"] = machine.described(column)
    base = _DATATYPES[kind_of(column).base]
    pattern = "|".join(map(re.escape, column.enum)) or kind_of(column).pattern
    if pattern:
        described["datatype"] = {"base": base, "format": f"^({pattern})$"}
    else:
        described["datatype"] = base
    described["required"] = must_be_filled(column)
    return described
