"""The names that people gave their files, which CKAN cuts down to ASCII before it keeps them."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from ckan import model
from ckan.lib.munge import munge_filename
from werkzeug.datastructures import FileStorage

LONGEST = 150
"""A longer name loses the end of what stands before its suffix."""

_SUFFIX = 10
_PENDING = "kaga_given_names"
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"})
"""Unicode's kinds of characters that nobody sees and that may turn a line of text around."""


def given_name(name: str) -> str:
    """Return a file's name as people read it: one line, without folders, of a bearable length."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    seen = "".join(one for one in last if unicodedata.category(one) not in _UNSEEN).strip()
    suffix = Path(f"file{seen}").suffix[:_SUFFIX]
    stem = seen.removesuffix(suffix) if suffix else seen
    return f"{stem[: LONGEST - len(suffix)]}{suffix}" or "file"


def remember(resource: dict[str, Any]) -> None:
    """Keep the name of an upload until the check of it is asked for, in the same transaction.

    ``resource`` is what ``resource_create`` or ``resource_update`` was given.
    """
    upload = resource.get("upload")
    if isinstance(upload, FileStorage) and upload.filename:
        pending = model.Session().info.setdefault(_PENDING, {})
        pending[munge_filename(_ascii(upload.filename))] = given_name(upload.filename)


def recall(munged: str) -> str | None:
    """Return the name of the file that CKAN is keeping under this one; None where it is unknown."""
    name: str | None = model.Session().info.get(_PENDING, {}).get(munged)
    return name


def give_ascii_name(resource: dict[str, Any]) -> None:
    """Call an upload ``file.csv`` where CKAN would leave nothing of its Japanese name but ``.csv``.

    ``resource`` is what ``resource_create`` or ``resource_update`` was given; its own name is what
    people read.
    """
    upload = resource.get("upload")
    if isinstance(upload, FileStorage):
        upload.filename = _ascii(upload.filename or "")


def _ascii(name: str) -> str:
    return f"file{Path(name).suffix}" if munge_filename(name).startswith(".") else name


@sa.event.listens_for(model.Session, "after_commit")
def _forget_committed(session: Any) -> None:
    # CKAN saves in a nested transaction first.
    if not session.in_nested_transaction():
        session.info.pop(_PENDING, None)


@sa.event.listens_for(model.Session, "after_rollback")
def _forget_rolled_back(session: Any) -> None:
    session.info.pop(_PENDING, None)
