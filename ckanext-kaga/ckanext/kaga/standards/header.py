"""Header cells: two spellings that people take for the same become the same text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Characters that staff and converters take for one another in headers. Every dash
# and the long vowel mark become "-"; kanji that look like katakana become katakana,
# as do the hiragana へ, べ, ぺ, which differ from the katakana in no common font.
_DASHES = "‐‑‒–—―−ー一─━"
_LOOK_ALIKE = str.maketrans(
    _DASHES + "へべぺ力口ニ工卜夕八ヶヵ",
    "-" * len(_DASHES) + "ヘベペカロ二エトタハケカ",
)


@lru_cache(maxsize=8192)
def normalise(cell: str) -> str:
    """Return the header cell with width, case, spaces and look-alikes levelled.

    Used on both sides of a comparison and never shown. NFKC comes first, so
    half-width katakana, full-width brackets and № are levelled by Unicode.
    """
    level = unicodedata.normalize("NFKC", cell).casefold()
    return re.sub(r"\s+", "", level).translate(_LOOK_ALIKE)
