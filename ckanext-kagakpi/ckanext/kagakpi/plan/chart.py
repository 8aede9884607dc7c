"""A picture of a KPI over the years: bars, the target as a line, marks and breaks, as geometry.

One row a year, so that the years keep their names on a phone. Words come from the caller.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

WIDTH = 360
"""Width of the picture in its own units: a phone shows it as it is."""

_LEFT, _RIGHT = 66, 70
_TOP, _BOTTOM = 8, 26
_ROW, _BAR = 32, 18
_TICKS = 3
_STEPS = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class Year:
    """What is drawn for a fiscal year.

    ``label`` names it, ``value`` spells ``number``; both may be missing. ``firm``: the number is
    final and covers the year. ``target`` is the bound that the plan promised, ``interim`` are
    earlier numbers of the same year.
    """

    year: int
    label: str
    number: Fraction | None = None
    value: str = ""
    firm: bool = True
    target: Fraction | None = None
    interim: tuple[Fraction, ...] = ()


class Tick(NamedTuple):
    """A line across the picture: where, and which number it is."""

    x: float
    number: Fraction


@dataclass(frozen=True, slots=True)
class Row:
    """A year as drawn: ``y`` is the middle; ``length`` is None where there is no number."""

    y: float
    label: str
    value: str
    length: float | None
    firm: bool
    marks: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """The picture: bars begin at ``left``; ``target`` is the path of a line, "" for none.

    ``breaks`` are heights at which the series is broken.
    """

    width: int
    height: int
    left: float
    bar: float
    rows: tuple[Row, ...]
    target: str
    breaks: tuple[float, ...]
    ticks: tuple[Tick, ...]


def chart(years: Sequence[Year], breaks: Collection[int] = ()) -> Chart | None:
    """Draw the years in their order, or None where no year has a number.

    ``breaks`` are years whose numbers cannot be compared with those before.
    """
    known = [one.number for one in years if one.number is not None]
    if not known:
        return None
    bounds = [one.target for one in years if one.target is not None]
    parts = [number for one in years for number in one.interim]
    highest = max([*known, *bounds, *parts, Fraction(0)]) or Fraction(1)
    step = _step(highest)
    room = WIDTH - _LEFT - _RIGHT

    def length(number: Fraction) -> float:
        return round(float(max(number, Fraction(0)) / highest) * room, 1)

    rows = tuple(
        Row(
            _TOP + _ROW * (at + 0.5),
            one.label,
            one.value,
            None if one.number is None else length(one.number),
            one.firm,
            tuple(_LEFT + length(number) for number in one.interim),
        )
        for at, one in enumerate(years)
    )
    cuts = [at for at, one in enumerate(years) if at and one.year in breaks]
    lines = [step * at for at in range(math.floor(highest / step) + 1)]
    return Chart(
        WIDTH,
        _TOP + _ROW * len(years) + _BOTTOM,
        _LEFT,
        _BAR,
        rows,
        _line([None if one.target is None else _LEFT + length(one.target) for one in years]),
        tuple(_TOP + _ROW * at for at in cuts),
        tuple(Tick(_LEFT + length(number), number) for number in lines),
    )


def _line(places: Sequence[float | None]) -> str:
    """The path of the target: down through its years, aside where it changes."""
    path, before = "", None
    for at, x in enumerate(places):
        if x is not None:
            start = f"M{x} {_TOP + _ROW * at}" if before is None else "" if x == before else f"H{x}"
            path += f"{start}V{_TOP + _ROW * (at + 1)}"
        before = x
    return path


def _step(highest: Fraction) -> Fraction:
    """A round distance of the lines: 1, 2 or 5 times a power of ten."""
    size = Fraction(10) ** math.floor(math.log10(highest / _TICKS))
    return next(size * one for one in _STEPS if size * one * _TICKS >= highest)
