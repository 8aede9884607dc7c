"""The way of the data in a data use: from where, what is done, where it stays, who gets it.

``flow`` tells it as steps, which a table shows, and ``picture`` draws those steps from top to
bottom, so that a phone needs no second picture.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from ckanext.kagaconsent.ledger.data_use import DataUse, Storage
from ckanext.kagaconsent.ledger.questions import period
from ckanext.kagaconsent.ledger.vocabulary import dpv
from ckanext.kagaconsent.ledger.words import is_answer

WIDTH = 360
"""Width of the picture in its own units: about the pixels of a phone."""

_MARGIN, _GAP, _ARROW, _PAD = 8, 10, 34, 10
_SIZE, _LINE, _HEAD = 14, 20, 26
_MOST_LINES = 3
_WIDE = frozenset("WFA")


class Stage(StrEnum):
    """The stations of the way, in their order."""

    SOURCE = "source"
    PROCESSING = "processing"
    STORAGE = "storage"
    RECIPIENT = "recipient"


class Said(NamedTuple):
    """A text, and whether it is Japanese of the data use, in whatever language it is read."""

    text: str
    is_data: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """One thing at a station: what it is, and what belongs to it, a line each."""

    stage: Stage
    name: Said
    details: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class FlowWords:
    """The reader's words: of each source, of a processor, of where data is, and not stated."""

    sources: Mapping[str, str]
    processor: str
    in_city: str
    outside: str
    not_stated: str
    in_english: bool = False


def flow(use: DataUse, words: FlowWords) -> list[Step]:
    """Return the steps of all four stations in their order; each has one at least."""
    stations = (
        (Stage.SOURCE, _sources(use, words)),
        (Stage.PROCESSING, _processings(use, words)),
        (Stage.STORAGE, _storages(use, words)),
        (Stage.RECIPIENT, _recipients(use, words)),
    )
    return [
        step
        for stage, steps in stations
        for step in (list(steps) or [Step(stage, Said(words.not_stated, is_data=False))])
    ]


def _sources(use: DataUse, words: FlowWords) -> Iterator[Step]:
    """The sources of the items; items of one source stand together."""
    found: dict[str, list[Said]] = {}
    for item in use.items:
        if is_answer(item.name_ja):
            found.setdefault(str(item.source or ""), []).append(Said(item.name_ja.strip()))
    for source, items in found.items():
        name = Said(words.sources.get(source, words.not_stated), is_data=False)
        yield Step(Stage.SOURCE, name, tuple(items))


def _processings(use: DataUse, words: FlowWords) -> Iterator[Step]:
    for processing in use.processings:
        terms = [dpv().term("processing", term) for term in processing.dpv_terms]
        told = "、".join(term.ja for term in terms if term)
        if words.in_english:
            told = ", ".join(term.en for term in terms if term)
        details = tuple(_said(processing.description_ja, processing.de_identification_ja))
        if told:
            yield Step(Stage.PROCESSING, Said(told, is_data=False), details)
        elif details:
            yield Step(Stage.PROCESSING, details[0], details[1:])
    for processor in use.processors:
        if is_answer(processor.name_ja):
            name = _party(processor.name_ja, processor.name_en, words)
            yield Step(Stage.PROCESSING, name, (Said(words.processor, is_data=False),))


def _storages(use: DataUse, words: FlowWords) -> Iterator[Step]:
    for storage in use.storages:
        yield Step(Stage.STORAGE, _where(storage, words), tuple(_kept(storage)))


def _where(storage: Storage, words: FlowWords) -> Said:
    if is_answer(storage.cloud_provider):
        return Said(storage.cloud_provider.strip())
    if storage.in_city is None:
        return Said(words.not_stated, is_data=False)
    return Said(words.in_city if storage.in_city else words.outside, is_data=False)


def _kept(storage: Storage) -> Iterator[Said]:
    yield from _said(period(storage), storage.disposal_method_ja)


def _recipients(use: DataUse, words: FlowWords) -> Iterator[Step]:
    for provision in use.provisions:
        if provision.recipient and is_answer(provision.recipient.name_ja):
            name = _party(provision.recipient.name_ja, provision.recipient.name_en, words)
            items = "、".join(provision.item_names)
            yield Step(Stage.RECIPIENT, name, tuple(_said(items, provision.target_service_ja)))
    if not use.provisions and is_answer(use.to_whom_ja):
        yield Step(Stage.RECIPIENT, Said(use.to_whom_ja.strip()))


