"""The published table as a file for people and programs."""

from __future__ import annotations

import tempfile
from typing import BinaryIO

from ckanext.kaga.model import datastore


def open_clean_csv(resource_id: str) -> BinaryIO:
    """Return the resource's table as CSV: UTF-8 with BOM, CRLF, header first.

    The whole file is taken from the database at once, so that a slow reader does not hold
    the table and keep the next one from taking its place. The caller closes it. Raises
    FileNotFoundError when the resource has no table.
    """
    file = tempfile.TemporaryFile()  # noqa: SIM115 - handed to the caller
    datastore.copy_out(resource_id, file)
    file.seek(0)
    return file
