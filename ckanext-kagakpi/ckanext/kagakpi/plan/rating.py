"""Grades by a scheme that is data: cities grade in different ways, so none is built in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from ckanext.kagakpi.plan.assess import Assessment


class Measured(StrEnum):
    """What a rule looks at."""

    MET = "met"
    ACHIEVED = "achieved"
    PROGRESS = "progress"


@dataclass(frozen=True, slots=True)
class GradeRule:
    """One rule: it holds where what it looks at is at least ``at_least``.

    For ``MET`` that is 1 when the target is met and 0 when not. A quantity that a target
    does not have (a share of 0, of “at most”) lets only rules on ``MET`` hold.
    ``shape`` and ``colour`` (a design token) show the grade, never the colour alone.
    """

    code: str
    ja: str
    en: str
    shape: str
    colour: str
    measured: Measured
    at_least: Decimal


@dataclass(frozen=True, slots=True)
class RatingScheme:
    """Rules in order; the first that holds gives the grade."""

    key: str
    ja: str
    en: str
    rules: tuple[GradeRule, ...]

    def grade(self, assessment: Assessment) -> GradeRule | None:
        """Return the rule that gives the grade.

        None (shown as −) while the state is not decided, and where no rule holds.
        """
        if not assessment.state.is_decided:
            return None
        values = {
            Measured.MET: Fraction(bool(assessment.met)),
            Measured.ACHIEVED: assessment.achieved,
            Measured.PROGRESS: assessment.progress,
        }
        for rule in self.rules:
            value = values[rule.measured]
            if value is not None and value >= Fraction(rule.at_least):
                return rule
        return None