def _party(name_ja: str, name_en: str, words: FlowWords) -> Said:
    if words.in_english and name_en.strip():
        return Said(name_en.strip(), is_data=False)
    return Said(name_ja.strip())


def _said(*texts: str) -> Iterator[Said]:
    return (Said(text.strip()) for text in texts if is_answer(text))


class DrawnLine(NamedTuple):
    """A line of text: where its foot is, and whether it is the name of the box."""

    y: int
    text: str
    is_name: bool
    is_data: bool


class Box(NamedTuple):
    """A step as it is drawn."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[DrawnLine, ...]


class Station(NamedTuple):
    """A station as it is drawn: its heading and its boxes."""

    stage: Stage
    y: int
    heading: str
    boxes: tuple[Box, ...]


class Arrow(NamedTuple):
    """An arrow down from one station to the next."""

    x: int
    top: int
    bottom: int


@dataclass(frozen=True)
class Picture:
    """The way as it is drawn, in units of the picture from its upper left corner."""

    width: int
    height: int
    stations: tuple[Station, ...]
    arrows: tuple[Arrow, ...]


def picture(steps: Sequence[Step], headings: Mapping[str, str]) -> Picture:
    """Draw the steps, station below station; ``headings`` are the reader's words by stage.

    A text that is longer than three lines ends with an ellipsis: the table beside has it whole.
    """
    y = _MARGIN
    stations: list[Station] = []
    arrows: list[Arrow] = []
    for stage in Stage:
        mine = [step for step in steps if step.stage is stage]
        if stations:
            arrows.append(Arrow(WIDTH // 2, y, y + _ARROW))
            y += _ARROW + _GAP // 2
        top = y
        y += _HEAD
        boxes: list[Box] = []
        for step in mine:
            box = _box(step, y)
            boxes.append(box)
            y += box.height + _GAP
        stations.append(Station(stage, top + _HEAD - _GAP, headings[stage], tuple(boxes)))
    return Picture(WIDTH, y - _GAP + _MARGIN, tuple(stations), tuple(arrows))


def _box(step: Step, top: int) -> Box:
    lines: list[DrawnLine] = []
    foot = top + _PAD + _SIZE
    for said, is_name in ((step.name, True), *((one, False) for one in step.details)):
        for text in wrapped(said.text, WIDTH - 2 * _MARGIN - 2 * _PAD):
            lines.append(DrawnLine(foot, text, is_name, said.is_data))
            foot += _LINE
    height = foot - _LINE + _PAD - top
    return Box(_MARGIN, top, WIDTH - 2 * _MARGIN, height, tuple(lines))


def wrapped(text: str, width: int) -> list[str]:
    """Cut a text into at most three lines that are no wider than ``width`` units."""
    lines: list[str] = []
    rest = _pieces(" ".join(text.split()))
    line, used = "", 0.0
    for piece in rest:
        wide = _width(piece)
        if line and used + wide > width:
            lines.append(line.rstrip())
            line, used = "", 0.0
        line += piece if line else piece.lstrip()
        used += wide
    if line.strip():
        lines.append(line.rstrip())
    if len(lines) > _MOST_LINES:
        lines = lines[:_MOST_LINES]
        while lines[-1] and _width(f"{lines[-1]}…") > width:
            lines[-1] = lines[-1][:-1]
        lines[-1] += "…"
    return lines


_LONGEST_WORD = 24


def _pieces(text: str) -> Iterable[str]:
    """What may not be broken: a Latin word of usual length with its space, else each letter."""
    word = ""
    for letter in text:
        if _is_wide(letter) or len(word) >= _LONGEST_WORD:
            if word:
                yield word
            word = "" if _is_wide(letter) else letter
            if _is_wide(letter):
                yield letter
        else:
            word += letter
            if letter == " ":
                yield word
                word = ""
    if word:
        yield word


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in _WIDE


def _width(text: str) -> float:
    return sum(_SIZE if _is_wide(letter) else _SIZE * 0.58 for letter in text)
