"""The picture that is shown where somebody shares a page: a PNG of 1200 by 630 pixels.

It says in large letters what the page says in its first sentences. Words come from the caller.
"""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from ckanext.kagakpi.plan.assess import State
from ckanext.kagakpi.plan.chart import Chart

SIZE = (1200, 630)
"""Pixels, in the proportion that social networks show whole."""

_LOOK = 1  # counts up with each change of what is drawn here
_REMEMBERED = 64
_EDGE = 64
_HALF = 600
_FOOT = 568
_LEADING = 1.4
_STEP = re.compile(r"([MVH])([\d.]+) ?([\d.]*)")
_NEVER_FIRST = "、。，．・：；？！）」』】〕ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ%"
_NEVER_LAST = "（「『【〔"
_PAPER, _INK, _SOFT, _HAIR = "#ffffff", "#1a1a1a", "#595959", "#b3b3b3"
_KEY, _BAR, _BREAK = "#00118f", "#4979f5", "#333333"
# The kinds of the house style, each with a shape of its own.
_COLOURS = {
    State.KEPT: "#115a36",
    State.ON_THE_WAY: "#0017c1",
    State.NOT_KEPT: "#ce0000",
    State.NOT_REPORTED: "#8b3200",
    State.NOT_APPLICABLE: "#595959",
}
_ROUND = 0.5
_CORNERS = {
    State.ON_THE_WAY: ((0, 0), (1, 0), (1, 1), (0, 1)),
    State.NOT_KEPT: ((_ROUND, 0), (1, _ROUND), (_ROUND, 1), (0, _ROUND)),
    State.NOT_REPORTED: ((_ROUND, 0), (1, 1), (0, 1)),
}


@dataclass(frozen=True, slots=True)
class Count:
    """What a state is called, and how many promises are in it; None for a single promise."""

    state: State
    label: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """What the picture says.

    ``above`` stands over ``title``, ``sentence`` under it, ``below`` at the foot. A KPI has one
    ``counts``, its state, and perhaps a ``chart``; ``ticks`` are the chart's numbers as words,
    ``gap`` is what stands where a year has no number.
    """

    above: str
    title: str
    sentence: str
    below: str
    counts: tuple[Count, ...]
    chart: Chart | None = None
    ticks: tuple[str, ...] = ()
    gap: str = ""

    @property
    def name(self) -> str:
        """A hash of everything that is drawn."""
        return hashlib.sha256(repr((_LOOK, self)).encode()).hexdigest()


@lru_cache(_REMEMBERED)
def drawn(card: Card, font: Path) -> bytes:
    """Return the PNG; ``font`` is a TrueType file with Japanese. Raises OSError without it."""
    image = Image.new("RGB", SIZE, _PAPER)
    pen = _Pen(ImageDraw.Draw(image), font)
    first = card.counts[0]
    stripe = _KEY if first.number is not None else _COLOURS[first.state]
    pen.draw.rectangle((0, 0, SIZE[0], 14), fill=stripe)
    right = SIZE[0] - _EDGE if card.chart is None else _HALF
    y = pen.lines(card.above, (_EDGE, 52), right, size=28, most=1, fill=_SOFT)
    y = pen.lines(card.title, (_EDGE, y + 12), right, size=48, most=4, bold=True)
    y = _counts(pen, card, y + 32) if first.number is not None else _state(pen, first, y + 20)
    if card.chart is not None:
        _chart(pen, card, card.chart)
    most = max(1, int((_FOOT - y - 20) / (30 * _LEADING)))
    pen.lines(card.sentence, (_EDGE, y + 20), right, size=30, most=most)
    pen.lines(card.below, (_EDGE, _FOOT), SIZE[0] - _EDGE, size=26, most=1, fill=_SOFT)
    stream = io.BytesIO()
    image.quantize(64, Image.Quantize.FASTOCTREE).save(stream, "PNG")
    return stream.getvalue()


def wrapped(text: str, width: float, measure: ImageFont.FreeTypeFont, most: int) -> list[str]:
    """Return text in lines of at most ``width`` pixels; what is over ``most`` lines ends in …

    English breaks between words, Japanese between any two letters but before those that never
    stand first.
    """
    lines: list[str] = []
    rest = " ".join(text.split())
    while rest:
        end = _fits(rest, width, measure)
        if end < len(rest) and len(lines) == most - 1:
            lines.append(f"{rest[: _fits(rest, width - measure.getlength('…'), measure)]}…")
            break
        lines.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return lines


def _fits(text: str, width: float, measure: ImageFont.FreeTypeFont) -> int:
    """How many letters of a text stand on one line, at least one."""
    end = 1
    while end < len(text) and measure.getlength(text[: end + 1]) <= width:
        end += 1
    if end == len(text):
        return end
    back = end
    while back > 1 and not _may_break(text, back):
        back -= 1
    return back if back > 1 else end


def _may_break(text: str, at: int) -> bool:
    """Tell whether a line may end before a letter: within no Latin word and no number."""
    before, after = text[at - 1], text[at]
    within = all(one.isascii() and not one.isspace() for one in (before, after))
    return not within and after not in _NEVER_FIRST and before not in _NEVER_LAST


