"""A chart of a KPI carries its meaning without colour: in grey, and in the reader's own colours."""

from __future__ import annotations

import re

import pytest
from windows import DESKTOP, Open

pytestmark = pytest.mark.browser

KPI = "/plan/kaga-smart-city-example/kpi"
# Which page has it, and what of it is looked at: the parts of a chart that tell something
PARTS = {
    "bar": ("programming", ".kpi-bar", "fill"),
    "target": ("programming", ".kpi-target", "stroke"),
    "halo": ("programming", ".kpi-halo", "stroke"),
    "break": ("programming", ".kpi-break", "stroke"),
    "label": ("programming", ".kpi-chart text:not(.kpi-number)", "fill"),
    "number": ("programming", ".kpi-number", "fill"),
    "ring": ("open-data", ".kpi-mark", "stroke"),
    "within the ring": ("open-data", ".kpi-mark", "fill"),
    "outline": ("my-number-card", ".kpi-open", "stroke"),
    "within the outline": ("my-number-card", ".kpi-open", "fill"),
}
# Side by side or one upon the other in a chart, and told apart (WCAG 1.4.11, text 1.4.3)
APART = [
    ("bar", "paper", 3.0),
    ("target", "paper", 3.0),
    ("halo", "bar", 3.0),
    ("target", "halo", 3.0),
    ("break", "paper", 3.0),
    ("outline", "paper", 3.0),
    ("within the outline", "bar", 3.0),
    ("ring", "within the ring", 3.0),
    ("within the ring", "bar", 3.0),
    ("label", "paper", 4.5),
    ("number", "paper", 4.5),
]
# What is told apart from its like by its form: dashes
DASHED = ("break", "outline")
# The portal's colours, in grey, and those that a reader's system puts in their place
WAYS = {
    "own": {"forced_colors": "none", "color_scheme": "light"},
    "forced light": {"forced_colors": "active", "color_scheme": "light"},
    "forced dark": {"forced_colors": "active", "color_scheme": "dark"},
}
COLOUR = "([place, name]) => getComputedStyle(document.querySelector(place))[name]"
PAPER = """() => {
    let node = document.querySelector(".kpi-chart");
    while (node && getComputedStyle(node).backgroundColor === "rgba(0, 0, 0, 0)") {
        node = node.parentElement;
    }
    return getComputedStyle(node ?? document.documentElement).backgroundColor;
}"""


def grey(colour: str) -> float:
    """The relative luminance of a colour: all that is left of it in grey."""
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4
        for one in (int(part) / 255 for part in re.findall(r"\d+", colour)[:3])
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How far two colours are apart in grey, from 1 to 21."""
    dark, light = sorted((grey(one), grey(other)))
    return (light + 0.05) / (dark + 0.05)


def test_a_chart_is_read_without_colour(open_page: Open) -> None:
    page = open_page(DESKTOP)
    colours: dict[str, dict[str, str]] = {way: {} for way in WAYS}
    for kpi in dict.fromkeys(kpi for kpi, _, _ in PARTS.values()):
        page.goto(f"{KPI}/{kpi}")
        mine = {name: part[1:] for name, part in PARTS.items() if part[0] == kpi}
        for way, media in WAYS.items():
            page.emulate_media(**media)
            colours[way]["paper"] = page.evaluate(PAPER)
            found = {name: page.evaluate(COLOUR, list(part)) for name, part in mine.items()}
            colours[way] |= found
        for name in set(mine) & set(DASHED):
            assert page.evaluate(COLOUR, [mine[name][0], "strokeDasharray"]) != "none"
    close = {
        f"{way}: {one} on {other}": round(contrast(seen[one], seen[other]), 2)
        for way, seen in colours.items()
        for one, other, least in APART
        if contrast(seen[one], seen[other]) < least
    }
    assert close == {}
