"""Answers with a name of what they hold, so that who has it already is told so."""

from __future__ import annotations

import datetime as dt
import hashlib

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import make_response


def sent(
    body: bytes, kind: str, file_name: str = "", *, tag: str = "", inline: bool = False
) -> Response:
    """Answer with bytes of a media type, or with 304 where the reader has them.

    :param file_name: what a browser saves it as; it opens it instead where ``inline``
    :param tag: ETag, where the bytes are not the same each time they are made
    """
    response = make_response(body)
    if file_name:
        way = "inline" if inline else "attachment"
        response.headers.set("Content-Disposition", way, filename=file_name)
    return named(response, kind, tag or hashlib.sha256(body).hexdigest())


def known(tag: str) -> Response | None:
    """Return 304 where the reader has what this ETag names, so that nobody makes it once more.

    A proxy that packs the answer makes the name a weak one (``W/"…"``), which counts as well.
    """
    if not tk.request.if_none_match.contains_weak(tag):
        return None
    response = make_response("", 304)
    response.set_etag(tag)
    return response


def named(response: Response, kind: str, tag: str, changed: dt.datetime | None = None) -> Response:
    """Give an answer its media type and its name, or make it a 304 where the reader has it.

    ``changed`` (aware) is since when it has been so.
    """
    response.content_type = kind
    response.set_etag(tag)
    if changed:
        response.last_modified = changed
    return response.make_conditional(tk.request.environ)
