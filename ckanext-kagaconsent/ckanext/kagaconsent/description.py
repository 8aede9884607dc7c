"""The register's read addresses and actions as an OpenAPI 3.1 description, made from the code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ckanext.kaga.common import openapi
from ckanext.kaga.common.openapi import (
    HASH,
    NUMBER,
    TEXT,
    TEXTS,
    TIME,
    YES,
    File,
    Schema,
    array,
    reference,
    thing,
)
from ckanext.kagaconsent import description_ledger, ledger
from ckanext.kagaconsent.ledger.schema import schemas

_STATES = ["published", "suspended", "ended"]
_MISSING = "公開していない / not in the register"
_JSON, _JSON_LD, _TURTLE = "application/json", "application/ld+json", "text/turtle"
_ATOM = "application/atom+xml"
_PAGE = {"page": {"type": "integer", "minimum": 1}}


def description(site: str, version: str) -> dict[str, Any]:
    """Return the description; ``site`` is the address of the portal, ``version`` the suite's."""
    within = {"slug": TEXT, "number": NUMBER}
    headers = ("ETag", "Last-Modified")
    files = (
        openapi.file(one, headers=headers, missing=_MISSING, within=within)
        for one in (*_FILES, *description_ledger.FILES)
    )
    title = "データ利用の登録簿 / Register of data use"
    return openapi.document(title, version, site, [*files, *_actions()], _schemas())


_FILES = (
    File("/register.json", "register", _JSON, "Register", "全件 / every data use"),
    File("/register.csv", "registerCsv", "text/csv", None, "一覧表 / a line for each"),
    File("/register.jsonld", "registerJsonld", _JSON_LD, "Graph", "DPV 2.3, JSON-LD"),
    File("/register.ttl", "registerTurtle", _TURTLE, None, "DPV 2.3, Turtle"),
    File("/register.atom", "changes", _ATOM, None, "更新情報 / changes, 50 on a page", _PAGE),
    File("/register/openapi.json", "description", _JSON, None, "この説明 / this"),
    File("/register/{slug}.json", "dataUse", _JSON, "Told", "一件 / one data use"),
    File("/register/{slug}.jsonld", "dataUseJsonld", _JSON_LD, "Node", "DPV 2.3, JSON-LD"),
    File("/register/{slug}.ttl", "dataUseTurtle", _TURTLE, None, "DPV 2.3, Turtle"),
    File("/register/{slug}/dtpr.json", "dataUseChain", _JSON, "Chain", "DTPR v1"),
    File(
        "/register/{slug}", "dataUsePage", "text/html", None, "市民向けのページ / page for people"
    ),
    File(
        "/register/{slug}/versions/{number}",
        "versionPage",
        "text/html",
        None,
        "変わらない版のページ / page of a version, which stays",
    ),
)


def _filters() -> dict[str, Schema]:
    return {
        "q": TEXT | {"description": "語（全部を含む） / words that all have to be in it"},
        "kind": {"type": "string", "enum": [kind.value for kind in ledger.UseKind]},
        "party": TEXT,
        "department": TEXT,
        "identifiability": {
            "type": "string",
            "enum": [one.value for one in ledger.Identifiability],
        },
        "purpose": {
            "type": "string",
            "enum": [term.id for term in ledger.dpv().groups["purposes"].terms],
        },
        "dataset": TEXT,
        "state": {"type": "string", "enum": _STATES},
    }


def _actions() -> Iterator[tuple[str, Any]]:
    one = {"id": TEXT}
    listing = {
        **_filters(),
        "include_content": YES,
        "include_total": YES,
        "limit": openapi.limit(20),
        "offset": openapi.OFFSET,
        "after": TEXT,
    }
    yield from (
        _action("kagaconsent_data_use_list", listing, (), reference("List")),
        _action("kagaconsent_data_use_show", one, ("id",), reference("Shown")),
        _action("kagaconsent_data_use_version_list", one, ("id",), array("Version")),
        _action(
            "kagaconsent_data_use_version_show",
            one | {"number": NUMBER},
            ("id", "number"),
            reference("Shown"),
        ),
        _action(
            "kagaconsent_change_list",
            {"limit": openapi.limit(50), "offset": openapi.OFFSET},
            (),
            array("Change"),
        ),
        _action("kagaconsent_register_show", {}, (), reference("Standing")),
        _action(
            "kagaconsent_place_list", {**_filters(), "limit": openapi.limit(200)}, (), array("Spot")
        ),
        _action("kagaconsent_affected_question_list", {}, (), array("Question")),
        _action(
            "kagaconsent_affected_list",
            dict.fromkeys(("kind", "place", "department", "data"), TEXTS),
            (),
            reference("Affected"),
        ),
        _action("kagaconsent_opinion_list", one, ("id",), array("Opinion")),
        _action("kagaconsent_party_list", {}, (), array("Summed")),
        _action("kagaconsent_sign_show", {"code": TEXT}, ("code",), reference("Sign")),
        _action(
            "kagaconsent_sign_list",
            {
                "data_use": TEXT,
                "owner_org": TEXT,
                "kind": _filters()["kind"],
                "include_content": YES,
                "limit": openapi.limit(20),
                "offset": openapi.OFFSET,
            },
            (),
            reference("SignList"),
        ),
        *(_action(name, *told) for name, told in description_ledger.actions()),
    )


