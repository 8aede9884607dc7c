"""The crosswalk: which column of the old generation became which of the new one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from ckanext.kaga.standards.definition import read_yaml
from ckanext.kaga.standards.standard import Column, Standard

Way = Literal["same", "renamed", "joined", "start", "ask", "new"]
"""``same`` name; ``renamed``; ``joined`` from several; the ``start`` of an address; ``ask``: a
person has to decide; ``new``: the old generation had nothing of the kind."""

WAYS = Path(__file__).parent / "crosswalk.yaml"


@dataclass(frozen=True)
class Step:
    """How one column of the new generation comes from columns of the old one.

    ``old`` is empty where it is new. ``note`` says in Japanese what to look at.
    """

    new: Column
    way: Way
    old: tuple[Column, ...] = ()
    note: str = ""

    @property
    def fills(self) -> bool:
        """Whether a value follows from the old ones without a person."""
        return self.way not in {"ask", "new"}

    @property
    def takes_over(self) -> bool:
        """Whether the old values are in the new one, so that nothing is lost without them."""
        return self.way in {"same", "renamed", "joined"}


@dataclass(frozen=True)
class Crosswalk:
    """The steps from ``old`` to ``new``, one for each column of ``new``, in its order."""

    old: Standard
    new: Standard
    steps: tuple[Step, ...]

    @property
    def without_place(self) -> tuple[Column, ...]:
        """The old columns whose values no column of the new generation takes over."""
        taken = {column.name for step in self.steps if step.takes_over for column in step.old}
        return tuple(column for column in self.old.columns if column.name not in taken)

    def of_old(self, name: str) -> tuple[Step, ...]:
        """The steps that an old column is part of."""
        return tuple(step for step in self.steps if name in {column.name for column in step.old})


def crosswalk(old: Standard, new: Standard) -> Crosswalk:
    """Return how each column of ``new`` comes from ``old``.

    A column of the same name is the same. Else the first way of ``crosswalk.yaml`` whose old
    columns are all there holds, the list's own before those that are common to all lists.
    """
    ways = _ways()
    listed = [*ways.get(new.slug, ()), *ways["common"]]
    return Crosswalk(old, new, tuple(_step(column, old, listed) for column in new.columns))


def _step(column: Column, old: Standard, ways: Iterable[dict[str, Any]]) -> Step:
    if same := old.by_name.get(column.name):
        return Step(column, "same", (same,))
    for way in ways:
        if way["new"] == column.name and all(name in old.by_name for name in way["old"]):
            source = tuple(old.by_name[name] for name in way["old"])
            return Step(column, way["way"], source, way.get("note", ""))
    return Step(column, "new")


@cache
def _ways() -> dict[str, list[dict[str, Any]]]:
    ways: dict[str, list[dict[str, Any]]] = read_yaml(WAYS)
    return ways
