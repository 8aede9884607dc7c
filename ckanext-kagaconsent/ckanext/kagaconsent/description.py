"""The register's read addresses and actions as an OpenAPI 3.1 description, made from the code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ckanext.kagaconsent import ledger
from ckanext.kagaconsent.ledger.schema import reference, schemas

Schema = dict[str, Any]

_STATES = ["published", "suspended", "ended"]
_TEXT: Schema = {"type": "string"}
_NUMBER: Schema = {"type": "integer"}
_YES: Schema = {"type": "boolean"}
_HASH: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_TIME: Schema = {"type": "string", "description": "ISO 8601 in UTC, without saying so"}


def description(site: str, version: str) -> dict[str, Any]:
    """Return the description; ``site`` is the address of the portal, ``version`` the suite's."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "データ利用の登録簿 / Register of data use",
            "version": version,
            "description": "Every answer has an ETag; asked again with If-None-Match it is 304"
            " where nothing changed. Nothing here needs an account.",
            "license": {"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"},
        },
        "servers": [{"url": site}],
        "paths": {**dict(_files()), **dict(_actions())},
        "components": {"schemas": _schemas()},
    }


_FILES = (
    ("/register.json", "register", "application/json", "Register", "全件 / every data use"),
    ("/register.csv", "registerCsv", "text/csv", None, "一覧表 / a line for each"),
    ("/register.jsonld", "registerJsonld", "application/ld+json", "Graph", "DPV 2.3, JSON-LD"),
    ("/register.ttl", "registerTurtle", "text/turtle", None, "DPV 2.3, Turtle"),
    ("/register.atom", "changes", "application/atom+xml", None, "更新情報 / changes, 50 on a page"),
    ("/register/openapi.json", "description", "application/json", None, "この説明 / this"),
    ("/register/{slug}.json", "dataUse", "application/json", "Told", "一件 / one data use"),
    ("/register/{slug}.jsonld", "dataUseJsonld", "application/ld+json", "Node", "DPV 2.3, JSON-LD"),
    ("/register/{slug}.ttl", "dataUseTurtle", "text/turtle", None, "DPV 2.3, Turtle"),
    ("/register/{slug}/dtpr.json", "dataUseChain", "application/json", "Chain", "DTPR v1"),
    ("/register/{slug}", "dataUsePage", "text/html", None, "市民向けのページ / page for people"),
    (
        "/register/{slug}/versions/{number}",
        "versionPage",
        "text/html",
        None,
        "変わらない版のページ / page of a version, which stays",
    ),
)


def _files() -> Iterator[tuple[str, Any]]:
    for path, operation, kind, schema, summary in _FILES:
        given = []
        if "{slug}" in path:
            given.append(_given("slug", _TEXT, where="path", required=True))
        if "{number}" in path:
            given.append(_given("number", _NUMBER, where="path", required=True))
        if path.endswith(".atom"):
            given.append(_given("page", {"type": "integer", "minimum": 1}))
        answers: dict[str, Any] = {
            "200": {
                "description": summary,
                "headers": _headers(kind),
                "content": {kind: {"schema": reference(schema) if schema else {}}},
            }
        }
        if kind != "text/html":
            answers["304"] = {"description": "変更なし / nothing changed since"}
        if "{slug}" in path:
            answers["404"] = {"description": "公開していない / not in the register"}
        yield (
            path,
            {
                "get": {
                    "operationId": operation,
                    "summary": summary,
                    "parameters": given,
                    "responses": answers,
                }
            },
        )


def _headers(kind: str) -> dict[str, Any]:
    if kind == "text/html":
        return {}
    return {"ETag": {"schema": _TEXT}, "Last-Modified": {"schema": _TEXT}}


def _filters() -> dict[str, Schema]:
    return {
        "q": _TEXT | {"description": "語（全部を含む） / words that all have to be in it"},
        "kind": {"type": "string", "enum": [kind.value for kind in ledger.UseKind]},
        "department": _TEXT,
        "identifiability": {
            "type": "string",
            "enum": [one.value for one in ledger.Identifiability],
        },
        "purpose": {
            "type": "string",
            "enum": [term.id for term in ledger.dpv().groups["purposes"].terms],
        },
        "dataset": _TEXT,
        "state": {"type": "string", "enum": _STATES},
    }


def _limit(usual: int) -> Schema:
    return {"type": "integer", "minimum": 0, "maximum": 200, "default": usual}


def _array(name: str) -> Schema:
    return {"type": "array", "items": reference(name)}


def _actions() -> Iterator[tuple[str, Any]]:
    one = {"id": _TEXT}
    offset = {"type": "integer", "minimum": 0, "default": 0}
    texts = {"type": "array", "items": _TEXT}
    listing = {
        **_filters(),
        "include_content": _YES,
        "include_total": _YES,
        "limit": _limit(20),
        "offset": offset,
        "after": _TEXT,
    }
    yield from (
        _action("kagaconsent_data_use_list", listing, (), reference("List")),
        _action("kagaconsent_data_use_show", one, ("id",), reference("Shown")),
        _action("kagaconsent_data_use_version_list", one, ("id",), _array("Version")),
        _action(
            "kagaconsent_data_use_version_show",
            one | {"number": _NUMBER},
            ("id", "number"),
            reference("Shown"),
        ),
        _action(
            "kagaconsent_change_list",
            {"limit": _limit(50), "offset": offset},
            (),
            _array("Change"),
        ),
        _action("kagaconsent_register_show", {}, (), reference("Standing")),
        _action("kagaconsent_place_list", {**_filters(), "limit": _limit(200)}, (), _array("Spot")),
        _action("kagaconsent_affected_question_list", {}, (), _array("Question")),
        _action(
            "kagaconsent_affected_list",
            dict.fromkeys(("kind", "place", "department", "purpose"), texts),
            (),
            reference("Affected"),
        ),
    )


