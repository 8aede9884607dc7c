"""The register for machines: JSON and CSV, with an ETag of the content."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint, make_response

from ckanext.kaga.common.spreadsheet import harmless
from ckanext.kagaconsent import ledger

blueprint = Blueprint("kagaconsent_export", __name__)

AT_A_TIME = 200
HEADER = (
    "短い名前",
    "版",
    "登録の状態",
    "種別",
    "表題",
    "責任を持つ機関",
    "担当窓口",
    *(question.ja for question in ledger.Question),
    "個人の識別",
    "目的の語",
    "開始日",
    "見直す日",
    "見直しの期限切れ",
    "例",
    "公開日時（UTC）",
    "内容のハッシュ（SHA-256）",
    "この版の場所",
)


@blueprint.route("/register.json")
def as_json() -> Response:
    """Send every public data use with its whole content, by short name."""
    uses = [_told(use) for use in _every()]
    return _sent(_json_bytes({"count": len(uses), "data_uses": uses}), "application/json")


@blueprint.route("/register.csv")
def as_csv() -> Response:
    """Send a line for each public data use (UTF-8 with BOM, CRLF)."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(HEADER)
    for use in _every():
        writer.writerow([harmless(cell) for cell in _row(use)])
    response = _sent(stream.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename="register.csv")
    return response


@blueprint.route("/register/<slug>.json")
def one_as_json(slug: str) -> Response:
    """Send what is public of one data use, with its answers and policies."""
    try:
        use = tk.get_action("kagaconsent_data_use_show")({"user": ""}, {"id": slug})
    except (tk.ObjectNotFound, tk.NotAuthorized, tk.ValidationError):
        return tk.abort(404, tk._("This data use is not in the register."))
    more = {name: use[name] for name in ("reason", "answers", "policies", "opinions")}
    return _sent(_json_bytes(_told(use) | more), "application/json")


def _every() -> Iterator[dict[str, Any]]:
    """Every public data use, page by page; a stranger's view, whoever asks."""
    offset, count = 0, 1
    while offset < count:
        wanted = {"include_content": True, "limit": AT_A_TIME, "offset": offset}
        found = tk.get_action("kagaconsent_data_use_list")({"user": ""}, wanted)
        yield from found["results"]
        count, offset = found["count"], offset + AT_A_TIME


def _told(use: dict[str, Any]) -> dict[str, Any]:
    fields = ("slug", "state", "number", "published", "overdue", "content_hash", "content")
    there = {"locale": "default", "qualified": True, "slug": use["slug"]}
    return {
        **{name: use[name] for name in fields},
        "address": tk.h.url_for("kagaconsent.show", **there),
        "version_address": tk.h.url_for("kagaconsent.version", number=use["number"], **there),
    }


def _row(use: dict[str, Any]) -> list[str | int]:
    content = use["content"]
    answers = ledger.answers(ledger.read_use(content))
    return [
        use["slug"],
        use["number"],
        use["state"],
        use["kind"],
        use["title_ja"],
        use["agency"],
        use["department"],
        *(answer.text for answer in answers),
        use["identifiability"],
        " ".join(use["purpose_terms"]),
        content.get("start_date", ""),
        content.get("review_date", ""),
        "期限切れ" if use["overdue"] else "",
        "例" if use["example"] else "",
        use["published"],
        use["content_hash"],
        _told(use)["version_address"],
    ]


def _json_bytes(told: Any) -> bytes:
    return f"{json.dumps(told, ensure_ascii=False, indent=2)}\n".encode()


def _sent(body: bytes, kind: str) -> Response:
    response = make_response(body)
    response.content_type = kind
    response.set_etag(hashlib.sha256(body).hexdigest())
    return response.make_conditional(tk.request.environ)
