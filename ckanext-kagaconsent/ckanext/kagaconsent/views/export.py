"""The register for machines as JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from ckan.types import Response
from flask import Blueprint

from ckanext.kaga.common.spreadsheet import harmless
from ckanext.kagaconsent import ledger
from ckanext.kagaconsent.views import answering

blueprint = Blueprint("kagaconsent_export", __name__)

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
    "例",
    "公開日時（UTC）",
    "内容のハッシュ（SHA-256）",
    "この版の場所",
)


@blueprint.route("/register.json")
def as_json() -> Response:
    """Send every public data use with its whole content, by short name."""
    return answering.whole(_json(answering.site()), "application/json")


@blueprint.route("/register.csv")
def as_csv() -> Response:
    """Send a line for each public data use (UTF-8 with BOM, CRLF)."""
    response = answering.whole(_csv(answering.site()), "text/csv; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename="register.csv")
    return response


@blueprint.route("/register/<slug>.json")
def one_as_json(slug: str) -> Response:
    """Send what is public of one data use, with its answers and policies."""
    use = answering.one(slug)
    more = {name: use[name] for name in ("reason", "overdue", "answers", "policies", "opinions")}
    body = answering.json_bytes(_told(use, answering.site()) | more)
    return answering.single(body, "application/json", use["published"])


def _json(site: str) -> Iterator[str]:
    yield '{"data_uses": ['
    count = 0
    for use in answering.every():
        comma = "," if count else ""
        yield f"{comma}\n{json.dumps(_told(use, site), ensure_ascii=False)}"
        count += 1
    yield f'\n], "count": {count}}}\n'


def _csv(site: str) -> Iterator[str]:
    yield "\ufeff" + _line(HEADER)
    for use in answering.every():
        yield _line(harmless(cell) for cell in _row(use, site))


def _line(cells: Any) -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerow(cells)
    return stream.getvalue()


def _told(use: dict[str, Any], site: str) -> dict[str, Any]:
    fields = ("slug", "state", "number", "published", "content_hash", "content")
    address = f"{site}/register/{use['slug']}"
    return {
        **{name: use[name] for name in fields},
        "address": address,
        "version_address": f"{address}/versions/{use['number']}",
    }


def _row(use: dict[str, Any], site: str) -> list[str | int]:
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
        "例" if use["example"] else "",
        use["published"],
        use["content_hash"],
        _told(use, site)["version_address"],
    ]
