"""Files as people upload them: refused at the form, or opened for the check."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import ckan.plugins.toolkit as tk
from ckan.lib import files, uploader
from werkzeug.datastructures import FileStorage

from ckanext.kaga import archive, tabular
from ckanext.kaga.given_names import given_name
from ckanext.kaga.shared.language import language

_TEXTS = frozenset({".csv", ".tsv"})
_CONTAINERS = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".zip"})
"""They hold more than the table: sheets, authors, other files."""

MOST = 50
"""So many files are taken in one go: one takes a second, and a request ends in three minutes."""

_HEAD = 64 * 1024
"""How many bytes of a file tell what it is."""


def is_table(name: str) -> bool:
    """Tell whether a file of this name, or at this address, claims to be a table that we check."""
    return _suffix(name) in _TEXTS | _CONTAINERS


def is_container(name: str) -> bool:
    """Tell whether a file of this name holds more than its table, so that it stays with staff."""
    return _suffix(name) in _CONTAINERS


def _suffix(name: str) -> str:
    # A file whose whole name was Japanese may be called “.csv” by CKAN.
    return Path(f"file{name.rpartition('/')[-1]}").suffix.lower()


def refuse(resource: dict[str, Any]) -> None:
    """Refuse an upload whose name says table and whose bytes say otherwise.

    ``resource`` is what ``resource_create`` or ``resource_update`` was given. Raises
    ValidationError on its field ``upload``.
    """
    upload = resource.get("upload")
    if not isinstance(upload, FileStorage) or not is_table(upload.filename or ""):
        return
    kind = tabular.sniff(upload.stream.read(_HEAD), upload.filename or "")
    upload.stream.seek(0)
    if kind not in tabular.READABLE:
        raise refusal(tabular.refusal(kind))


def unpacked(upload: FileStorage, limits: tabular.Limits) -> Iterator[FileStorage]:
    """Yield the table files of a zip that holds several, each as an upload; else the file itself.

    Raises ValidationError on ``upload``, while it is gone through, where a limit is exceeded.
    """
    alone = True
    try:
        for name, file in tabular.unpack(upload.stream, upload.filename or "", is_table, limits):
            alone = False
            yield FileStorage(file, name)
    except tabular.Unreadable as error:
        raise refusal(error.finding) from error
    if alone:
        upload.stream.seek(0)
        yield upload


def holds_several(upload: FileStorage) -> bool:
    """Tell whether an upload is a zip of several tables."""
    try:
        return any(tabular.unpack(upload.stream, upload.filename or "", is_table))
    except tabular.Unreadable:
        return False
    finally:
        upload.stream.seek(0)


def refusal(finding: tabular.Finding) -> tk.ValidationError:
    """Return the error that says on the field ``upload`` why a file was refused."""
    return tk.ValidationError({"upload": [in_reader_language(finding.message, finding.message_en)]})


def in_reader_language(ja: str, en: str) -> str:
    """Return the sentence that goes with the request; Japanese where there is none."""
    return en if language() == "en" else ja


def name_after_file(resource: dict[str, Any]) -> None:
    """Name a new resource after its uploaded file where the person gave it no name.

    ``resource`` is what ``resource_create`` was given; CKAN would show 名無しのリソース.
    """
    upload = resource.get("upload")
    if isinstance(upload, FileStorage) and upload.filename and not resource.get("name"):
        resource["name"] = given_name(upload.filename)


def forget(resource: dict[str, Any]) -> None:
    """Erase the resource's uploaded file from the storage; its row stays, to say why."""
    upload = uploader.get_resource_uploader(dict(resource))
    location = upload.get_path(resource["id"])
    storage = getattr(upload, "storage", None)
    if storage is None:
        Path(location).unlink(missing_ok=True)
    else:
        storage.remove(files.FileData(files.Location(location)))


def open_file(resource: dict[str, Any]) -> BinaryIO:
    """Return the resource's uploaded file, from whichever storage CKAN keeps it in.

    Raises FileNotFoundError when the storage has lost it.
    """
    upload = uploader.get_resource_uploader(dict(resource))
    location = upload.get_path(resource["id"])
    storage = getattr(upload, "storage", None)
    if storage is None:
        return Path(location).open("rb")
    return archive.local_copy(storage, files.Location(location))
