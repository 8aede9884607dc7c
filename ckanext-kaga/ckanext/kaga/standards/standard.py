"""A standard: a list of columns that Japan asks its municipalities to publish."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

Generation = Literal["new", "old"]
Level = Literal["required", "recommended", "optional", "unknown"]
Frequency = Literal[
    "",
    "UPDATE_CONT",
    "DAILY",
    "WEEKLY",
    "MONTHLY",
    "QUARTERLY",
    "ANNUAL_2",
    "ANNUAL",
    "BIENNIAL",
    "IRREG",
]
"""How often a list is brought up to date, by its name in the EU's list of frequencies."""


@dataclass(frozen=True)
class Column:
    """One column of a standard.

    ``name`` is the Japanese header and the key: the English names of the official
    books are partly shifted (``name_en_trusted`` is false there) and never identify
    a column. ``type`` is a name in ``tabular.types.TYPES``. ``required`` is the level
    of the official book (◎ required, ○ recommended, blank optional). ``key`` marks
    the column whose values must be unique in a file. ``unit`` is what a number counts, where
    a source says it.
    """

    name: str
    type: str
    required: Level
    name_en: str = ""
    name_en_trusted: bool = True
    physical_name: str = ""
    key: bool = False
    unit: str = ""
    format: str = ""
    enum: tuple[str, ...] = ()
    example: str = ""
    note: str = ""
    aliases: tuple[str, ...] = ()

    def without_aliases(self, names: Collection[str]) -> Column:
        """The column without those of its aliases that are among ``names``."""
        return replace(self, aliases=tuple(one for one in self.aliases if one not in names))


@dataclass(frozen=True)
class Sum:
    """A column that is the total of others, by their names."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Range:
    """A column that must not be later than another, by their names."""

    start: str
    end: str


@dataclass(frozen=True)
class Standard:
    """One standard in one generation, as one YAML file in ``data/`` holds it.

    ``generation`` is ``new`` (自治体標準オープンデータセット, 2023-) or ``old``
    (推奨データセット, 2017-2022). The numbers of the standards changed between the
    generations, so ``key`` (slug and generation) identifies a standard. The flags
    say what a source confirms: ``complete`` all columns are listed, ``order_confirmed``
    in the official order, ``required_confirmed`` with the official levels,
    ``names_confirmed`` under the official names. A standard whose columns nobody could
    confirm has none (``has_columns``); it can be named, and nothing can be checked.
    ``sums`` are totals with their parts, ``ranges`` starts with their ends. ``standard`` is
    the family that it belongs to. ``successor`` is the slug of the new generation's standard
    where that has another. ``frequency`` is how often the standard asks to bring the list up to
    date; no source says it of a national one. The defaults are those of a city's own standard,
    whose definition nobody else has to confirm.
    """

    id: str
    slug: str
    generation: Generation
    name_ja: str
    name_en: str
    standard: str
    columns: tuple[Column, ...]
    number: str = ""
    version: str = ""
    licence: str = ""
    complete: bool = True
    order_confirmed: bool = True
    required_confirmed: bool = True
    names_confirmed: bool = True
    sources: tuple[str, ...] = ()
    note: str = ""
    successor: str = ""
    frequency: str = ""
    sums: tuple[Sum, ...] = ()
    ranges: tuple[Range, ...] = ()

    @property
    def key(self) -> str:
        """Stable name for people and scripts, such as ``public_toilet/new``."""
        return f"{self.slug}/{self.generation}"

    @property
    def has_columns(self) -> bool:
        """Whether anything is known that a file can be checked against."""
        return bool(self.columns)

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """The columns by their Japanese header, in the official order."""
        return {column.name: column for column in self.columns}
