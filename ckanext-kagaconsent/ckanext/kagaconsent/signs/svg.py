"""A sign as SVG: text stays text, nothing is fetched, and no style is needed."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ckanext.kagaconsent.signs.colours import INK
from ckanext.kagaconsent.signs.layout import Size, shapes
from ckanext.kagaconsent.signs.said import Sign
from ckanext.kagaconsent.signs.shapes import FIELD, Box, Mark, Shape, Squares, Words

FONTS = "IPAexGothic, 'Noto Sans CJK JP', 'Hiragino Sans', 'Yu Gothic', Meiryo, sans-serif"
STRONG = 0.035
"""How thick the edge of strong letters is, in em: the font has one weight."""


def svg_text(sign: Sign, size: Size) -> str:
    """Return one sign as an SVG document in the size of its paper."""
    title = escape(f"{sign.title_ja} {sign.title_en}".strip())
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{size.w:g}mm" height="{size.h:g}mm"'
            f' viewBox="0 0 {size.w:g} {size.h:g}" role="img" aria-labelledby="title"'
            f' xml:lang="ja" font-family="{FONTS}">',
            f'<title id="title">{title}</title>',
            *(line for shape in shapes(sign, size) for line in _drawn(shape)),
            "</svg>",
            "",
        ]
    )


def _drawn(shape: Shape) -> Iterator[str]:
    if isinstance(shape, Box):
        yield (
            f'<rect x="{shape.x:.2f}" y="{shape.y:.2f}" width="{shape.w:.2f}"'
            f' height="{shape.h:.2f}" fill="{shape.fill or "none"}"{_edge(shape.line)}/>'
        )
    elif isinstance(shape, Mark):
        scale = shape.size / FIELD
        edge = _edge(shape.line / scale)
        yield (
            f'<path transform="translate({shape.x:.2f} {shape.y:.2f}) scale({scale:.4f})"'
            f' fill="{shape.fill}" fill-rule="evenodd"{edge} d="{shape.path}"/>'
        )
    elif isinstance(shape, Squares):
        path = "".join(f"M{column} {row}h{count}v1h-{count}z" for column, row, count in shape.runs)
        yield (
            f'<path transform="translate({shape.x:.2f} {shape.y:.2f}) scale({shape.module:.5f})"'
            f' fill="{shape.fill}" shape-rendering="crispEdges" d="{path}"/>'
        )
    elif isinstance(shape, Words):
        strong = (
            f' stroke="{shape.fill}" stroke-width="{shape.size * STRONG:.3f}"'
            if shape.strong
            else ""
        )
        yield (
            f'<text x="{shape.x:.2f}" y="{shape.y:.2f}" font-size="{shape.size:.2f}"'
            f' textLength="{shape.wide:.2f}" lengthAdjust="spacingAndGlyphs"'
            f' fill="{shape.fill}"{strong} xml:lang="{shape.language}">{escape(shape.text)}</text>'
        )


def _edge(line: float) -> str:
    return f' stroke="{INK}" stroke-width="{line:.3f}"' if line else ""
