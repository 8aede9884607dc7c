"""Text that a spreadsheet program opens: what a person downloads to look at."""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: str | int | None) -> str:
    """Return a cell that no spreadsheet program runs as a formula (CWE-1236).

    Only for files made for people to read: in published data the added apostrophe would be
    a false value. Numbers stay numbers.
    """
    text = "" if cell is None else str(cell)
    if text.startswith(_FORMULA) and not _is_number(text):
        return f"'{text}"
    return text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
