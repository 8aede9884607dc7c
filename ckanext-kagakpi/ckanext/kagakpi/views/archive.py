"""Everything that is public of a plan in one file."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint

from ckanext.kaga.shared.answers import sent
from ckanext.kagakpi.views import table
from ckanext.kagakpi.views.asking import found
from ckanext.kagakpi.views.export import csv_of, json_of, promised, reports, turtle_of
from ckanext.kagakpi.views.stamped import stamped

blueprint = Blueprint("kagakpi_archive", __name__)

_ZIP = "application/zip"
_NEVER = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP can tell: the same content gives the same bytes."""
_EXAMPLE = "【見本 / example】値はすべて架空です。 / All values are made up.\n"
_README = """{mark}{ja}
{en}

{page}

このZIPファイルには、計画の公開データがすべて入っています。内容は、次のアドレスで得られるものと同じです。
This ZIP file holds all public data of the plan, byte for byte as at these addresses.

{files}

年度は4月から翌年3月までです（2020 = 令和2年度）。割合は0から1までの数です。
「報告がない」ことは、0という意味ではありません。訂正された報告も入っています（current = false）。
A fiscal year runs from April to March. A share is a number from 0 to 1. No report does not mean
zero. Reports that were corrected are in it as well (current = false).

出典 / Source: {source}
利用条件 / Licence: {licence}
計画の版 / Version: {number}（SHA-256 {content_hash}）
"""


@blueprint.route("/plan/<slug>.zip")
@stamped(_ZIP)
def everything(slug: str, tag: str) -> Response:
    """Send the plan's CSV with its CSVW, JSON, Turtle, and a text on what they are."""
    plan = found("kagakpi_plan_show", id=slug)
    of_every_year, every = promised(slug), reports(slug)
    files = {
        f"{slug}.csv": csv_of(of_every_year, every),
        f"{slug}.csv-metadata.json": json_of(table.metadata(plan)),
        f"{slug}.json": json_of(plan),
        f"{slug}.ttl": turtle_of(of_every_year, every),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, "README.txt", _readme(plan, list(files)).encode("utf-8-sig"))
        for name, body in files.items():
            _add(archive, name, body)
    return sent(stream.getvalue(), _ZIP, f"{slug}.zip", tag=tag)


def _add(archive: zipfile.ZipFile, name: str, body: bytes) -> None:
    entry = zipfile.ZipInfo(name, _NEVER)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, body)


def _readme(plan: dict[str, Any], names: list[str]) -> str:
    there = {"locale": "default", "qualified": True}
    page = tk.h.url_for("kagakpi.show", slug=plan["slug"], **there)
    addresses = (f"{page.removesuffix(plan['slug'])}{name}" for name in names)
    text = _README.format(
        mark=_EXAMPLE if plan["example"] else "",
        ja=plan["ja"],
        en=plan["en"],
        page=page,
        files="\n".join(addresses),
        source=plan["source_ja"],
        licence=plan["licence_ja"],
        number=plan["number"],
        content_hash=plan["content_hash"],
    )
    return text.replace("\n", "\r\n")
