"""Full and half width: the ways in which one word may stand in a city's table."""

from __future__ import annotations

import unicodedata

_NARROW = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF61, 0xFF9E)}
# ガ is two half-width characters; many kana with a mark after them are no character at all.
_NARROW |= {
    voiced: kana + mark
    for mark in "\uff9e\uff9f"
    for kana in _NARROW.values()
    if len(voiced := unicodedata.normalize("NFKC", kana + mark)) == 1
}
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def spellings(word: str) -> tuple[str, ...]:
    """Return the word in its usual width, with katakana halved, with Latin and digits doubled.

    The usual width (NFKC: トイレ, AED) is first; what would be the same is left out.
    """
    usual = unicodedata.normalize("NFKC", word)
    narrow = "".join(_NARROW.get(letter, letter) for letter in usual)
    return tuple(dict.fromkeys((usual, narrow, usual.translate(_WIDE))))
