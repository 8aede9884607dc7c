"""The file ledger for machines and for paper: CSV, XLSX, JSON, PDF, a feed; each with ETag."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint, make_response

from ckanext.kagaconsent import ledger, paper
from ckanext.kagaconsent.ledger.lint import CONTROL
from ckanext.kagaconsent.views.file_ledger import found

blueprint = Blueprint("kagaconsent_file_ledger_export", __name__)

AT_A_TIME = 200
IN_THE_FEED = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ATOM = "http://www.w3.org/2005/Atom"


@blueprint.route("/file-ledger.csv")
def as_csv() -> Response:
    """Send the whole ledger as a table (UTF-8 with BOM, CRLF), a column for each file."""
    return sent(ledger.csv_bytes(_entries()), "text/csv; charset=utf-8", "file-ledger.csv")


@blueprint.route("/file-ledger.xlsx")
def as_xlsx() -> Response:
    """Send the whole ledger as a workbook, a sheet for each file."""
    entries = _entries()
    if not entries:
        return tk.abort(404, tk._("No file has been published yet."))
    # A workbook carries the time at which it was written, so its tag is that of the content.
    tag = hashlib.sha256(ledger.json_bytes(entries)).hexdigest()
    return sent(ledger.xlsx_bytes(entries), XLSX, "file-ledger.xlsx", tag=tag)


@blueprint.route("/file-ledger.json")
def as_json() -> Response:
    """Send the whole ledger with the names of the fields and what each item stands on."""
    return sent(ledger.json_bytes(_entries()), "application/json")


@blueprint.route("/file-ledger/<slug>.pdf")
def one_as_pdf(slug: str) -> Response:
    """Send the printed form of one file, as strangers may read it."""
    file = found(slug, {"user": ""})
    form = file["sheet"] | {"address": _address("kagaconsent_file_ledger.show", slug=file["slug"])}
    since = dt.datetime.fromisoformat(f"{file['published']}+00:00")
    body = ledger.sheet_bytes(form, paper.font(), since)
    return sent(body, "application/pdf", f"{file['slug']}.pdf", inline=True)


@blueprint.route("/file-ledger.atom")
def as_atom() -> Response:
    """Send the feed of what changed, newest first."""
    changed = tk.get_action("kagaconsent_file_ledger_change_list")(
        {"user": ""}, {"limit": IN_THE_FEED}
    )
    own = _address("kagaconsent_file_ledger_export.as_atom")
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": "ja"})
    _say(feed, "id", own)
    _say(feed, "title", "個人情報ファイル簿の更新")
    _say(feed, "updated", f"{changed[0]['published']}Z" if changed else "1970-01-01T00:00:00Z")
    SubElement(feed, "link", {"rel": "self", "href": own})
    _say(SubElement(feed, "author"), "name", tk.config["ckan.site_title"])
    for one in changed:
        there = _address("kagaconsent_file_ledger.show", slug=one["slug"])
        if one["removed_on"]:
            there = _address("kagaconsent_file_ledger.index")
        entry = SubElement(feed, "entry")
        _say(entry, "id", f"urn:uuid:{one['id']}:{one['number']}")
        _say(entry, "title", f"{'削除：' if one['removed_on'] else ''}{one['file_name']}")
        _say(entry, "updated", f"{one['published']}Z")
        SubElement(entry, "link", {"rel": "alternate", "href": there})
        _say(entry, "summary", one["reason"])
    body = b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="utf-8")
    return sent(body, "application/atom+xml; charset=utf-8")


def sent(
    body: bytes, kind: str, file_name: str = "", *, tag: str = "", inline: bool = False
) -> Response:
    """Answer with bytes and their ETag, or with 304 where the reader has them."""
    response = make_response(body)
    response.content_type = kind
    if file_name:
        way = "inline" if inline else "attachment"
        response.headers.set("Content-Disposition", way, filename=file_name)
    response.set_etag(tag or hashlib.sha256(body).hexdigest())
    return response.make_conditional(tk.request.environ)


def _entries() -> tuple[ledger.FileLedgerEntry, ...]:
    return ledger.published(tuple(_every()))


def _every() -> Iterator[ledger.FileLedgerEntry]:
    """Every public entry, page by page; a stranger's view, whoever asks."""
    offset, count = 0, 1
    while offset < count:
        wanted = {"include_content": True, "limit": AT_A_TIME, "offset": offset}
        page = tk.get_action("kagaconsent_file_ledger_list")({"user": ""}, wanted)
        yield from (ledger.read_entry(row["content"]) for row in page["results"])
        count, offset = page["count"], offset + AT_A_TIME


def _say(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = CONTROL.sub("", text)


def _address(view: str, **given: Any) -> str:
    there: str = tk.h.url_for(view, locale="default", qualified=True, **given)
    return there
