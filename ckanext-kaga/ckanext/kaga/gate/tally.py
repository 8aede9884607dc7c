"""The tally: what was found so far, by rule and column, with the first few places."""

from __future__ import annotations

from collections import Counter, defaultdict

from ckanext.kaga.gate.mask import mask
from ckanext.kaga.gate.rules import Rule
from ckanext.kaga.gate.verdict import Hit, Place

_SHOWN = 5


class Tally:
    """Counts finds; of the values it keeps masked ones only, and few."""

    def __init__(self) -> None:
        """Begin with nothing found."""
        self._counts: Counter[tuple[Rule, str]] = Counter()
        self._places: defaultdict[tuple[Rule, str], list[Place]] = defaultdict(list)

    def add(self, rule: Rule, column: str, row: int, *values: str) -> None:
        """Count one find; ``values`` are what was found, one for each column it spans."""
        key = (rule, column)
        self._counts[key] += 1
        if len(self._places[key]) < _SHOWN:
            self._places[key].append(Place(row, " / ".join(mask(value) for value in values)))

    def hits(self) -> list[Hit]:
        """All finds so far as hits."""
        return [
            Hit(rule, column, count, tuple(self._places[rule, column]))
            for (rule, column), count in self._counts.items()
        ]
