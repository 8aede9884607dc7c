"""The bytes of a file, from wherever they come, to be read from the start again and again."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ckanext.kaga.tabular.rules import reading as r
from ckanext.kaga.tabular.table import Limits, Unreadable

Given = Path | str | bytes | BinaryIO
"""A file as a caller has it: its path, its bytes, or an open binary file."""

_MIB = 1024 * 1024


@dataclass(frozen=True)
class Source:
    """A file's ``name`` (never used as a path), its ``size`` in bytes, and how to open it.

    ``opened()`` is a context manager that gives the file at its first byte. One at a time:
    a file that the caller opened has only one position.
    """

    name: str
    size: int
    opened: Callable[[], AbstractContextManager[BinaryIO]]

    def head(self, size: int) -> bytes:
        """Return the first ``size`` bytes."""
        with self.opened() as file:
            return file.read(size)

    def named(self, name: str) -> Source:
        """Return the same bytes under the name that their sender gave them."""
        return Source(name or self.name, self.size, self.opened)


def source_of(given: Given, filename: str, limits: Limits) -> Source:
    """Return what can be read again and again.

    Raises Unreadable where it has more bytes than ``limits.size``, OSError where a path
    cannot be opened. What cannot be rewound, such as a pipe, is copied to a temporary file first.
    """
    if isinstance(given, str | Path):
        source = _of_path(Path(given), filename, limits)
    elif isinstance(given, bytes):
        source = Source(filename, len(given), lambda: io.BytesIO(given))
    elif given.seekable():
        source = _of_file(given, filename)
    else:
        source = _of_file(_copied(given, limits), filename)
    if source.size > limits.size:
        raise too_big(limits)
    return source


def too_big(limits: Limits) -> Unreadable:
    """Return the refusal of a file of more than ``limits.size`` bytes."""
    return Unreadable(r.TOO_BIG.finding(words={"limit": f"{limits.size // _MIB:,}"}))


def _of_path(path: Path, filename: str, limits: Limits) -> Source:
    if path.exists() and not path.is_file():
        with path.open("rb") as pipe:
            return _of_file(_copied(pipe, limits), filename or path.name)
    return Source(filename or path.name, path.stat().st_size, lambda: path.open("rb"))


def _of_file(file: BinaryIO, filename: str) -> Source:
    """What is left of an open file; it stays open, it is the caller's."""
    start = file.tell()
    size = file.seek(0, os.SEEK_END) - start
    file.seek(start)

    @contextmanager
    def opened() -> Iterator[BinaryIO]:
        file.seek(start)
        yield file

    return Source(filename, size, opened)


def _copied(stream: BinaryIO, limits: Limits) -> BinaryIO:
    copy: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the source
    while copy.tell() <= limits.size and (data := stream.read(_MIB)):
        copy.write(data)
    copy.seek(0)
    return copy
