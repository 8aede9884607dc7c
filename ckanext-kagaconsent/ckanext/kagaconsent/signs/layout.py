"""Where everything stands on a sign of each size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import segno

from ckanext.kaga.common.lettering import width, wrapped
from ckanext.kagaconsent.signs.colours import INK, PAPER
from ckanext.kagaconsent.signs.pictograms import DEGREES, FRAMES, KINDS
from ckanext.kagaconsent.signs.said import Sign
from ckanext.kagaconsent.signs.shapes import Box, Mark, Shape, Squares, Words

EXAMPLE = "見本 EXAMPLE"
EXAMPLE_WHY = "見本です。実際の装置ではありません。 An example, no real device."
MORE = "くわしく見る・苦情を伝える"
MORE_EN = "Details and complaints"
_QUIET = 4
_LEAD = 1.3
_SMALLEST = 2.1
"""An em of 6 points: smaller is not read."""


@dataclass(frozen=True, slots=True)
class Size:
    """A size of paper in mm and how it is called."""

    key: str
    w: float
    h: float
    ja: str
    en: str


SIZES = {
    size.key: size
    for size in (
        Size("a4", 210, 297, "A4判", "A4"),
        Size("a6", 105, 148, "A6判", "A6"),
        Size("sticker", 80, 80, "シール（8cm角）", "Sticker (8 cm)"),
    )
}
"""By the last part of the address."""


def shapes(sign: Sign, size: Size) -> list[Shape]:
    """Return the shapes of a sign, the lowest first."""
    drawn = _sticker(sign, size) if size.w == size.h else _sheet(sign, size)
    return [Box(0, 0, size.w, size.h, PAPER), *drawn]


def _sheet(sign: Sign, size: Size) -> Iterator[Shape]:
    """A sign to be read from near: colour, title, facts, the way on."""
    u = size.w / 210
    edge, inner = 8 * u, size.w - 16 * u
    top = edge
    if sign.example:
        yield from _example(edge, top, inner, 13 * u)
        top += 13 * u
    band = 44 * u
    yield Box(edge, top, inner, band, sign.colour.fill, 1.2 * u)
    yield from _degree(sign, edge + 6 * u, top + 6 * u, 32 * u)
    room = inner - 48 * u
    yield from _text(sign.colour.ja, edge + 44 * u, top + 15 * u, 8 * u, room, strong=True)
    yield from _text(sign.colour.en, edge + 44 * u, top + 26 * u, 6.5 * u, room, language="en")
    yield from _text(sign.colour.easy, edge + 44 * u, top + 37 * u, 5 * u, room)
    top += band + 6 * u
    yield Mark(KINDS[sign.kind], edge + 2 * u, top, 26 * u, INK)
    left, room = edge + 34 * u, inner - 36 * u
    y = top + 9 * u
    for text, em, most, strong, language in (
        (sign.title_ja, 9.5, 2, True, "ja"),
        (sign.title_easy, 5, 2, False, "ja"),
        (sign.title_en, 5.5, 2, False, "en"),
        (sign.place and f"場所 Place：{sign.place}", 5, 2, False, "ja"),
    ):
        for line in wrapped(text, room / (em * u), most):
            yield _line(line, left, y, em * u, strong=strong, language=language)
            y += em * u * _LEAD
    top = max(y, top + 30 * u)
    foot = size.h - edge - 66 * u - (13 * u if sign.example else 0)
    yield from _facts(sign, Box(edge, top, inner, foot - top - 4 * u, None), u)
    yield from _way_on(sign, Box(edge, foot, inner, 66 * u, None), u)
    if sign.example:
        yield from _example(edge, size.h - edge - 13 * u, inner, 13 * u)
    yield Box(edge, edge, inner, size.h - 2 * edge, None, 1.2 * u)


def _facts(sign: Sign, field: Box, u: float) -> Iterator[Shape]:
    """The notice's items, in the largest letters that let them all stand whole."""
    x, inner, height = field.x, field.w, field.h
    names = 44 * u
    room = inner - names - 9 * u
    em = 6 * u
    while True:
        told = [(fact, wrapped(fact.text, room / em, 99)) for fact in sign.facts]
        tall = sum(_tall(len(lines), em) for _, lines in told)
        if tall <= height or em * 0.95 < _SMALLEST:
            break
        em *= 0.95
    if tall > height:  # too much for any letters that are read: each gets as much as fits
        most = max(1, int((height / len(told) / em - 0.9) / _LEAD))
        told = [(fact, wrapped(fact.text, room / em, most)) for fact in sign.facts]
    y = field.y
    for fact, lines in told:
        yield Box(x + 2 * u, y, inner - 4 * u, 0.25 * u, INK)
        first = y + em * 1.35
        yield _line(fact.ja, x + 3 * u, first, min(em, 5.5 * u), strong=True)
        small = min(em * 0.62, 3.6 * u)
        yield _line(fact.en, x + 3 * u, first + small * 1.25, small, language="en")
        for at, line in enumerate(lines):
            yield _line(line, x + names, first + at * em * _LEAD, em)
        y += _tall(len(lines), em)


def _tall(lines: int, em: float) -> float:
    return max(lines * _LEAD + 0.9, 2.5) * em


