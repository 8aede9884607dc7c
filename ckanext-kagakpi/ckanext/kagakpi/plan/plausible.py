"""What looks odd in a report beside earlier ones: a warning, never a refusal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ckanext.kagakpi.plan import shown, years
from ckanext.kagakpi.plan.indicator import Indicator, Time
from ckanext.kagakpi.plan.observation import Observation, current, latest

WARNINGS: dict[str, tuple[str, str]] = {
    "KP-W001": (
        "前の年度（{before}）の10倍以上です。桁を確かめてください。",
        "Ten times the year before ({before}) or more. Check the digits.",
    ),
    "KP-W002": (
        "前の年度（{before}）の10分の1以下です。桁を確かめてください。",
        "A tenth of the year before ({before}) or less. Check the digits.",
    ),
    "KP-W003": (
        "分母が前の年度（{before}）と違います。数え方が同じかどうか確かめてください。",
        "The denominator differs from the year before ({before}). Check that it is counted alike.",
    ),
    "KP-W004": (
        "累計なのに、前の報告（{before}）より減っています。",
        "A total that only grows is less than reported before ({before}).",
    ),
}
"""What is warned of: id, then the sentence in Japanese and in English as format templates."""

_TIMES = 10


@dataclass(frozen=True, slots=True)
class Warned:
    """Something to look at again; ``rule`` is an id of ``WARNINGS``."""

    rule: str
    ja: str
    en: str


def warnings(
    indicator: Indicator, history: Iterable[Observation], new: Observation
) -> list[Warned]:
    """Return what looks odd in a new report; nothing where there is nothing to compare with."""
    every = tuple(history)
    return list(_warned(indicator, every, new))


def _warned(
    indicator: Indicator, every: tuple[Observation, ...], new: Observation
) -> Iterator[Warned]:
    before = latest(every, indicator.key, new.year - 1)
    number = new.number
    if before is not None and before.number is not None and number is not None:
        told = shown.reported(indicator, before.number, before)
        # a year that is not over is rightly far below a whole one
        whole = new.as_of == years.last_day(new.year)
        if before.number > 0 and number >= before.number * _TIMES:
            yield _told("KP-W001", told)
        elif before.number > 0 and number * _TIMES <= before.number and whole:
            yield _told("KP-W002", told)
        if before.denominator is not None and new.denominator not in {None, before.denominator}:
            yield _told("KP-W003", (shown.plain(before.denominator),) * 2)
    if indicator.time is not Time.STOCK and number is not None:
        earlier = [one for one in current(every) if _grew_from(indicator, one, new)]
        highest = max(earlier, key=lambda one: one.number or 0, default=None)
        if highest is not None and highest.number is not None and number < highest.number:
            yield _told("KP-W004", shown.reported(indicator, highest.number, highest))


def _grew_from(indicator: Indicator, one: Observation, new: Observation) -> bool:
    """Whether a report is an earlier part of the same running total."""
    same = indicator.time is Time.FLOW_SINCE_START or one.year == new.year
    return (
        same and one.indicator == new.indicator and one.as_of < new.as_of and one.id != new.revises
    )


def _told(rule: str, before: tuple[str, str]) -> Warned:
    ja, en = WARNINGS[rule]
    return Warned(rule, ja.format(before=before[0]), en.format(before=before[1]))
