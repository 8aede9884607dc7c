"""How the register answers machines: with a name of the content, whole or piece by piece."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import make_response, stream_with_context

from ckanext.kaga.shared import answers

AT_A_TIME = 200

EDITION = 1
"""Counts up when the same register is told in other words, so that no old copy is kept."""


def site() -> str:
    """Return the address of the portal, without a slash at its end."""
    address: str = tk.h.url_for("kagaconsent.register", locale="default", qualified=True)
    return address.removesuffix("/register")


def every(*, content: bool = True) -> Iterator[dict[str, Any]]:
    """Every public data use by short name, with its content; a stranger's view, whoever asks.

    So many are read at a time, so that a register of any length takes the same memory.
    """
    after = ""
    while True:
        wanted = {"include_content": content, "include_total": False, "limit": AT_A_TIME}
        if after:
            wanted["after"] = after
        found = tk.get_action("kagaconsent_data_use_list")({"user": ""}, wanted)["results"]
        yield from found
        if len(found) < AT_A_TIME:
            return
        after = found[-1]["slug"]


def one(slug: str) -> dict[str, Any]:
    """Return what is public of one data use, or stop with 404."""
    try:
        shown: dict[str, Any] = tk.get_action("kagaconsent_data_use_show")(
            {"user": ""}, {"id": slug}
        )
    except (tk.ObjectNotFound, tk.NotAuthorized, tk.ValidationError):
        return tk.abort(404, tk._("This data use is not in the register."))
    return shown


def whole(pieces: Iterable[str], kind: str, *, of: str = "") -> Response:
    """Send a text of the whole register piece by piece.

    Its ETag names the state of the register, which is known before anything is read; ``of`` is
    what else the text depends on, such as a language.
    """
    standing = tk.get_action("kagaconsent_register_show")({"user": ""}, {})
    said = (EDITION, site(), tk.request.path, of, standing["versions"], standing["changed"])
    name = hashlib.sha256(json.dumps(said).encode()).hexdigest()
    response = make_response(stream_with_context(piece.encode() for piece in pieces))
    return _named(response, kind, name, standing["changed"])


def single(body: bytes, kind: str, changed: str | None) -> Response:
    """Send one text; its ETag names its bytes. ``changed`` is ISO 8601 in UTC."""
    return _named(make_response(body), kind, hashlib.sha256(body).hexdigest(), changed)


def json_bytes(told: Any) -> bytes:
    """Return JSON that people can read, too."""
    return f"{json.dumps(told, ensure_ascii=False, indent=2)}\n".encode()


def _named(response: Response, kind: str, tag: str, changed: str | None) -> Response:
    since = dt.datetime.fromisoformat(changed).replace(tzinfo=dt.UTC) if changed else None
    response.cache_control.no_cache = True  # keep it, and ask whether it still holds
    return answers.named(response, kind, tag, since)
