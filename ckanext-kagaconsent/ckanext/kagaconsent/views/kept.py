"""The answer that carries a file of a case: saved by the browser, opened by nothing."""

from __future__ import annotations

from typing import BinaryIO

from ckan.types import Response
from flask import send_file

from ckanext.kaga.common.headers import FILE_POLICY


def as_attachment(file: BinaryIO, name: str) -> Response:
    """Return a file as bytes of no kind, under its name, kept nowhere on the way."""
    response = send_file(
        file, mimetype="application/octet-stream", as_attachment=True, download_name=name
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = FILE_POLICY
    return response
