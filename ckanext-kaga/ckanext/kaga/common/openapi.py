"""The parts of an OpenAPI 3.1 description that each plugin's interface for machines has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

Schema = dict[str, Any]
"""A JSON Schema, or another object of the description."""

TEXT: Schema = {"type": "string"}
TEXTS: Schema = {"type": "array", "items": TEXT}
NUMBER: Schema = {"type": "integer"}
YES: Schema = {"type": "boolean"}
HASH: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
TIME: Schema = {"type": "string", "description": "ISO 8601 in UTC, without saying so"}
OFFSET: Schema = {"type": "integer", "minimum": 0, "default": 0}

_CONDITIONAL = (
    "Every answer has an ETag; asked again with If-None-Match it is 304 where nothing changed."
    " Nothing here needs an account."
)


class File(NamedTuple):
    """An address that answers with one media type.

    ``schema`` names what it answers with, where that is JSON; ``query`` are its arguments by name.
    """

    path: str
    operation: str
    kind: str
    schema: str | None
    summary: str
    query: dict[str, Schema] = {}  # noqa: RUF012 - nobody changes it


def document(
    title: str,
    version: str,
    site: str,
    paths: Iterable[tuple[str, Schema]],
    schemas: dict[str, Schema],
) -> dict[str, Any]:
    """Return a description; ``site`` is the portal's address, ``version`` the suite's."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "version": version,
            "description": _CONDITIONAL,
            "license": {"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"},
        },
        "servers": [{"url": site}],
        "paths": dict(paths),
        "components": {"schemas": schemas},
    }


def file(
    told: File, *, headers: Iterable[str], missing: str, within: dict[str, Schema]
) -> tuple[str, Schema]:
    """Return an address that answers with a file, or with a page, which has no ETag.

    :param headers: the names of the headers that a file comes with
    :param missing: what it means that there is none
    :param within: what may stand in braces in the path, by name
    """
    parts = {name: one for name, one in within.items() if f"{{{name}}}" in told.path}
    is_page = told.kind == "text/html"
    answers: dict[str, Any] = {
        "200": {
            "description": told.summary,
            "headers": {} if is_page else {name: {"schema": TEXT} for name in headers},
            "content": {told.kind: {"schema": reference(told.schema) if told.schema else {}}},
        }
    }
    if not is_page:
        answers["304"] = {"description": "変更なし / nothing changed since"}
    if parts:
        answers["404"] = {"description": missing}
    given = [argument(name, one, where="path", required=True) for name, one in parts.items()]
    given += [argument(name, one) for name, one in told.query.items()]
    return told.path, {
        "get": {
            "operationId": told.operation,
            "summary": told.summary,
            "parameters": given,
            "responses": answers,
        }
    }


def action(
    name: str, given: dict[str, Schema], required: tuple[str, ...], result: Schema, *, missing: str
) -> tuple[str, Schema]:
    """Return an action of CKAN: asked by GET with a query, answered in CKAN's envelope."""
    body = thing({"success": {"const": True}, "result": result}, {"help": TEXT})
    return f"/api/3/action/{name}", {
        "get": {
            "operationId": name,
            "parameters": [
                argument(field, schema, required=field in required)
                for field, schema in given.items()
            ],
            "responses": {
                "200": {
                    "description": "結果 / the result",
                    "content": {"application/json": {"schema": body}},
                },
                "404": {"description": missing},
                "409": {"description": "引数の誤り / an argument is wrong"},
            },
        }
    }


def argument(name: str, schema: Schema, *, where: str = "query", required: bool = False) -> Schema:
    """Return an argument of an address."""
    return {"name": name, "in": where, "required": required, "schema": schema}


def thing(required: dict[str, Schema], optional: dict[str, Schema] | None = None) -> Schema:
    """Return the schema of an object."""
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
    }


def reference(name: str) -> Schema:
    """Return the reference to a schema of the description."""
    return {"$ref": f"#/components/schemas/{name}"}


def array(name: str) -> Schema:
    """Return the schema of a list of such things."""
    return {"type": "array", "items": reference(name)}


def limit(usual: int) -> Schema:
    """Return the schema of how many are asked for at once."""
    return {"type": "integer", "minimum": 0, "maximum": 200, "default": usual}
