"""Two fiscal years of a plan side by side: what stood where then, and what changed its state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ckanext.kagakpi.plan import years
from ckanext.kagakpi.plan.assess import State
from ckanext.kagakpi.plan.overview import Overview, counted


@dataclass(frozen=True, slots=True)
class Moved:
    """One promise in both years; None where nothing is promised for the year."""

    kpi: str
    then: State | None
    now: State | None

    @property
    def changed(self) -> bool:
        """Tell whether it is promised in both years and stands elsewhere."""
        return None not in {self.then, self.now} and self.then is not self.now

    @property
    def ja(self) -> str:
        """What became of it, in one sentence."""
        if self.then is None or self.now is None:
            return "後の年度だけの目標です。" if self.now else "前の年度だけの目標です。"
        if self.then is self.now:
            return f"どちらの年度も「{self.now.ja}」です。"
        return f"「{self.then.ja}」から「{self.now.ja}」に変わりました。"

    @property
    def en(self) -> str:
        """The same in English."""
        if self.then is None or self.now is None:
            return f"Promised in the {'later' if self.now else 'earlier'} year only."
        if self.then is self.now:
            return f"“{self.now.en}” in both years."
        return f"It changed from “{self.then.en}” to “{self.now.en}”."


@dataclass(frozen=True, slots=True)
class Comparison:
    """An earlier year ``first`` and a later one ``second``, with the promises of either."""

    first: int
    second: int
    then: Overview
    now: Overview
    promises: tuple[Moved, ...]

    @property
    def changed(self) -> tuple[Moved, ...]:
        """The promises of both years whose state differs."""
        return tuple(one for one in self.promises if one.changed)

    @property
    def ja(self) -> str:
        """What can be said of the two years, the numbers first."""
        told = [
            f"達成した目標は、{years.ja(self.first)}が{self.then.promises}件中{self.then.kept}件、"
            f"{years.ja(self.second)}が{self.now.promises}件中{self.now.kept}件です。"
        ]
        both, ended, new = self._shares()
        if both:
            told.append(
                f"両方の年度にある目標{both}件のうち、{len(self.changed)}件で状態が変わりました。"
            )
        if ended:
            told.append(f"{years.ja(self.first)}だけの目標が{ended}件あります。")
        if new:
            told.append(f"{years.ja(self.second)}だけの目標が{new}件あります。")
        return "".join(told)

    @property
    def en(self) -> str:
        """The same in English."""
        told = [
            f"Kept: {self.then.kept} of {self.then.promises} in {years.en(self.first)}, "
            f"{self.now.kept} of {self.now.promises} in {years.en(self.second)}."
        ]
        both, ended, new = self._shares()
        if both:
            told.append(f"Of {both} promised in both years, {len(self.changed)} changed.")
        if ended:
            told.append(f"{ended} promised in {years.en(self.first)} only.")
        if new:
            told.append(f"{new} promised in {years.en(self.second)} only.")
        return " ".join(told)

    def _shares(self) -> tuple[int, int, int]:
        """How many are promised in both years, in the earlier only, in the later only."""
        ended = sum(one.now is None for one in self.promises)
        new = sum(one.then is None for one in self.promises)
        return len(self.promises) - ended - new, ended, new


def compare(
    first: int, second: int, then: Mapping[str, State], now: Mapping[str, State]
) -> Comparison:
    """Put two fiscal years side by side; ``then`` and ``now`` are states by the key of the KPI."""
    keys = (*now, *(key for key in then if key not in now))
    moved = tuple(Moved(key, then.get(key), now.get(key)) for key in keys)
    return Comparison(first, second, counted(then.values()), counted(now.values()), moved)
