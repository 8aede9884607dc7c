"""A kept file as an answer: the whole of it, a part, or 304 where the reader has it."""

from __future__ import annotations

import datetime as dt
import os

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import send_file

from ckanext.kaga import archive
from ckanext.kaga.shared.answers import known


def send(
    sha256: str, mimetype: str, file_name: str, changed: dt.datetime | None = None
) -> Response:
    """Send the file that the archive keeps by this name, which is its ETag.

    ``changed`` (aware) is since when the address has given it. Where a download broke off, the
    rest can be asked for (Range).
    """
    if answer := known(sha256):
        return answer
    file = archive.open_kept(sha256)
    response = send_file(
        file,
        mimetype=mimetype,
        as_attachment=True,
        download_name=file_name,
        etag=sha256,
        last_modified=changed,
        conditional=False,
    )
    # Flask does not ask a file that is open for its size, and gives no part without it.
    size = os.fstat(file.fileno()).st_size
    response.content_length = size
    return response.make_conditional(tk.request.environ, accept_ranges=True, complete_length=size)
