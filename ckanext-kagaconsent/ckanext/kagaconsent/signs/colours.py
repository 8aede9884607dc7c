"""The three colours of a sign: whether people can be told. Each has a shape of its own, too."""

from __future__ import annotations

from dataclasses import dataclass

from ckanext.kagaconsent.ledger import DataUse, Identifiability

INK = "#111111"
PAPER = "#ffffff"
_LINEAR_BELOW = 0.04045


@dataclass(frozen=True, slots=True)
class Colour:
    """What one degree of identifiability looks like; ``shape`` names a pictogram's frame."""

    fill: str
    shape: str
    ja: str
    en: str
    easy: str


COLOURS = {
    Identifiability.IDENTIFIABLE: Colour(
        "#ffdd00",
        "octagon",
        "個人が分かる情報を取得しています",
        "People can be identified",
        "だれか わかる 情報（じょうほう）を とります",
    ),
    Identifiability.DE_IDENTIFIED: Colour(
        "#66c4ee",
        "circle",
        "個人が分からないように加工しています",
        "Made unidentifiable",
        "だれか わからないように してから 使（つか）います",
    ),
    Identifiability.NONE: Colour(
        "#ffffff",
        "square",
        "個人の情報は取得していません",
        "No data about single people",
        "人（ひと）の 情報（じょうほう）は とりません",
    ),
}
"""By degree, the strongest first. Yellow, blue and white as DTPR has them."""


def strongest(use: DataUse) -> Identifiability:
    """Return the strongest degree among the items of a data use."""
    said = {item.identifiability for item in use.items}
    return next((one for one in COLOURS if one in said), Identifiability.NONE)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (``#rrggbb``), 1 to 21, as WCAG 2 reckons it."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= _LINEAR_BELOW else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
