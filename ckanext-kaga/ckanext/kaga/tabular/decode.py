"""The characters of a text file: which encoding a city's software used."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

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
_LOST = "\ufffd"
# A text with more lost characters than one in this many is in some other encoding.
_LOST_AT_MOST = 200


@dataclass(frozen=True)
class Text:
    """A decoded file. ``encoding`` is Python's name of the codec."""

    text: str
    encoding: str


def decode(data: bytes) -> Text | None:
    """Return the text of a file, or None when no encoding fits.

    An encoding that fits without loss wins. Failing that, the one that loses least, if
    that is very little: a lost character is U+FFFD in the text, and the checks name its
    cell. So a file with one gaiji is not refused as a whole.
    """
    for bom, encoding in _BOMS.items():
        if data.startswith(bom):
            return _forgiving(data, (encoding,))
    candidates = ("iso2022_jp", *_CANDIDATES) if _ISO_2022_JP in data else _CANDIDATES
    for encoding in candidates:
        try:
            return Text(data.decode(encoding), encoding)
        except UnicodeDecodeError:
            continue
    return _forgiving(data, candidates)


def _forgiving(data: bytes, encodings: tuple[str, ...]) -> Text | None:
    texts = [Text(data.decode(encoding, errors="replace"), encoding) for encoding in encodings]
    best = min(texts, key=lambda text: text.text.count(_LOST))
    return best if best.text.count(_LOST) * _LOST_AT_MOST <= len(best.text) else None
