"""The file ledger for machines and for paper: CSV, XLSX, JSON, PDF, a feed; each with ETag."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import SubElement

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint

from ckanext.kaga.common import atom
from ckanext.kaga.shared.answers import sent
from ckanext.kagaconsent import ledger, paper
from ckanext.kagaconsent.views.file_ledger import found

blueprint = Blueprint("kagaconsent_file_ledger_export", __name__)

AT_A_TIME = 200
IN_THE_FEED = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
    feed = atom.feed("ja")
    atom.say(feed, "id", own)
    atom.say(feed, "title", "個人情報ファイル簿の更新")
    atom.say(feed, "updated", f"{changed[0]['published']}Z" if changed else atom.NEVER)
    atom.link(feed, "self", own)
    atom.author(feed, tk.config["ckan.site_title"])
    for one in changed:
        there = _address("kagaconsent_file_ledger.show", slug=one["slug"])
        if one["removed_on"]:
            there = _address("kagaconsent_file_ledger.index")
        entry = SubElement(feed, "entry")
        atom.say(entry, "id", f"urn:uuid:{one['id']}:{one['number']}")
        atom.say(entry, "title", f"{'削除：' if one['removed_on'] else ''}{one['file_name']}")
        atom.say(entry, "updated", f"{one['published']}Z")
        atom.link(entry, "alternate", there)
        atom.say(entry, "summary", one["reason"])
    return sent(atom.written(feed), atom.MEDIA_TYPE)


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


def _address(view: str, **given: Any) -> str:
    there: str = tk.h.url_for(view, locale="default", qualified=True, **given)
    return there
