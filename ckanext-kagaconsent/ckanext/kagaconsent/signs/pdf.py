"""Signs as a PDF, a page for each, with the letters that they use embedded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from fpdf import FPDF
from fpdf.drawing import PaintedPath
from fpdf.drawing_primitives import Transform, color_from_hex_string
from fpdf.enums import IntersectionRule
from fpdf.svg import svg_path_converter

from ckanext.kagaconsent.ledger.paper import FONT, blank
from ckanext.kagaconsent.signs.colours import INK
from ckanext.kagaconsent.signs.layout import Size, shapes
from ckanext.kagaconsent.signs.said import Sign
from ckanext.kagaconsent.signs.shapes import FIELD, Box, Mark, Shape, Squares, Words
from ckanext.kagaconsent.signs.svg import STRONG

_POINTS = 72 / 25.4


def pdf_bytes(signs: Sequence[Sign], size: Size, font: Path, since: datetime) -> bytes:
    """Return a PDF of signs in the size of their paper, in their order.

    :param signs: at least one
    :param font: TrueType file with Japanese letters
    :param since: when what they say became public
    """
    title = " ".join(filter(None, (signs[0].title_ja, signs[0].title_en)))
    pdf = blank(font, title=title, size=(size.w, size.h), since=since)
    for sign in signs:
        pdf.add_page()
        for shape in shapes(sign, size):
            _draw(pdf, shape)
    return bytes(pdf.output())


def _draw(pdf: FPDF, shape: Shape) -> None:
    if isinstance(shape, Box):
        _box(pdf, shape)
    elif isinstance(shape, Mark):
        _mark(pdf, shape)
    elif isinstance(shape, Squares):
        _squares(pdf, shape)
    elif isinstance(shape, Words):
        _words(pdf, shape)


def _box(pdf: FPDF, box: Box) -> None:
    if box.fill:
        pdf.set_fill_color(box.fill)
    pdf.set_draw_color(INK)
    pdf.set_line_width(box.line or 0.1)
    pdf.rect(
        box.x, box.y, box.w, box.h, style=("F" if box.fill else "") + ("D" if box.line else "")
    )


def _mark(pdf: FPDF, mark: Mark) -> None:
    path = PaintedPath()
    svg_path_converter(path, mark.path)
    scale = mark.size / FIELD
    path.transform = Transform.scaling(scale).translate(mark.x, mark.y)
    path.style.fill_color = color_from_hex_string(mark.fill)
    path.style.intersection_rule = IntersectionRule.EVENODD
    path.style.stroke_color = color_from_hex_string(INK) if mark.line else None
    path.style.stroke_width = mark.line / scale if mark.line else None
    with pdf.drawing_context() as context:
        context.add_item(path)


def _squares(pdf: FPDF, squares: Squares) -> None:
    """Rectangles one by one: a path of a thousand steps takes ten times as long."""
    pdf.set_fill_color(squares.fill)
    size = squares.module
    for column, row, count in squares.runs:
        pdf.rect(squares.x + column * size, squares.y + row * size, count * size, size, style="F")


def _words(pdf: FPDF, words: Words) -> None:
    pdf.set_font(FONT, size=words.size * _POINTS)
    pdf.set_text_color(words.fill)
    if words.strong:
        with pdf.local_context(text_mode="FILL_STROKE", line_width=words.size * STRONG):
            pdf.set_draw_color(words.fill)
            pdf.text(words.x, words.y, words.text)
    else:
        pdf.text(words.x, words.y, words.text)
