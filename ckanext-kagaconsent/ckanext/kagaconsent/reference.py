"""Numbers that people read out, write down and type again: of a case, and its passphrase.

Pure Python. The signs are Crockford's base 32: no I, L, O and U, and small letters, full-width
letters, spaces and hyphens are read as what was meant.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MEANT = str.maketrans("OIL", "011")
_BETWEEN = frozenset(" \t\r\n-‐‑–—―−ー")
_BASE = len(_SIGNS)
_REFERENCE = 8
_SECRET = 16
_GROUP = 4


def new_reference() -> str:
    """Return a number for a case, as ``4F7K-2M9X``: seven signs by chance and one that checks."""
    body = _chance(_REFERENCE - 1)
    return _grouped(body + _check(body))


def new_secret() -> str:
    """Return a passphrase of 80 bits, as ``4F7K-2M9X-QT60-8HWE``."""
    return _grouped(_chance(_SECRET))


def read_reference(typed: str) -> str | None:
    """Return the number that was meant, or None where its check sign says that it is none."""
    signs = _read(typed)
    if len(signs) != _REFERENCE or _check(signs[:-1]) != signs[-1]:
        return None
    return _grouped(signs)


def secret_hash(reference: str, typed: str) -> str:
    """Return the SHA-256 by which the passphrase of a case is kept."""
    return hashlib.sha256(f"{reference} {_read(typed)}".encode()).hexdigest()


def is_secret(reference: str, typed: str, kept: str) -> bool:
    """Tell whether what was typed is the passphrase of the case, in the same time either way."""
    return hmac.compare_digest(secret_hash(reference, typed), kept)


def _chance(length: int) -> str:
    return "".join(secrets.choice(_SIGNS) for _ in range(length))


def _grouped(signs: str) -> str:
    return "-".join(signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP))


def _read(typed: str) -> str:
    """The signs of what was typed; "" where there is another one among them."""
    folded = unicodedata.normalize("NFKC", typed).upper().translate(_MEANT)
    signs = "".join(sign for sign in folded if sign not in _BETWEEN)
    return signs if all(sign in _SIGNS for sign in signs) else ""


def _check(body: str) -> str:
    """Luhn's sign in base 32: one wrong sign is always found."""
    total = 0
    for at, sign in enumerate(reversed(body)):
        value = _SIGNS.index(sign) * (2 if at % 2 == 0 else 1)
        total += value // _BASE + value % _BASE
    return _SIGNS[-total % _BASE]
