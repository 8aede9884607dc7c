"""Pictograms drawn for this project: paths on a field of 24 by 24, filled even-odd.

They owe nothing to another set. Paths use M, L, H, V, C and Z in absolute figures only, which
both drawing formats read alike.
"""

from __future__ import annotations

from ckanext.kagaconsent.ledger import UseKind


def _round(x: float, y: float, radius: float) -> str:
    """A circle of four curves."""
    bow = radius * 0.5523
    west, east, north, south = x - radius, x + radius, y - radius, y + radius
    return (
        f"M{west:g} {y:g}"
        f"C{west:g} {y - bow:g} {x - bow:g} {north:g} {x:g} {north:g}"
        f"C{x + bow:g} {north:g} {east:g} {y - bow:g} {east:g} {y:g}"
        f"C{east:g} {y + bow:g} {x + bow:g} {south:g} {x:g} {south:g}"
        f"C{x - bow:g} {south:g} {west:g} {y + bow:g} {west:g} {y:g}Z"
    )


_PERSON = f"{_round(12, 7.5, 3)}M5.5 19.5C5.5 14.5 8 12 12 12C16 12 18.5 14.5 18.5 19.5Z"

KINDS = {
    UseKind.CAMERA: f"M2 6H15V17H2ZM16.5 10.5L22 7V16L16.5 12.5Z{_round(8.5, 11.5, 3.4)}"
    f"{_round(8.5, 11.5, 1.6)}M6 18H11V21H6Z",
    UseKind.SENSOR_DEVICE: f"{_round(12, 8, 2.2)}M11 11H13V22H11Z"
    "M6.2 3.4L7.6 4.6C6 6.6 6 9.4 7.6 11.4L6.2 12.6C4 9.9 4 6.1 6.2 3.4Z"
    "M17.8 3.4L16.4 4.6C18 6.6 18 9.4 16.4 11.4L17.8 12.6C20 9.9 20 6.1 17.8 3.4Z",
    UseKind.OFFICE_WORK: "M4 2H15L20 7V22H4ZM6 4V20H18V8H14V4ZM8 11H16V12.6H8ZM8 15H16V16.6H8Z",
    UseKind.APP: f"M7 1.5H17V22.5H7ZM8.6 4.5V18H15.4V4.5Z{_round(12, 20.2, 1.1)}",
    UseKind.AI: "M6 6H18V18H6ZM8 8V16H16V8ZM10 10H14V14H10Z"
    "M8.2 2H9.8V5H8.2ZM14.2 2H15.8V5H14.2ZM8.2 19H9.8V22H8.2ZM14.2 19H15.8V22H14.2Z"
    "M2 8.2H5V9.8H2ZM2 14.2H5V15.8H2ZM19 8.2H22V9.8H19ZM19 14.2H22V15.8H19Z",
    UseKind.DATA_LINKAGE: f"{_round(5.5, 12, 3.5)}{_round(5.5, 12, 1.7)}"
    f"{_round(18.5, 12, 3.5)}{_round(18.5, 12, 1.7)}M9 11.1H15V12.9H9Z",
}
"""What the data use is."""

DEGREES = {
    "octagon": _PERSON,
    "circle": f"{_PERSON}M3 21L21 3L22.2 4.2L4.2 22.2Z",
    "square": "M4 13H8V20H4ZM10 8H14V20H10ZM16 4H20V20H16Z",
}
"""Whether people can be told: a person, a person struck out, figures only."""

FRAMES = {
    "octagon": "M7 0H17L24 7V17L17 24H7L0 17V7Z",
    "circle": _round(12, 12, 12),
    "square": "M0 0H24V24H0Z",
}
"""The frame of each degree, so that no meaning hangs on colour alone."""