class _Pen:
    """Writes in one font; strong letters get an edge, since the font has one weight."""

    def __init__(self, draw: ImageDraw.ImageDraw, font: Path) -> None:
        self.draw = draw
        self._font = font

    def face(self, size: int) -> ImageFont.FreeTypeFont:
        return _face(self._font, size)

    def lines(
        self,
        text: str,
        at: tuple[float, float],
        right: float,
        *,
        size: int,
        most: int,
        fill: str = _INK,
        bold: bool = False,
    ) -> float:
        """Write lines from a place on; return the height below them."""
        x, y = at
        for line in wrapped(text, right - x, self.face(size), most):
            self.word(line, (x, y), size, fill=fill, bold=bold)
            y += size * _LEADING
        return y

    def word(
        self,
        text: str,
        at: tuple[float, float],
        size: int,
        *,
        fill: str = _INK,
        bold: bool = False,
        anchor: str = "la",
    ) -> None:
        """Write a word at a place, as Pillow's ``anchor`` has it."""
        edge = max(1, size // 28) if bold else 0
        face = self.face(size)
        self.draw.text(at, text, fill, face, anchor=anchor, stroke_width=edge, stroke_fill=fill)

    def mark(self, state: State, x: float, y: float, size: float) -> None:
        """Draw the shape of a state."""
        colour = _COLOURS[state]
        corners = _CORNERS.get(state)
        if corners:
            self.draw.polygon([(x + size * dx, y + size * dy) for dx, dy in corners], colour)
        elif state is State.KEPT:
            self.draw.ellipse((x, y, x + size, y + size), colour)
        else:
            self.draw.ellipse((x, y, x + size, y + size), outline=colour, width=5)


@lru_cache(32)
def _face(font: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font, size, layout_engine=ImageFont.Layout.BASIC)


def _state(pen: _Pen, one: Count, y: float) -> float:
    pen.mark(one.state, _EDGE, y + 2, 34)
    pen.word(one.label, (_EDGE + 48, y), 36, fill=_COLOURS[one.state], bold=True)
    return y + 48


def _counts(pen: _Pen, card: Card, y: float) -> float:
    """The numbers side by side, each with its shape and its word."""
    step = (SIZE[0] - 2 * _EDGE) / len(card.counts)
    for at, one in enumerate(card.counts):
        x = _EDGE + step * at
        pen.word(str(one.number), (x, y), 96, bold=True)
        pen.mark(one.state, x, y + 118, 30)
        pen.word(one.label, (x + 42, y + 116), 28, fill=_COLOURS[one.state], bold=True)
    return y + 170


def _chart(pen: _Pen, card: Card, chart: Chart) -> None:
    """The page's own chart, larger, in the right half."""
    left, room = _HALF + 40, _FOOT - 88
    scale = min((SIZE[0] - left - 24) / chart.width, room / chart.height)
    top = 60 + (room - chart.height * scale) / 2
    size = round(13 * scale)
    bottom = top + (chart.height - 22) * scale

    def x(place: float) -> float:
        return left + place * scale

    for tick, words in zip(chart.ticks, card.ticks, strict=True):
        pen.draw.line((x(tick.x), top, x(tick.x), bottom), _HAIR, 2)
        pen.word(words, (x(tick.x), bottom + 6), round(size * 0.8), fill=_SOFT, anchor="ma")
    for row in chart.rows:
        y = top + row.y * scale
        pen.word(row.label, (x(chart.left - 6), y), size, anchor="rm")
        end = x(chart.left + (row.length or 0))
        if row.length:
            half = chart.bar / 2 * scale
            box = (x(chart.left), y - half, end, y + half)
            pen.draw.rectangle(box, _BAR if row.firm else _PAPER, _INK, 0 if row.firm else 2)
    for line in _lines(chart.target):
        places = [(x(across), top + down * scale) for across, down in line]
        pen.draw.line(places, _INK, 5)
    for row in chart.rows:
        y = top + row.y * scale
        end = x(chart.left + (row.length or 0)) + 8
        words = card.gap if row.length is None else row.value
        face = pen.face(size)
        pen.draw.text((end, y), words, _INK, face, "lm", stroke_width=4, stroke_fill=_PAPER)
        for mark in row.marks:
            pen.draw.circle((x(mark), y), 4 * scale, _PAPER, _INK, 3)
    for height in chart.breaks:
        for at in range(0, round(chart.width * scale) - 6, 14):
            y = top + height * scale
            pen.draw.line((left + at, y, left + at + 6, y), _BREAK, 3)


def _lines(path: str) -> list[list[tuple[float, float]]]:
    """The corners of the chart's target line, which is written as a path of M, V and H."""
    lines: list[list[tuple[float, float]]] = []
    for step, first, second in _STEP.findall(path):
        if step == "M":
            lines.append([(float(first), float(second))])
        else:
            x, y = lines[-1][-1]
            lines[-1].append((float(first), y) if step == "H" else (x, float(first)))
    return lines
