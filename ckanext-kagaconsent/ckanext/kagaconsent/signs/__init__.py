"""Signs for the street as plain Python: what a data use says in, SVG and PDF out.

One list of shapes in millimetres is made from what a sign says; both formats are drawn from it.
"""

from __future__ import annotations

from ckanext.kagaconsent.signs.code import LENGTH, new_code, place_key, read_code
from ckanext.kagaconsent.signs.colours import COLOURS, Colour, contrast
from ckanext.kagaconsent.signs.layout import SIZES, Size, shapes
from ckanext.kagaconsent.signs.pdf import pdf_bytes
from ckanext.kagaconsent.signs.said import Fact, Sign, sign_of
from ckanext.kagaconsent.signs.svg import svg_text

__all__ = [
    "COLOURS",
    "LENGTH",
    "SIZES",
    "Colour",
    "Fact",
    "Sign",
    "Size",
    "contrast",
    "new_code",
    "pdf_bytes",
    "place_key",
    "read_code",
    "shapes",
    "sign_of",
    "svg_text",
]
