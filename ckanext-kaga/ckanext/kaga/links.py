"""Linked table files: named, fetched for their check, and looked at again every day."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import PurePosixPath
from typing import Any, BinaryIO, Protocol
from urllib.parse import unquote, urlsplit

from ckanext.kaga import archive, config, fetch, tabular, uploads
from ckanext.kaga.model import Check

_FORMATS = frozenset({"csv", "tsv", "xlsx", "xls", "ods", "zip"})
_LONGEST = 100


class Resource(Protocol):
    """What a link is known by; CKAN's ``model.Resource`` fits."""

    url: str
    url_type: str | None
    format: str | None


def is_link(resource: Resource) -> bool:
    """Tell whether a resource is a link to a table file, by its address or its declared format."""
    if resource.url_type or not resource.url:
        return False
    return uploads.is_table(_last_part(resource.url)) or _format(resource) in _FORMATS


def file_name(resource: Resource) -> str:
    """Return what the linked file is called, with a suffix that says table."""
    name = _last_part(resource.url)[-_LONGEST:] or "file"
    return name if uploads.is_table(name) else f"{name}.{_format(resource)}"


def _format(resource: Resource) -> str:
    return (resource.format or "").strip().lower()


def _last_part(url: str) -> str:
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return ""
    return "".join(sign for sign in PurePosixPath(path).name if sign.isprintable())


def bring(check: Check) -> BinaryIO:
    """Return the file of a link's check: the one that people decided on, or what is there now.

    What people decided about an earlier file is dropped with it. Raises Unreadable where the link
    gives none, FileNotFoundError where the archive lost the one that is meant.
    """
    if check.sha256:
        return archive.open_kept(check.sha256)
    source = check.source
    check.source = source | {"seen": None}
    # Saved first, because a slow server must not keep a transaction open.
    check.enter("reading", 10)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - handed to the caller
    state = _fetch(source, file)
    if state is None:
        check.source = source
        return archive.open_kept(source["sha256"])
    seen = _digest(file)
    if (source.get("seen") or source.get("sha256")) != seen:
        check.choices = {}
    validators = {"etag": state.etag, "last_modified": state.last_modified}
    check.source = {"url": source["url"], "sha256": None, "seen": seen} | validators
    file.seek(0)
    return file


def has_changed(source: dict[str, Any], message: dict[str, str] | None) -> bool:
    """Look at a link again; tell whether there is more to say than its newest check said.

    ``source`` and ``message`` are that check's. A link that fails as it did before is no news.
    """
    with tempfile.TemporaryFile() as file:
        try:
            state = _fetch(source, file)
        except tabular.Unreadable as error:
            return not message or message["rule"] != error.rule
        return state is not None and _digest(file) != source.get("seen")


def _fetch(source: dict[str, Any], file: BinaryIO) -> fetch.Validators | None:
    """Fetch a link; None where the file of the last look is kept and still the present one."""
    known = None
    if source.get("sha256") and source["sha256"] == source.get("seen"):
        known = fetch.Validators(source["etag"], source["last_modified"])
    limits = fetch.Limits(size=config.largest_file())
    return fetch.fetch(source["url"], file, limits, known=known, allowed=_allowed)


def _allowed(host: str, address: fetch.Address) -> bool:
    return host.lower() in config.link_hosts() or fetch.is_public(host, address)


def _digest(file: BinaryIO) -> str:
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()
