"""The characters of a text file: which encoding a city's software used, and the text itself."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

import polars as pl

from ckanext.kaga.tabular.source import Given, Source, source_of
from ckanext.kaga.tabular.table import ANY_SIZE

_BLOCK = 4 * 1024 * 1024
_SOON = 64 * 1024
_HEAD = 64 * 1024
_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# In the order of trying. CP932 is what Excel on Japanese Windows writes. EUC-JP comes
# before it: the kanji of CP932 are as a rule no valid EUC-JP, while nearly every EUC-JP
# text is valid CP932 of half-width katakana. Its 2004 edition has ① and ㈱ as well.
_CANDIDATES = ("utf-8", "euc_jis_2004", "cp932")
_ISO_2022_JP = b"\x1b$"
_KANA = re.compile("[ぁ-んァ-ヶー]")
_LOST = "\ufffd"
_CHARACTER_AT_END = re.compile(rb"[\xc2-\xf4][\x80-\xbf]{0,2}\Z")
# A text with more lost characters than one in this many is in some other encoding.
_LOST_AT_MOST = 200
# In UTF-16 every ASCII character, so every comma and line end, has a NUL beside it.
_UTF16_NULS, _UTF16_ODDS = 0.02, 4


UTF8 = frozenset({"utf-8", "utf-8-sig"})
_SELF_EVIDENT = frozenset({"utf-8", "utf-8-sig", "utf-16"})
_CERTAIN, _ONLY_ONE, _UNDECIDED, _DAMAGED = 1.0, 0.95, 0.6, 0.5


@dataclass(frozen=True)
class Encoding:
    """Python's name of a codec, and how sure it is that the text was written in it.

    ``confidence`` is 1 where the bytes say so themselves, by a mark at their start or by
    being valid UTF-8; 0.95 where they are valid in this encoding and in no other that is
    tried before it; 0.6 where the text could be either of two; 0.5 where some characters
    are damaged.
    """

    name: str
    confidence: float


def detect(source: Source, *, is_utf8: bool = False) -> Encoding | None:
    """Return the encoding of a text file, or None when none fits.

    An encoding that fits the whole file without loss wins. Failing that, the one that
    loses least, if that is very little: so a file with one gaiji is not refused as a
    whole. The file is read in blocks, once for each encoding that is tried; not for UTF-8 where
    it is known to be valid in it.
    """
    head = source.head(_HEAD)
    candidates = _candidates(head)
    for name in candidates:
        if (is_utf8 and name in UTF8) or _fits(source, name):
            return Encoding(name, _confidence(name, head))
    shares = {name: _lost_share(source, name) for name in candidates}
    best = min(candidates, key=lambda name: shares[name])
    return Encoding(best, _DAMAGED) if shares[best] * _LOST_AT_MOST <= 1 else None


def encoding_of(given: Given) -> Encoding | None:
    """Return what ``detect`` does of a path, bytes, or an open file, whatever its size."""
    return detect(source_of(given, "", ANY_SIZE))


def blocks(source: Source, encoding: str) -> Iterator[bytes]:
    """Yield the text as UTF-8 without a mark, in blocks of some megabytes that end anywhere.

    What is UTF-8 in the file stays as it is, so it may be damaged; ``text_of`` reads it. Its
    blocks end with a line feed where one comes soon: nobody need copy the rest of a line. In
    other encodings what cannot be decoded is U+FFFD.
    """
    if encoding not in UTF8:
        for text in _decoded(source, encoding, "replace"):
            yield text.encode()
        return
    with source.opened() as file:
        if encoding == "utf-8-sig":
            file.read(len(codecs.BOM_UTF8))
        while data := file.read(_whole_lines(file)):
            yield data


def _whole_lines(file: BinaryIO) -> int:
    """How many of the next bytes make a block."""
    start = file.tell()
    file.seek(_BLOCK, os.SEEK_CUR)
    size = _BLOCK + len(file.readline(_SOON))
    file.seek(start)
    return size


def text_of(data: bytes) -> str:
    """Return what blocks hold; what is no character is U+FFFD."""
    return data.decode(errors="replace")


def utf16_without_bom(head: bytes) -> str | None:
    """Return ``utf-16-le`` or ``utf-16-be`` where the start of a file is text in it, else None.

    Text has line ends, delimiters and digits, whose upper byte is NUL. A lower byte that
    is NUL has the full-width space, and no other common character.
    """
    half = max(1, len(head) // 2)
    even, odd = head[0::2].count(0), head[1::2].count(0)
    for name, upper, lower in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if upper > _UTF16_ODDS * lower and upper / half >= _UTF16_NULS:
            text = head[: 2 * half].decode(name, errors="replace")
            if _LOST not in text[:-1] and ("\n" in text or "\r" in text):
                return name
    return None


def _candidates(head: bytes) -> tuple[str, ...]:
    for bom, name in _BOMS.items():
        if head.startswith(bom):
            return (name,)
    if wide := utf16_without_bom(head):
        return (wide,)
    return ("iso2022_jp", *_CANDIDATES) if _ISO_2022_JP in head else _CANDIDATES


def _confidence(name: str, head: bytes) -> float:
    if name in _SELF_EVIDENT:
        return _CERTAIN
    if name == "euc_jis_2004" and not _KANA.search(head.decode(name, errors="ignore")):
        # Nothing but kanji: the same bytes are half-width katakana in CP932.
        return _UNDECIDED
    return _ONLY_ONE


def _fits(source: Source, encoding: str) -> bool:
    if encoding in UTF8:
        return _is_utf8(source)
    try:
        for _ in _decoded(source, encoding, "strict"):
            pass
    except UnicodeDecodeError:
        return False
    return True


def _is_utf8(source: Source) -> bool:
    """Whether the file is valid UTF-8; polars looks at it many times faster than a decoder."""
    rest = b""
    for block in chain(blocks(source, "utf-8"), (b"",)):
        data = rest + block if rest else block
        # The next block may end the last character.
        cut = _CHARACTER_AT_END.search(data, max(0, len(data) - 3)) if block else None
        done = cut.start() if cut else len(data)
        try:
            pl.Series([data[:done]], dtype=pl.Binary).cast(pl.String)
        except pl.exceptions.PolarsError:
            return False
        rest = data[done:]
    return True


def _lost_share(source: Source, encoding: str) -> float:
    lost = length = 0
    for text in _decoded(source, encoding, "replace"):
        lost += text.count(_LOST)
        length += len(text)
    return lost / max(1, length)


def _decoded(source: Source, encoding: str, errors: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    with source.opened() as file:
        while data := file.read(_BLOCK):
            yield decoder.decode(data)
        yield decoder.decode(b"", final=True)
