"""Compound files (MS-CFB), the container of old Office documents: one stream out, one in."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator, Sequence

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = struct.Struct("<8s16x5H6x9I")
_ENTRY = struct.Struct("<64sH2B3I36xIQ")
_IN_HEADER = 109
_FAT, _END, _FREE = 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF
# Shorter streams lie together in one, in sectors of their own.
_SHORT = 4096
_SECTOR_BITS = 12


def read_stream(data: bytes, names: Sequence[str]) -> bytes:
    """Return the first of the named streams that a compound file has.

    Raises ValueError where it has none, struct.error or IndexError where it is damaged.
    """
    header = _HEADER.unpack_from(data)
    size, mini_size = 1 << header[4], 1 << header[5]
    if header[0] != MAGIC or size not in (512, 4096) or mini_size != 64:  # noqa: PLR2004
        raise ValueError("no compound file")
    directory_start, mini_start, difat = header[8], header[11], header[13]

    def sector(number: int) -> bytes:
        return data[(number + 1) * size : (number + 2) * size]

    numbers = array("I", data[76 : 76 + 4 * _IN_HEADER])
    seen = 0
    while difat < _FAT and seen <= len(data) // size:
        more = array("I", sector(difat))
        numbers.extend(more[:-1])
        difat, seen = more[-1], seen + 1
    fat = array("I", b"".join(sector(number) for number in numbers if number < _FAT))

    def stream(start: int) -> bytes:
        return b"".join(sector(number) for number in _chain(start, fat))

    entries = list(_entries(stream(directory_start)))
    for name in names:
        for spelt, start, length in entries:
            if spelt != name:
                continue
            if length >= _SHORT:
                found = stream(start)[:length]
            else:
                short, mini_fat = stream(entries[0][1]), array("I", stream(mini_start))
                pieces = (short[64 * at : 64 * (at + 1)] for at in _chain(start, mini_fat))
                found = b"".join(pieces)[:length]
            if len(found) < length:
                raise ValueError("cut off")
            return found
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


def _entries(directory: bytes) -> Iterator[tuple[str, int, int]]:
    """The name, first sector and length of each entry; the upper half of old lengths is noise."""
    for at in range(0, len(directory) - _ENTRY.size + 1, _ENTRY.size):
        name, size, *_, start, length = _ENTRY.unpack_from(directory, at)
        yield name[: max(0, size - 2)].decode("utf-16-le", "replace"), start, length & 0xFFFFFFFF
