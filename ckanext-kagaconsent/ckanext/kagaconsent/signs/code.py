"""The code of a sign: short, typed by hand from a pole, without letters that look alike."""

from __future__ import annotations

import secrets
import unicodedata

from ckanext.kagaconsent.ledger import Place

LETTERS = "34679ACDEFHJKMNPQRTUVWXY"
"""No 0 O, 1 I L, 2 Z, 5 S, 8 B, no G beside 6: 24 letters."""

LENGTH = 4
"""Of a new code: 331,776 of them; later ones may be longer."""

_LONGEST = 12


def new_code(length: int = LENGTH) -> str:
    """Return a code by chance, so that one code tells nothing of the next."""
    return "".join(secrets.choice(LETTERS) for _ in range(length))


def read_code(typed: str) -> str | None:
    """Return the code that somebody typed, in any width and case, or None where it is none."""
    code = unicodedata.normalize("NFKC", typed).strip().upper()
    if LENGTH <= len(code) <= _LONGEST and set(code) <= set(LETTERS):
        return code
    return None


def place_key(place: Place, at: int) -> str:
    """Return what a place is known by from one version of a data use to the next.

    The number that staff gave it, else its description, else that it is the ``at``-th (from 0).
    """
    return place.qr_id.strip() or place.description_ja.strip() or f"#{at + 1}"
