"""What a promise, a dataset or a use of data is linked with, and its picture.

A use of data makes datasets, and a promise counts them: every link has a dataset at one end.
``picture`` draws the three from top to bottom, so that a phone needs no second picture; each
dataset has a line of its own beside the boxes, with a dot at what it is linked with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ckanext.kaga.common.lettering import wrapped

DATASET = "dataset"
WIDTH = 360
"""Width of the picture in its own units: about the pixels of a phone."""
MOST_DRAWN = 8
"""So many datasets have a line of their own; the table has them all."""

_MARGIN, _GAP, _PAD, _HEAD, _BETWEEN = 8, 8, 10, 28, 12
_SIZE, _LINE, _MOST_LINES = 14, 20, 2
_LANE = 12


@dataclass(frozen=True, slots=True)
class Node:
    """A thing that others are linked with.

    ``kind`` and ``id`` name it; ``ja`` and ``en`` are its title (``en`` may be empty),
    ``address`` its page for the reader, ``uri`` its name in RDF. ``example``: made up.
    """

    kind: str
    id: str
    ja: str
    en: str
    address: str
    uri: str
    example: bool = False

    @property
    def key(self) -> str:
        """What the address of its picture ends in."""
        return f"{self.kind}:{self.id}"


class Link(NamedTuple):
    """A dataset, and what makes it or counts it."""

    dataset: Node
    other: Node


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A thing with what it is linked with, at most two links away, each thing once.

    ``kinds`` are in the order of the data: what makes datasets, datasets, what counts them.
    ``left_out`` datasets were too many.
    """

    centre: Node
    kinds: tuple[str, ...]
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    left_out: int = 0

    def of(self, kind: str) -> list[Node]:
        """Return the things of a kind, without the one in the middle."""
        return [one for one in self.nodes if one.kind == kind and one != self.centre]


class Line(NamedTuple):
    """A line of text in a box: where its foot is."""

    y: int
    text: str


class Box(NamedTuple):
    """A thing as it is drawn."""

    node: Node
    y: int
    width: int
    height: int
    lines: tuple[Line, ...]


class Station(NamedTuple):
    """A kind as it is drawn: its heading and its boxes."""

    kind: str
    y: int
    heading: str
    boxes: tuple[Box, ...]


class Lane(NamedTuple):
    """The line of a dataset: from top to bottom at ``x``, with a way to each box at ``stops``."""

    x: int
    top: int
    bottom: int
    stops: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """The neighbourhood as it is drawn, in units from its upper left corner."""

    height: int
    edge: int
    stations: tuple[Station, ...]
    lanes: tuple[Lane, ...]


def picture(found: Neighbourhood, headings: Mapping[str, str], *, english: bool) -> Picture:
    """Draw it; ``headings`` are the reader's words by kind.

    A title of more than two lines ends with an ellipsis, and datasets beyond the eighth are left
    out with what only they are linked with: the table beside has all.
    """
    datasets = [one for one in found.nodes if one.kind == DATASET][:MOST_DRAWN]
    links = [one for one in found.links if one.dataset in datasets]
    drawn = {found.centre, *datasets, *(one.other for one in links)}
    edge = WIDTH - _MARGIN - _LANE * (len(datasets) + 1)
    y = _MARGIN
    stations: list[Station] = []
    middles: dict[Node, int] = {}
    for kind in found.kinds:
        mine = [one for one in found.nodes if one.kind == kind and one in drawn]
        if not mine:
            continue
        head, y = y + _HEAD - _GAP, y + _HEAD
        boxes: list[Box] = []
        for node in mine:
            box = _box(node, y, edge - _MARGIN, english=english)
            middles[node] = y + box.height // 2
            boxes.append(box)
            y += box.height + _GAP
        stations.append(Station(kind, head, headings[kind], tuple(boxes)))
        y += _BETWEEN
    lanes = [
        _lane(edge + _LANE * (at + 1), middles, dataset, links)
        for at, dataset in enumerate(datasets)
        if any(one.dataset == dataset for one in links)
    ]
    return Picture(y - _BETWEEN - _GAP + _MARGIN, edge, tuple(stations), tuple(lanes))


def title(node: Node, *, english: bool) -> str:
    """Return what a thing is called in the reader's language, as far as it has a name in it."""
    return node.en if english and node.en else node.ja


def _box(node: Node, top: int, width: int, *, english: bool) -> Box:
    room = (width - 2 * _PAD) / _SIZE
    texts: Sequence[str] = wrapped(title(node, english=english), room, _MOST_LINES)
    foot = top + _PAD + _SIZE
    lines = tuple(Line(foot + _LINE * at, text) for at, text in enumerate(texts))
    height = 2 * _PAD + _SIZE + _LINE * (len(lines) - 1)
    return Box(node, top, width, height, lines)


def _lane(x: int, middles: Mapping[Node, int], dataset: Node, links: Sequence[Link]) -> Lane:
    ends = [middles[dataset], *(middles[one.other] for one in links if one.dataset == dataset)]
    return Lane(x, min(ends), max(ends), tuple(sorted(set(ends))))
