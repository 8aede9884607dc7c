"""Grades by a scheme that is data: cities grade in different ways, so none is built in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from ckanext.kagakpi.plan.assess import Assessment
from ckanext.kagakpi.plan.shown import percent


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

    @property
    def when(self) -> tuple[str, str]:
        """When it holds, if none before it does: in Japanese and in English."""
        if self.measured is Measured.MET:
            if self.at_least > 0:
                return "目標を達成した", "the target is kept"
            return "目標を達成しなかった", "the target is not kept"
        ja, en = _QUANTITIES[self.measured]
        if not self.at_least:
            return f"{ja}がそれより低い", f"less {en}"
        bound = percent(self.at_least)
        return f"{ja}が{bound}%以上", f"at least {bound}% {en}"


_QUANTITIES = {
    Measured.ACHIEVED: ("達成率", "of the target is achieved"),
    Measured.PROGRESS: ("基準値からの進み", "of the way from the baseline is gone"),
}


@dataclass(frozen=True, slots=True)
class Grade:
    """The rule that gives the grade, None for − (not graded), and why in one sentence."""

    rule: GradeRule | None
    ja: str
    en: str


@dataclass(frozen=True, slots=True)
class RatingScheme:
    """Rules in order; the first that holds gives the grade."""

    key: str
    ja: str
    en: str
    rules: tuple[GradeRule, ...]

    @property
    def says(self) -> tuple[str, str]:
        """How it grades, in one sentence: in Japanese and in English."""
        count = len(self.rules)
        return (
            f"目標は「{self.ja}」の{count}段階で評価し、上から見て最初に当てはまるものにします。",
            f"Promises are graded “{self.en}” in {count} grades: the first that holds, from the "
            "top.",
        )

    def grade(self, assessment: Assessment) -> Grade:
        """Return the grade; − while the state is not decided, and where no rule holds."""
        state = assessment.state
        if not state.is_decided:
            return Grade(None, f"{state.ja}のため、評価していません。", f"Not graded: {state.en}.")
        values = {
            Measured.MET: Fraction(bool(assessment.met)),
            Measured.ACHIEVED: assessment.achieved,
            Measured.PROGRESS: assessment.progress,
        }
        missed: dict[Measured, Decimal] = {}
        for rule in self.rules:
            value = values[rule.measured]
            if value is not None and value >= Fraction(rule.at_least):
                return Grade(rule, *_why(rule, value, missed.get(rule.measured)))
            missed[rule.measured] = rule.at_least
        return Grade(
            None, "当てはまる区分がないため、評価していません。", "Not graded: no rule holds."
        )


def _why(rule: GradeRule, value: Fraction, missed: Decimal | None) -> tuple[str, str]:
    """The sentence; ``missed`` is the bound of the rule before that did not hold."""
    if rule.measured is Measured.MET:
        ja, en = ("達成した", "was kept") if value else ("達成しなかった", "was not kept")
        return f"目標を{ja}ため「{rule.ja}」です。", f"“{rule.en}”: the target {en}."
    ja, en = _QUANTITIES[rule.measured]
    share = percent(value)
    if missed is not None and not rule.at_least:
        bound = percent(missed)
        return (
            f"{ja}が{share}%で、{bound}%に届かないため「{rule.ja}」です。",
            f"“{rule.en}”: {share}% {en}, which is less than {bound}%.",
        )
    bound = percent(rule.at_least)
    return (
        f"{ja}が{share}%で、{bound}%以上のため「{rule.ja}」です。",
        f"“{rule.en}”: {share}% {en}, which is at least {bound}%.",
    )
