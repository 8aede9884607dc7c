"""A zip file as strangers send it: its members, inflated no further than the limits allow."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from ckanext.kaga.tabular.rules import reading as r
from ckanext.kaga.tabular.source import Source, too_big
from ckanext.kaga.tabular.table import Limits, Unreadable

_BLOCK = 1024 * 1024
# So much is inflated whatever the ratio: nobody is harmed by it.
_HARMLESS = 16 * 1024 * 1024
_ENCRYPTED_BIT = 0x1
_UTF8_BIT = 0x800
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error,
    NotImplementedError, EOFError, ValueError, OverflowError, OSError,
)  # fmt: skip


class Zipped:
    """An open zip file. What its directory says of sizes is not believed: bytes are counted."""

    def __init__(self, file: zipfile.ZipFile, size: int, limits: Limits) -> None:
        """Take a zip file of ``size`` bytes."""
        self._file = file
        self._limits = limits
        self._inflated = self._shown = 0
        self._allowed = max(_HARMLESS, size * limits.ratio)
        # Of two members with one name the last counts, as everywhere.
        self.members = {name_of(info): info for info in file.infolist() if not info.is_dir()}

    def blocks(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a member.

        Raises Unreadable where it is encrypted or damaged, or where all that was read of
        this zip file so far exceeds the limits.
        """
        info = self.members[name]
        if info.flag_bits & _ENCRYPTED_BIT:
            raise Unreadable(r.ENCRYPTED.finding())
        with refusing_damage(), self._file.open(info) as member:
            while block := member.read(_BLOCK):
                self._inflated += len(block)
                if self._inflated > self._allowed:
                    words = {"limit": self._limits.ratio}
                    raise Unreadable(r.RATIO.finding(words=words))
                if self._inflated > self._limits.size:
                    raise too_big(self._limits)
                yield block

    def count_shown(self, size: int) -> None:
        """Note so many bytes of text that cells show without holding them.

        A workbook says a text once and shows it in a million cells. Raises Unreadable where all
        of them exceed the limit on what is packed in a file.
        """
        self._shown += size
        if self._shown > self._limits.size:
            raise too_big(self._limits)


@contextmanager
def unzipped(source: Source, limits: Limits) -> Iterator[Zipped]:
    """Open a zip file. Raises Unreadable where it is damaged."""
    with source.opened() as file, refusing_damage(), zipfile.ZipFile(file) as archive:
        yield Zipped(archive, source.size, limits)


@contextmanager
def refusing_damage() -> Iterator[None]:
    """Turn whatever Python's zipfile raises at a damaged file into a sentence."""
    try:
        yield
    except _DAMAGE as error:
        raise Unreadable(r.DAMAGED.finding()) from error


def name_of(info: zipfile.ZipInfo) -> str:
    """Return a member's name; one that is not marked as UTF-8 is CP932 on Japanese Windows."""
    if info.flag_bits & _UTF8_BIT:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("cp932")
    except UnicodeError:
        return info.filename