def _action(
    name: str, given: dict[str, Schema], required: tuple[str, ...], result: Schema
) -> tuple[str, Any]:
    """An action of CKAN: asked by GET with a query, answered in CKAN's envelope."""
    body = {
        "type": "object",
        "properties": {"help": _TEXT, "success": {"const": True}, "result": result},
        "required": ["success", "result"],
    }
    return f"/api/3/action/{name}", {
        "get": {
            "operationId": name,
            "parameters": [
                _given(field, schema, required=field in required) for field, schema in given.items()
            ],
            "responses": {
                "200": {
                    "description": "結果 / the result",
                    "content": {"application/json": {"schema": body}},
                },
                "404": {"description": "公開していない / not in the register"},
                "409": {"description": "引数の誤り / an argument is wrong"},
            },
        }
    }


def _given(name: str, schema: Schema, *, where: str = "query", required: bool = False) -> Schema:
    return {"name": name, "in": where, "required": required, "schema": schema}


def _object(required: dict[str, Schema], optional: dict[str, Schema] | None = None) -> Schema:
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
    }


def _schemas() -> dict[str, Schema]:
    heads = dict.fromkeys(("title_ja", "title_easy_ja", "title_en"), _TEXT)
    state = {"type": "string", "enum": _STATES}
    of_version = {
        "number": _NUMBER,
        "state": state,
        "content_hash": _HASH,
        "reason": _TEXT,
        "created": _TIME,
        "published": _TIME,
    }
    of_use = {"id": _TEXT, "slug": _TEXT, "owner_org": _TEXT}
    summary = {
        **of_use,
        **heads,
        "state": state,
        "number": _NUMBER,
        "kind": _TEXT,
        "summary_easy_ja": _TEXT,
        "purpose_ja": _TEXT,
        "purpose_terms": {"type": "array", "items": _TEXT},
        "agency": _TEXT,
        "department": _TEXT,
        "identifiability": _TEXT,
        "example": _YES,
        "content_hash": _HASH,
        "published": _TIME,
    }
    answers = {
        "answers": {"type": "array", "items": reference("Answer"), "minItems": 8, "maxItems": 8},
        "policies": {"type": "array", "items": reference("Policy"), "minItems": 6, "maxItems": 6},
    }
    told = {
        "slug": _TEXT,
        "state": state,
        "number": _NUMBER,
        "published": _TIME,
        "content_hash": _HASH,
        "content": reference("DataUse"),
        "address": _TEXT,
        "version_address": _TEXT,
    }
    degrees = {"type": ["number", "null"]}
    because = _object({"field": _TEXT, "value": _TEXT})
    return {
        **schemas(),
        "Register": _object({"data_uses": _array("Entry"), "count": _NUMBER}),
        "Entry": _object(told),
        "Told": _object({**told, "reason": _TEXT, **answers}),
        "Answer": _object(
            {
                "question": _TEXT,
                "question_ja": _TEXT,
                "question_en": _TEXT,
                "text": _TEXT,
                "answered": _YES,
            }
        ),
        "Policy": _object(
            {
                "key": _TEXT,
                "number": _NUMBER,
                "title_ja": _TEXT,
                "title_en": _TEXT,
                "stated": _YES,
                "how": {"type": "array", "items": _TEXT},
                "not_stated": {"type": "array", "items": _TEXT},
            }
        ),
        "Summary": _object(summary, {"content": reference("DataUse")}),
        "List": _object(
            {"results": _array("Summary")},
            {
                "count": {"type": "integer", "maximum": 1000},
                "has_more": _YES,
                "departments": {"type": "array", "items": _TEXT},
            },
        ),
        "Version": _object(of_version),
        "Shown": _object(
            {**of_use, **of_version, "content": reference("DataUse"), **answers},
            {"previous": {"type": ["integer", "null"]}, "changes": {"type": "array"}},
        ),
        "Change": _object(
            {
                "data_use_id": _TEXT,
                "slug": _TEXT,
                **heads,
                "agency": _TEXT,
                "department": _TEXT,
                "example": _YES,
                **of_version,
            }
        ),
        "Standing": _object({"versions": _NUMBER, "changed": {"type": ["string", "null"]}}),
        "Spot": _object(
            {
                "slug": _TEXT,
                **heads,
                "description_ja": _TEXT,
                "sign_posted": {"type": ["boolean", "null"]},
                "latitude": degrees,
                "longitude": degrees,
            }
        ),
        "Question": _object(
            {"question": _TEXT, "field": _TEXT, "values": {"type": "array", "items": _TEXT}}
        ),
        "Affected": _object(
            {
                "results": {
                    "type": "array",
                    "items": _object({**summary, "because": {"type": "array", "items": because}}),
                },
                "has_more": _YES,
            }
        ),
        "Graph": _object({"@context": {"type": "object"}, "@graph": _array("Node")}),
        "Node": _object({"@id": _TEXT}),
        "Chain": _object(
            {
                "schema": {"type": "object"},
                "datachain": {"type": "object"},
                "instance": {"type": "object"},
            }
        ),
    }
