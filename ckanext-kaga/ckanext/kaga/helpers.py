"""Template helpers of the catalogue."""

from __future__ import annotations

__all__: list[str] = []