def _way_on(sign: Sign, field: Box, u: float) -> Iterator[Shape]:
    """The QR code with the address in letters below, and whom to ask."""
    x, top, inner, height = field.x, field.y, field.w, field.h
    yield Box(x, top, inner, 0.8 * u, INK)
    side = 48 * u
    yield from _qr(sign, x + 3 * u, top + 3 * u, side)
    yield from _text(sign.shown, x + 4 * u, top + height - 5 * u, 7 * u, inner - 8 * u, strong=True)
    left, room = x + side + 7 * u, inner - side - 11 * u
    yield from _text(MORE, left, top + 11 * u, 7 * u, room, strong=True)
    yield from _text(MORE_EN, left, top + 19 * u, 5 * u, room, language="en")
    yield from _text("問い合わせ先 Contact", left, top + 29 * u, 4.5 * u, room)
    y = top + 37 * u
    for line in wrapped(sign.contact, room / (5.5 * u), 2):
        yield _line(line, left, y, 5.5 * u)
        y += 5.5 * u * _LEAD
    yield from _text(sign.phone, left, y, 6.5 * u, room, strong=True)


def _sticker(sign: Sign, size: Size) -> Iterator[Shape]:
    """A sign for a lamp post: the colour, what it is, and the way to all the rest."""
    edge, inner = 3.0, size.w - 6.0
    top, bottom = edge, size.h - edge
    if sign.example:
        yield from _example(edge, top, inner, 5)
        top += 5
    yield Box(edge, top, inner, 15, sign.colour.fill, 0.5)
    yield from _degree(sign, edge + 2, top + 1.5, 12)
    yield Mark(KINDS[sign.kind], size.w - edge - 13.5, top + 1.5, 12, INK)
    room = inner - 31
    yield from _text(sign.colour.ja, edge + 16, top + 6.5, 3, room, strong=True)
    yield from _text(sign.colour.en, edge + 16, top + 11, 2.6, room, language="en")
    y = top + 20
    for text, em, strong, language in (
        (sign.title_ja, 4.0, True, "ja"),
        (sign.title_easy, 2.5, False, "ja"),
        (sign.title_en, 2.5, False, "en"),
    ):
        for line in wrapped(text, (inner - 3) / em, 1):
            yield _line(line, edge + 1.5, y, em, strong=strong, language=language)
            y += em * _LEAD
    side = bottom - y - 4
    yield from _qr(sign, edge + 1, y - 1.5, side)
    yield from _text(sign.shown, edge + 1.5, bottom - 1.8, 3.2, inner - 3, strong=True)
    left, room = edge + side + 3, inner - side - 4
    yield from _text(MORE, left, y + 3, 3, room, strong=True)
    yield from _text(MORE_EN, left, y + 6.5, 2.4, room, language="en")
    yield from _text(sign.phone, left, y + 11, 3, room, strong=True)
    y += 15
    facts = [(fact.ja, fact.text) for fact in sign.facts if fact.ja in {"責任者", "保存期間"}]
    for name, text in (*facts, ("問い合わせ", sign.contact)):
        for line in wrapped(f"{name}：{text}", room / 2.3, 2):
            yield _line(line, left, y, 2.3)
            y += 2.3 * _LEAD
    yield Box(edge, edge, inner, size.h - 2 * edge, None, 0.5)


def _degree(sign: Sign, x: float, y: float, size: float) -> Iterator[Shape]:
    """Whether people can be told: frame and figure."""
    frame = FRAMES[sign.colour.shape]
    yield Mark(frame, x, y, size, PAPER, size * 0.05)
    inside = size * 0.7
    off = (size - inside) / 2
    yield Mark(DEGREES[sign.colour.shape], x + off, y + off, inside, INK)


def _example(x: float, y: float, w: float, h: float) -> Iterator[Shape]:
    yield Box(x, y, w, h, INK)
    em = h * 0.52
    yield Words(EXAMPLE, x + em, y + h * 0.7, em, width(EXAMPLE) * em, PAPER, strong=True)
    left = x + em * (2 + width(EXAMPLE))
    em_why = min(h * 0.34, (x + w - left - 0.5) / width(EXAMPLE_WHY))
    yield Words(EXAMPLE_WHY, left, y + h * 0.66, em_why, width(EXAMPLE_WHY) * em_why, PAPER)


def _qr(sign: Sign, x: float, y: float, side: float) -> Iterator[Shape]:
    """The address as a QR code that a quarter of dirt leaves readable, with its quiet zone."""
    matrix = segno.make(sign.address, error="q", micro=False, boost_error=False).matrix
    runs = []
    for row, modules in enumerate(matrix):
        start = None
        for column, dark in enumerate((*modules, 0)):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                runs.append((start + _QUIET, row + _QUIET, column - start))
                start = None
    yield Box(x, y, side, side, PAPER)
    yield Squares(tuple(runs), x, y, side / (len(matrix) + 2 * _QUIET), "#000000")


def _text(
    text: str,
    x: float,
    y: float,
    em: float,
    room: float,
    *,
    strong: bool = False,
    language: str = "ja",
) -> Iterator[Words]:
    """One line that is set smaller where it would be too long."""
    if text:
        yield _line(text, x, y, min(em, room / width(text)), strong=strong, language=language)


def _line(
    text: str, x: float, y: float, em: float, *, strong: bool = False, language: str = "ja"
) -> Words:
    return Words(text, x, y, em, width(text) * em, INK, strong=strong, language=language)