def _action(
    name: str, given: dict[str, Schema], required: tuple[str, ...], result: Schema
) -> tuple[str, Schema]:
    return openapi.action(name, given, required, result, missing=_MISSING)


def _schemas() -> dict[str, Schema]:
    heads = dict.fromkeys(("title_ja", "title_easy_ja", "title_en"), TEXT)
    state = {"type": "string", "enum": _STATES}
    of_version = {
        "number": NUMBER,
        "state": state,
        "content_hash": HASH,
        "reason": TEXT,
        "created": TIME,
        "published": TIME,
    }
    of_use = {"id": TEXT, "slug": TEXT, "owner_org": TEXT}
    summary = {
        **of_use,
        **heads,
        "state": state,
        "number": NUMBER,
        "kind": TEXT,
        "summary_easy_ja": TEXT,
        "purpose_ja": TEXT,
        "purpose_terms": TEXTS,
        "agency": TEXT,
        "department": TEXT,
        "identifiability": TEXT,
        "example": YES,
        "review_date": {"type": ["string", "null"]},
        "overdue": YES,
        "content_hash": HASH,
        "published": TIME,
    }
    opinions = {"opinions": array("Opinion")}
    answers = {
        "answers": {"type": "array", "items": reference("Answer"), "minItems": 8, "maxItems": 8},
        "policies": {"type": "array", "items": reference("Policy"), "minItems": 6, "maxItems": 6},
    }
    told = {
        "slug": TEXT,
        "state": state,
        "number": NUMBER,
        "published": TIME,
        "content_hash": HASH,
        "content": reference("DataUse"),
        "address": TEXT,
        "version_address": TEXT,
    }
    degrees = {"type": ["number", "null"]}
    because = thing({"field": TEXT, "value": TEXT})
    return {
        **schemas(),
        **description_ledger.schemas(),
        "Register": thing({"data_uses": array("Entry"), "count": NUMBER}),
        "Entry": thing(told),
        "Told": thing({**told, "reason": TEXT, "overdue": YES, **answers, **opinions}),
        "Answer": thing(
            {
                "question": TEXT,
                "question_ja": TEXT,
                "question_en": TEXT,
                "text": TEXT,
                "answered": YES,
            }
        ),
        "Policy": thing(
            {
                "key": TEXT,
                "number": NUMBER,
                "title_ja": TEXT,
                "title_en": TEXT,
                "stated": YES,
                "how": TEXTS,
                "not_stated": TEXTS,
            }
        ),
        "Summary": thing(summary, {"content": reference("DataUse")}),
        "List": thing(
            {"results": array("Summary")},
            {
                "count": {"type": "integer", "maximum": 1000},
                "has_more": YES,
                "departments": TEXTS,
            },
        ),
        "Version": thing(of_version),
        "Shown": thing(
            {
                **of_use,
                **of_version,
                "overdue": YES,
                "content": reference("DataUse"),
                **answers,
                **opinions,
            },
            {"previous": {"type": ["integer", "null"]}, "changes": {"type": "array"}},
        ),
        "Change": thing(
            {
                "data_use_id": TEXT,
                "slug": TEXT,
                **heads,
                "agency": TEXT,
                "department": TEXT,
                "example": YES,
                **of_version,
            }
        ),
        "Standing": thing({"versions": NUMBER, "changed": {"type": ["string", "null"]}}),
        "Spot": thing(
            {
                "slug": TEXT,
                **heads,
                "description_ja": TEXT,
                "sign_posted": {"type": ["boolean", "null"]},
                "latitude": degrees,
                "longitude": degrees,
            }
        ),
        "Question": thing({"question": TEXT, "field": TEXT, "values": TEXTS}),
        "Affected": thing(
            {
                "results": {
                    "type": "array",
                    "items": thing({**summary, "because": {"type": "array", "items": because}}),
                },
                "has_more": YES,
            }
        ),
        "Opinion": thing(
            {"number": NUMBER, "content_hash": HASH, "body": TEXT, "text": TEXT, "created": TIME}
        ),
        "Summed": thing(
            {
                "name_ja": TEXT,
                "count": NUMBER,
                "overdue": NUMBER,
                "policies": {
                    "type": "array",
                    "items": thing(
                        {
                            "key": TEXT,
                            "number": NUMBER,
                            "title_ja": TEXT,
                            "title_en": TEXT,
                            "stated": NUMBER,
                            "part": NUMBER,
                            "open": NUMBER,
                        }
                    ),
                    "minItems": 6,
                    "maxItems": 6,
                },
            }
        ),
        "SignList": thing({"count": NUMBER, "results": array("Sign")}),
        "Sign": thing(
            {
                "code": TEXT,
                "address": TEXT,
                "place": TEXT,
                "standing": YES,
                "data_use": TEXT,
                "slug": TEXT,
                "state": state,
                "owner_org": TEXT,
                "content_hash": HASH,
                "published": TIME,
                "kind": TEXT,
                **heads,
                "example": YES,
            },
            {"content": reference("DataUse")},
        ),
        "Graph": thing({"@context": {"type": "object"}, "@graph": array("Node")}),
        "Node": thing({"@id": TEXT}),
        "Chain": thing(
            {
                "schema": {"type": "object"},
                "datachain": {"type": "object"},
                "instance": {"type": "object"},
            }
        ),
    }
