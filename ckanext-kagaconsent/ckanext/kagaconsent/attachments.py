"""Files that come with a case: hostile until saved, kept apart from all that the portal shows.

They lie in a storage of the desk's own under names by chance, so that no address leads there and
erasing one file erases no other. What a file is, its bytes say and not its name.
"""

from __future__ import annotations

import hashlib
import logging
import tempfile
import unicodedata
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO

import ckan.plugins.toolkit as tk
from ckan.lib import files
from file_keeper.default.adapters.fs import FsStorage
from werkzeug.datastructures import FileStorage

from ckanext.kagaconsent import desk_settings

log = logging.getLogger(__name__)

STORAGE = "kagaconsent-desk"
"""Name of the CKAN storage (``ckan.files.storage.kagaconsent-desk.*``); else a folder is used."""

_HEIC = frozenset({b"heic", b"heix", b"hevc", b"mif1"})
_LONGEST_NAME = 100
_BROKEN = frozenset(chr(code) for code in range(32)) - set("\t\r\n\f")


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as the storage has it."""

    file_name: str
    size: int
    sha256: str
    location: str


def refusals(uploads: Iterable[FileStorage]) -> list[str]:
    """Return a sentence for each file that cannot be taken."""
    most = desk_settings.attachment_bytes()
    said = []
    for upload in uploads:
        content = upload.stream.read(most + 1)
        upload.stream.seek(0)
        name = _plain(upload.filename or "")
        if len(content) > most:
            megabytes = most // (1024 * 1024)
            said.append(tk._("{name} is larger than {most} MB.").format(name=name, most=megabytes))
        elif _suffix(content) is None:
            kinds = tk._("PDF, JPEG, PNG, WebP, HEIC or plain text")
            said.append(tk._("{name} is none of these: {kinds}.").format(name=name, kinds=kinds))
    return said


def keep(upload: FileStorage) -> Kept:
    """Keep a file that was not refused, under the ending that its content has."""
    content = upload.stream.read(desk_settings.attachment_bytes())
    suffix = _suffix(content) or ""
    stem = PurePath(_plain(upload.filename or "")).stem[:_LONGEST_NAME] or "file"
    location = uuid.uuid4().hex
    sha256 = hashlib.sha256(content).hexdigest()
    upload.stream.seek(0)
    body = files.Upload(upload.stream, location, len(content), "application/octet-stream")
    _storage().upload(files.Location(location), body)
    return Kept(f"{stem}{suffix}", len(content), sha256, location)


def open_kept(location: str) -> BinaryIO:
    """Return a kept file, from its beginning. Raises FileNotFoundError where it is not kept."""
    storage = _storage()
    if isinstance(storage, FsStorage):
        return Path(storage.full_path(files.Location(location))).open("rb")
    copy = tempfile.TemporaryFile()  # noqa: SIM115 - handed to the caller
    try:
        for chunk in storage.stream(files.FileData(files.Location(location))):
            copy.write(chunk)
    except files.exc.MissingFileError as error:
        raise FileNotFoundError(location) from error
    copy.seek(0)
    return copy


def erase(location: str) -> None:
    """Erase a kept file for good; that one was not there any more is noted in the log."""
    storage, data = _storage(), files.FileData(files.Location(location))
    if storage.exists(data):
        storage.remove(data)
    else:
        log.warning("The desk's file %s was not there to be erased.", location)


def _suffix(content: bytes) -> str | None:
    """The ending that goes with the bytes of a file, None for one that the desk does not take."""
    for magic, suffix in (
        (b"%PDF-", ".pdf"),
        (b"\xff\xd8\xff", ".jpg"),
        (b"\x89PNG\r\n\x1a\n", ".png"),
    ):
        if content.startswith(magic):
            return suffix
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return ".webp"
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC:
        return ".heic"
    for encoding in ("utf-8", "cp932"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return ".txt" if text and not _BROKEN.intersection(text) else None
    return None


def _plain(name: str) -> str:
    """A file name without folders and signs that a terminal or a header would act on."""
    last = name.replace("\\", "/").rpartition("/")[-1]
    return "".join(
        sign for sign in last if unicodedata.category(sign)[0] not in "CZ" or sign == " "
    )


def _storage() -> files.Storage:
    try:
        return files.get_storage(STORAGE)
    except files.exc.UnknownStorageError:
        path = Path(tk.config["ckan.storage_path"]).resolve() / STORAGE
        settings = {"type": "ckan:fs", "path": str(path), "initialize": True}
        return files.make_storage(STORAGE, settings)
