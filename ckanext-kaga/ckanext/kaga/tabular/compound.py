"""Compound files (MS-CFB), the container of old Office documents: one stream out, one in."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = struct.Struct("<8s16x5H6x9I")
_ENTRY = struct.Struct("<64sH2B3I36xIQ")
_IN_HEADER = 109
_FAT, _END, _FREE = 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF
# Shorter streams lie together in one, in sectors of their own.
_SHORT = 4096
_SECTOR_BITS = 12


class _Entry(NamedTuple):
    """A stream or a folder; ``left``, ``right`` and ``child`` are places in the directory."""

    name: str
    left: int
    right: int
    child: int
    start: int
    length: int


class _Compound:
    """The sectors of a compound file, and its directory, whose first entry is the root."""

    def __init__(self, data: bytes) -> None:
        header = _HEADER.unpack_from(data)
        self._data, self._size = data, 1 << header[4]
        if header[0] != MAGIC or self._size not in (512, 4096) or header[5] != 6:  # noqa: PLR2004
            raise ValueError("no compound file")
        directory_start, self._mini_start, difat = header[8], header[11], header[13]
        numbers = array("I", data[76 : 76 + 4 * _IN_HEADER])
        seen = 0
        while difat < _FAT and seen <= len(data) // self._size:
            more = array("I", self._sector(difat))
            numbers.extend(more[:-1])
            difat, seen = more[-1], seen + 1
        self._fat = array("I", b"".join(self._sector(at) for at in numbers if at < _FAT))
        self.entries = list(_entries(self._sectors(directory_start)))

    def content(self, entry: _Entry) -> bytes:
        """The bytes of a stream."""
        if entry.length >= _SHORT:
            found = self._sectors(entry.start)[: entry.length]
        else:
            short = self._sectors(self.entries[0].start)
            mini_fat = array("I", self._sectors(self._mini_start))
            pieces = (short[64 * at : 64 * (at + 1)] for at in _chain(entry.start, mini_fat))
            found = b"".join(pieces)[: entry.length]
        if len(found) < entry.length:
            raise ValueError("cut off")
        return found

    def in_root(self) -> Iterator[_Entry]:
        """What the root holds, without what is deeper."""
        ahead, seen = [self.entries[0].child], set()
        while ahead:
            at = ahead.pop()
            if at == _FREE:
                continue
            if at in seen:
                raise ValueError("a circle of entries")
            seen.add(at)
            entry = self.entries[at]
            yield entry
            ahead += [entry.left, entry.right]

    def _sectors(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in _chain(start, self._fat))

    def _sector(self, number: int) -> bytes:
        return self._data[(number + 1) * self._size : (number + 2) * self._size]


def root_names(data: bytes) -> list[str]:
    """Return the names of what stands in the root of a compound file.

    Raises ValueError, struct.error or IndexError where it is damaged.
    """
    return [entry.name for entry in _Compound(data).in_root()]


def read_stream(data: bytes, names: Sequence[str]) -> bytes:
    """Return the first of the named streams that a compound file has.

    Raises ValueError where it has none, struct.error or IndexError where it is damaged.
    """
    file = _Compound(data)
    for name in names:
        for entry in file.entries:
            if entry.name == name:
                return file.content(entry)
    raise ValueError("no such stream")


def write_stream(name: str, content: bytes) -> bytes:
    """Return a compound file that holds nothing but one stream."""
    size = 1 << _SECTOR_BITS
    length = max(len(content), _SHORT)
    sectors = -(-length // size)
    in_fat = size // 4
    tables = -(-(sectors + 1) // (in_fat - 1))
    if tables > _IN_HEADER:
        raise ValueError("too long")
    fat = array("I", [_FAT] * tables + [_END])
    fat.extend(range(tables + 2, tables + 1 + sectors))
    fat.append(_END)
    fat.extend([_FREE] * (tables * in_fat - len(fat)))
    # Version 3, for in version 4 calamine wants a root with short streams in it.
    header = _HEADER.pack(
        MAGIC, 0x3E, 3, 0xFFFE, _SECTOR_BITS, 6, 1, tables, tables, 0, _SHORT, _END, 0, _END, 0
    )  # fmt: skip
    places = array("I", [*range(tables), *[_FREE] * (_IN_HEADER - tables)])
    directory = b"".join(
        _ENTRY.pack(spelt.encode("utf-16-le"), 2 * len(spelt) + 2, *rest)
        for spelt, *rest in (
            ("Root Entry", 5, 1, _FREE, _FREE, 1, _END, 0),
            (name, 2, 1, _FREE, _FREE, _FREE, tables + 1, length),
        )
    )
    return b"".join(
        part.ljust(-(-len(part) // size) * size, b"\0")
        for part in (
            header + places.tobytes(),
            fat.tobytes(),
            directory,
            content.ljust(length, b"\0"),
        )
    )


def _chain(start: int, table: Sequence[int]) -> Iterator[int]:
    """The sectors that follow each other. Raises ValueError where they go round in circles."""
    for _ in range(len(table) + 1):
        if start >= _FAT:
            return
        yield start
        start = table[start]
    raise ValueError("a circle of sectors")


def _entries(directory: bytes) -> Iterator[_Entry]:
    """The entries of a directory; the upper half of old lengths is noise."""
    for at in range(0, len(directory) - _ENTRY.size + 1, _ENTRY.size):
        name, size, _, _, left, right, child, start, length = _ENTRY.unpack_from(directory, at)
        spelt = name[: max(0, size - 2)].decode("utf-16-le", "replace")
        yield _Entry(spelt, left, right, child, start, length & 0xFFFFFFFF)
