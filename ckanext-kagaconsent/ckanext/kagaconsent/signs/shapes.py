"""What a sign is drawn with: boxes, marks and lines of text, in millimetres from the top left."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; ``line`` is the width of its edge, 0 without one."""

    x: float
    y: float
    w: float
    h: float
    fill: str | None
    line: float = 0.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A path on a field of 24 by 24, drawn ``size`` wide at ``x``, ``y``.

    Filled even-odd; ``line`` is the width of its edge in mm, 0 without one.
    """

    path: str
    x: float
    y: float
    size: float
    fill: str
    line: float = 0.0


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text whose baseline is ``y``; ``size`` is an em in mm, ``wide`` its length."""

    text: str
    x: float
    y: float
    size: float
    wide: float
    fill: str
    strong: bool = False
    language: str = "ja"


@dataclass(frozen=True, slots=True)
class Squares:
    """A QR code: runs of dark modules (column, row, how many), each ``module`` mm wide."""

    runs: tuple[tuple[int, int, int], ...]
    x: float
    y: float
    module: float
    fill: str


FIELD = 24
"""How wide and high the field of a mark's path is."""

Shape = Box | Mark | Squares | Words
