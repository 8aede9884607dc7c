"""Files that are kept for good, named by their content: originals, tables, lists of changes."""

from __future__ import annotations

import hashlib
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import ckan.plugins.toolkit as tk
from ckan.lib import files
from file_keeper.default.adapters.fs import FsStorage

STORAGE = "kaga"
"""Name of the CKAN storage (``ckan.files.storage.kaga.*``); without one, a folder is used."""


def keep(file: BinaryIO) -> str:
    """Keep the whole content of a file; return its SHA-256, by which it is opened again.

    Keeping the same content twice keeps it once. A copy that an earlier, killed process left
    unfinished is replaced.
    """
    file.seek(0)
    sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    size = file.tell()
    file.seek(0)
    storage, location = _storage(), _location(sha256)
    if storage.exists(files.FileData(location)):
        if storage.size(location) == size:
            return sha256
        storage.remove(files.FileData(location))
    # Somebody else may be keeping the same bytes at this moment.
    with suppress(files.exc.ExistingFileError):
        storage.upload(location, files.Upload(file, sha256, size, "application/octet-stream"))
    return sha256


def open_kept(sha256: str) -> BinaryIO:
    """Return a kept file, from its beginning. Raises FileNotFoundError where it is not kept."""
    return local_copy(_storage(), _location(sha256))


def local_copy(storage: files.Storage, location: files.Location) -> BinaryIO:
    """Return a stored file as one that can be read from any place in it; the caller closes it.

    Raises FileNotFoundError.
    """
    if isinstance(storage, FsStorage):
        return Path(storage.full_path(location)).open("rb")
    copy = tempfile.TemporaryFile()  # noqa: SIM115 - handed to the caller
    try:
        for chunk in storage.stream(files.FileData(location)):
            copy.write(chunk)
    except files.exc.MissingFileError as error:
        raise FileNotFoundError(location) from error
    copy.seek(0)
    return copy


def _location(sha256: str) -> files.Location:
    return files.Location(f"{sha256[:2]}/{sha256}")


def _storage() -> files.Storage:
    try:
        return files.get_storage(STORAGE)
    except files.exc.UnknownStorageError:
        path = Path(tk.config["ckan.storage_path"]).resolve() / STORAGE
        settings = {"type": "ckan:fs", "path": str(path), "initialize": True}
        return files.make_storage(STORAGE, settings)
