"""The published table as a file: clean CSV, the same bytes for the same table."""

from __future__ import annotations

import datetime as dt
import os

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint, make_response, send_file

from ckanext.kaga import config
from ckanext.kaga.clean_csv import open_clean_csv

blueprint = Blueprint(
    "kaga_download", __name__, url_prefix="/dataset/<dataset_id>/resource/<resource_id>"
)


@blueprint.get("/clean.csv")
def clean_csv(dataset_id: str, resource_id: str) -> Response:
    """Send the published table as CSV (UTF-8 with BOM, CRLF), or 304 where it is known."""
    try:
        published = tk.get_action("kaga_published_show")({}, {"resource_id": resource_id})
    except tk.ObjectNotFound:
        return tk.abort(404, tk._("This file has no published table."))
    except tk.NotAuthorized:
        return tk.abort(403, tk._("Not authorized to download resource"))
    changed = dt.datetime.fromisoformat(published["published"]).replace(tzinfo=dt.UTC)
    etag = f"{published['sha256'][:32]}-{changed:%Y%m%d%H%M%S%f}"
    if tk.request.if_none_match.contains(etag):
        response = make_response("", 304)
        response.set_etag(etag)
        return response
    file = open_clean_csv(resource_id)
    response = send_file(
        file,
        mimetype="text/csv",
        as_attachment=True,
        download_name=f"{config.municipality_code()}_{published['slug']}.csv",
        etag=etag,
        last_modified=changed,
    )
    response.content_length = os.fstat(file.fileno()).st_size
    return response
