"""What a page shows before it is written, carried in the form that writes it."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from typing import Any

LARGEST = 400_000
"""Letters of what one form field carries; Flask takes 500,000."""
_UNPACKED = 20_000_000
_MOST = 500


def pack(changed: list[dict[str, Any]]) -> str:
    """Return what is to be written as one form field; longer than ``LARGEST`` it is too much."""
    told = json.dumps(changed, ensure_ascii=False).encode()
    return base64.b64encode(zlib.compress(told, 9)).decode()


def unpack(packed: str) -> list[dict[str, Any]]:
    """Return what ``pack`` packed, or what somebody made up, at most 500; raises ValueError."""
    try:
        unpacking = zlib.decompressobj()
        told = unpacking.decompress(base64.b64decode(packed, validate=True), _UNPACKED)
        changed = json.loads(told)
    except (binascii.Error, zlib.error, RecursionError) as error:
        raise ValueError from error
    if not isinstance(changed, list) or not all(isinstance(one, dict) for one in changed):
        raise ValueError
    return changed[:_MOST]
