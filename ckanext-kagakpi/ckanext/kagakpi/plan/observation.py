"""What was reported of an indicator: observations that are added and never changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from ckanext.kagakpi.plan import years
from ckanext.kagakpi.plan.indicator import Indicator
from ckanext.kagakpi.plan.refusal import Refused


class Standing(StrEnum):
    """How firm a report is."""

    FINAL = "final"
    PROVISIONAL = "provisional"
    ESTIMATED = "estimated"
    MISSING = "missing"
    """There is no value, and ``missing_ja`` says why. It is not 0."""
    NOT_APPLICABLE = "not_applicable"
    """There can be none in this year."""

    @property
    def has_value(self) -> bool:
        """Tell whether something was measured or judged."""
        return self not in {Standing.MISSING, Standing.NOT_APPLICABLE}


@dataclass(frozen=True, slots=True)
class Observation:
    """One report on an indicator, for a fiscal year, as of a day in it.

    A number is ``value``, or ``numerator`` with ``denominator``; the share is never stored.
    ``met`` is a person's judgement where no number decides (None: not judged yet).
    ``revises`` is the id of the report that this one puts right. ``at`` is when it was made,
    with its time zone, the city's own. Raises Refused for what does not fit together.
    """

    id: str
    indicator: str
    year: int
    as_of: date
    at: datetime
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    text_ja: str = ""
    met: bool | None = None
    standing: Standing = Standing.FINAL
    missing_ja: str = ""
    revises: str | None = None

    def __post_init__(self) -> None:
        """Refuse a report that says nothing, or two things."""
        if years.year_of(self.as_of) != self.year:
            raise Refused("KP-O001", "as_of", value=self.as_of, last=years.last_day(self.year))
        if self.as_of > self.at.date():
            raise Refused("KP-O002", "as_of", value=self.as_of, reported=self.at.date())
        for field in ("value", "numerator", "denominator"):
            number = getattr(self, field)
            if number is not None and not number.is_finite():
                raise Refused("KP-O011", field, value=number)
        parts = (self.numerator is not None, self.denominator is not None)
        if any(parts) and self.value is not None:
            raise Refused("KP-O003", "value")
        if any(parts) and (not all(parts) or not self.denominator or self.denominator < 0):
            raise Refused("KP-O004", "denominator", value=self.denominator)
        says = any(parts) or self.value is not None or self.met is not None
        if self.standing.has_value and not says and not self.text_ja:
            raise Refused("KP-O005", "value")
        if not self.standing.has_value and says:
            raise Refused("KP-O006", "standing", status=self.standing.value)
        if self.standing is Standing.MISSING and not self.missing_ja:
            raise Refused("KP-O005", "missing_ja")

    @property
    def number(self) -> Fraction | None:
        """The number that was reported, exactly; a share from its parts."""
        if self.value is not None:
            return Fraction(self.value)
        if self.numerator is not None and self.denominator is not None:
            return Fraction(self.numerator) / Fraction(self.denominator)
        return None

    @property
    def covers_the_year(self) -> bool:
        """Tell whether it is a firm report as of the last day of its year."""
        return self.standing is Standing.FINAL and self.as_of == years.last_day(self.year)

    def fit(self, indicator: Indicator) -> None:
        """Refuse a number that the indicator cannot have."""
        lowest, highest = indicator.bounds
        number = self.number
        if number is not None and (
            (lowest is not None and number < lowest) or (highest is not None and number > highest)
        ):
            shown = self.value if self.value is not None else f"{self.numerator}/{self.denominator}"
            raise Refused(
                "KP-O009",
                "value",
                value=shown,
                lowest="—" if lowest is None else lowest,
                highest="—" if highest is None else highest,
            )


def appended(history: Iterable[Observation], new: Observation) -> tuple[Observation, ...]:
    """Return the history with one more report.

    Raises Refused for an id that is there already and for a revision of nothing, of another
    indicator or year, or of what was reported later.
    """
    before = tuple(history)
    known = {one.id: one for one in before}
    if new.id in known:
        raise Refused("KP-O008", "id", value=new.id)
    if new.revises is not None:
        if new.revises not in known:
            raise Refused("KP-O007", "revises", value=new.revises)
        old = known[new.revises]
        if (old.indicator, old.year) != (new.indicator, new.year) or new.at < old.at:
            raise Refused("KP-O010", "revises", value=new.id)
    return (*before, new)


def known_at(history: Iterable[Observation], moment: datetime) -> tuple[Observation, ...]:
    """Return what had been reported by then."""
    return tuple(one for one in history if one.at <= moment)


def current(history: Iterable[Observation]) -> tuple[Observation, ...]:
    """Return the reports that no later one revises."""
    every = tuple(history)
    revised = {one.revises for one in every if one.revises}
    return tuple(one for one in every if one.id not in revised)


def latest(history: Iterable[Observation], indicator: str, year: int) -> Observation | None:
    """Return the report that counts for a year: the latest day, and of that the last report."""
    mine = [one for one in current(history) if (one.indicator, one.year) == (indicator, year)]
    return max(mine, key=lambda one: (one.as_of, one.at), default=None)


def revisions(history: Iterable[Observation], observation: Observation) -> list[Observation]:
    """Return the reports that one revises, directly or through others, the oldest first."""
    known = {one.id: one for one in history}
    chain: list[Observation] = []
    while observation.revises and observation.revises in known:
        observation = known[observation.revises]
        chain.append(observation)
    return chain[::-1]
