"""Masking: enough of a value to find it again, too little to know it."""

from __future__ import annotations

_LONG = 10
"""From this many characters on four are shown, below only the first."""


def mask(text: str) -> str:
    """Return the value with stars for all but its beginning; the length stays to be seen.

    A mail address shows one character and hides its domain as well, which may be a name.
    """
    shown = 4 if len(text) >= _LONG and text[:4].isalnum() and text[:4].isascii() else 1
    if "@" in text:
        shown = 1
    return text[:shown] + "*" * (len(text) - shown)
