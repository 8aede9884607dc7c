"""The statutory items of the ledger, as data: wording, article, and how certain it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Part:
    """One value of an item: the field that holds it and, where there are several, its name."""

    field: str
    number: str
    ja: str
    en: str


@dataclass(frozen=True, slots=True)
class Item:
    """One item. ``confirmed`` says how far wording and article were read in ``source``."""

    number: int
    ja: str
    en: str
    article: str
    confirmed: Literal["yes", "partly", "no"]
    source: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The form of the ledger: items, what is outside the law, and the words of an omission."""

    law: str
    decree: str
    omission_ja: str
    omission_en: str
    items: tuple[Item, ...]
    extras: tuple[Part, ...]

    def parts(self) -> Iterator[Part]:
        """Every value, the statutory ones first, in order."""
        for item in self.items:
            yield from item.parts
        yield from self.extras

    def item_of(self, field: str) -> Item | None:
        """Return the statutory item that a field belongs to."""
        return next(
            (item for item in self.items for part in item.parts if part.field == field), None
        )

    def part_of(self, field: str) -> Part:
        """Return the value of a field; raise KeyError for another name."""
        for part in self.parts():
            if part.field == field:
                return part
        raise KeyError(field)


@cache
def ledger() -> Ledger:
    """Read the form from ``data/file_ledger_items.yaml``."""
    text = (DATA / "file_ledger_items.yaml").read_text(encoding="utf-8")
    told = yaml.safe_load(text)
    items = []
    for row in told["items"]:
        several = len(row["parts"]) > 1
        parts = tuple(
            Part(
                part["field"],
                # 2-1 would be the first of February to a spreadsheet
                f"{row['number']}の{at}" if several else str(row["number"]),
                part.get("ja", row["ja"]),
                part.get("en", row["en"]),
            )
            for at, part in enumerate(row["parts"], 1)
        )
        items.append(Item(**{**row, "parts": parts}))
    extras = tuple(
        Part(part["field"], f"外{at}", part["ja"], part["en"])
        for at, part in enumerate(told["extras"], 1)
    )
    words = {key: told[key] for key in ("law", "decree", "omission_ja", "omission_en")}
    return Ledger(items=tuple(items), extras=extras, **words)
