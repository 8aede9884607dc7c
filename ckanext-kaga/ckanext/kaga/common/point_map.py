"""A picture of where places lie, without a map service: nobody outside learns who looks at what."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

WIDTH = 640
"""Width of the picture in its own units; the height follows from the places."""

_MARGIN = 36
_SHORTEST, _TALLEST = 240, 640
_STEPS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60)
_LINES = 6
_LEAST = 0.002
"""Degrees that the picture shows at least: about 200 m around a single place."""


class Place(NamedTuple):
    """A place by its WGS 84 / JGD2011 coordinates in degrees, and what it is called."""

    latitude: float
    longitude: float
    label: str


class Spot(NamedTuple):
    """Where a place is drawn, in units of the picture from its upper left corner."""

    x: float
    y: float
    label: str


class Line(NamedTuple):
    """A line of the grid: where it is drawn, and its degrees as text."""

    at: float
    label: str


@dataclass(frozen=True)
class PointMap:
    """A picture of places, north up, a degree of longitude as wide as it is on the ground.

    ``meridians`` run from top to bottom at an ``x``, ``parallels`` across at a ``y``.
    """

    width: int
    height: int
    spots: tuple[Spot, ...]
    meridians: tuple[Line, ...]
    parallels: tuple[Line, ...]


def point_map(places: Iterable[Place]) -> PointMap | None:
    """Draw the places that lie on the earth, or None where there is none."""
    known = [place for place in places if _is_on_earth(place)]
    if not known:
        return None
    south, north = _range([place.latitude for place in known])
    west, east = _range([place.longitude for place in known])
    shrink = max(math.cos(math.radians((south + north) / 2)), 0.01)
    per_degree = min(
        (WIDTH - 2 * _MARGIN) / ((east - west) * shrink),
        (_TALLEST - 2 * _MARGIN) / (north - south),
    )
    height = max((north - south) * per_degree + 2 * _MARGIN, _SHORTEST)

    latitude, longitude = (south + north) / 2, (west + east) / 2
    up, aside = height / 2 / per_degree, WIDTH / 2 / per_degree / shrink

    def x(degree: float) -> float:
        return round(WIDTH / 2 + (degree - longitude) * shrink * per_degree, 1)

    def y(degree: float) -> float:
        return round(height / 2 - (degree - latitude) * per_degree, 1)

    return PointMap(
        WIDTH,
        round(height),
        tuple(Spot(x(place.longitude), y(place.latitude), place.label) for place in known),
        tuple(
            Line(x(degree), label) for degree, label in _grid(longitude - aside, longitude + aside)
        ),
        tuple(Line(y(degree), label) for degree, label in _grid(latitude - up, latitude + up)),
    )


def _is_on_earth(place: Place) -> bool:
    return abs(place.latitude) <= 90 and abs(place.longitude) <= 180  # noqa: PLR2004 - degrees


def _range(values: list[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    spare = max(_LEAST - (high - low), 0) / 2
    return low - spare, high + spare


def _grid(low: float, high: float) -> list[tuple[float, str]]:
    step = next((one for one in _STEPS if (high - low) / one <= _LINES), _STEPS[-1])
    digits = max(0, -math.floor(math.log10(step)))
    first, last = math.ceil(low / step), math.floor(high / step)
    return [(number * step, f"{number * step:.{digits}f}°") for number in range(first, last + 1)]
