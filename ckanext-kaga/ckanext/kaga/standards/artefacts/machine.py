"""What the three machine-readable formats say alike of a column."""

from __future__ import annotations

import json
from typing import Any

from ckanext.kaga.standards import guide
from ckanext.kaga.standards.standard import Column, Standard


def described(column: Column) -> str:
    """Return in Japanese the level, how a cell is written, and what the source notes."""
    return f"【{guide.LEVELS[column.required][0]}】{guide.how(column)[0]}{column.note}"


def described_standard(standard: Standard) -> str:
    """Return in Japanese whose standard it is, and what of it is not confirmed."""
    doubts = "".join(ja for ja, _ in guide.doubts(standard))
    return f"{standard.standard}「{standard.name_ja}」。{doubts}"


def english(column: Column) -> str:
    """Return the English name, empty where there is none to be trusted."""
    return column.name_en if column.name_en_trusted else ""


def as_json(descriptor: dict[str, Any]) -> bytes:
    """Return a descriptor as people can read it too."""
    return (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()
