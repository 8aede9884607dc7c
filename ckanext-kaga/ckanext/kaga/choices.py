"""What people decided about one uploaded file, kept with its check and obeyed by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal, Self

Accept = Literal["none", "safe", "likely"]


@dataclass(frozen=True)
class Choices:
    """Decisions about a file; the empty one is what a new upload starts with.

    ``part`` is the key of the table in a file that holds several (``tabular.Part.key``), empty
    for the best. ``accept`` says which repairs are made: those of confidence safe, or likely as
    well. ``cells`` maps ``"row:column"`` (the row as the spreadsheet shows it, the column by its
    header) to what a person wrote instead. ``loss`` says that the rows that are gone are meant to
    be. ``restore`` is the number of the version to bring back instead of reading the file.
    """

    part: str = ""
    accept: Accept = "none"
    cells: Mapping[str, str] = field(default_factory=dict)
    loss: bool = False
    restore: int | None = None

    @classmethod
    def of(cls, kept: Mapping[str, Any] | None) -> Self:
        """Return the choices that ``as_dict`` gave."""
        return cls(**(kept or {}))

    def as_dict(self) -> dict[str, Any]:
        """Return the choices as JSON-ready data."""
        return asdict(self)

    def revised(self, given: Mapping[str, Any]) -> Self:
        """Return the choices with those that are given in place of the earlier ones.

        ``given["cells"]`` adds to the earlier cells; None takes a cell back. Another ``part`` is
        another table, so what was decided about the former one does not go with it.
        """
        earlier = self if given.get("part", self.part) == self.part else type(self)()
        cells = {**earlier.cells, **given.get("cells", {})}
        written = {place: text for place, text in cells.items() if text is not None}
        return replace(earlier, **{**given, "cells": written})

    def by_place(self) -> dict[tuple[int, str], str]:
        """Return what people wrote, by (row, column)."""
        places = {}
        for place, text in self.cells.items():
            row, _, column = place.partition(":")
            places[int(row), column] = text
        return places
