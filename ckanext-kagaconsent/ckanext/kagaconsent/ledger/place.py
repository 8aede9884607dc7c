"""Where a place of a data use lies."""

from __future__ import annotations

import json
import math
from typing import Any

_LONGEST = 5_000
_LAST_LATITUDE, _LAST_LONGITUDE = 90, 180


def position(geojson: str) -> tuple[float, float] | None:
    """Return latitude and longitude of a GeoJSON Point, or of the middle of a Polygon's corners.

    None for what is neither, and for what lies nowhere on the earth (degrees, WGS 84).
    """
    try:
        told = json.loads(geojson[:_LONGEST])
        if told["type"] == "Point":
            corners = [told["coordinates"]]
        elif told["type"] == "Polygon":
            # The last corner is the first one again.
            corners = told["coordinates"][0][:-1]
        else:
            return None
        longitude = sum(_degree(corner[0]) for corner in corners) / len(corners)
        latitude = sum(_degree(corner[1]) for corner in corners) / len(corners)
    except (ValueError, TypeError, LookupError, ArithmeticError, RecursionError):
        return None
    if abs(latitude) <= _LAST_LATITUDE and abs(longitude) <= _LAST_LONGITUDE:
        return latitude, longitude
    return None


def _degree(told: Any) -> float:
    if isinstance(told, bool) or not isinstance(told, int | float) or not math.isfinite(told):
        raise ValueError("no number of degrees")
    return float(told)
