"""Whether a promise was kept, and the sentence that says why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ckanext.kaga.common.named import Named
from ckanext.kagakpi.plan import shown, years
from ckanext.kagakpi.plan.actual import Actual, actual
from ckanext.kagakpi.plan.indicator import Better, Indicator
from ckanext.kagakpi.plan.observation import Observation, Standing
from ckanext.kagakpi.plan.target import Comparator, Target


class State(Named):
    """Where a promise stands."""

    KEPT = "kept", "達成", "kept"
    ON_THE_WAY = "on_the_way", "途中経過", "on the way"
    """The year is not over in the reports, they are not firm, or nobody has judged yet."""
    NOT_KEPT = "not_kept", "未達成", "not kept"
    NOT_REPORTED = "not_reported", "報告なし", "not reported"
    NOT_APPLICABLE = "not_applicable", "対象外", "not applicable"

    @property
    def is_decided(self) -> bool:
        """Tell whether a grade can be given."""
        return self in {State.KEPT, State.NOT_KEPT}


_FIRMNESS = {
    Standing.PROVISIONAL: ("速報値", "provisional"),
    Standing.ESTIMATED: ("推計値", "estimated"),
}
"""How a value that is not final is called, whether or not its year is over."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """What is known of one target.

    ``met`` is the bare comparison, also in an unfinished year; None without a value.
    ``achieved`` is actual / target, only for a target of “at least” above 0. ``progress`` is
    the way gone from the baseline to the target, where there is a baseline. ``lacking`` is
    how far the actual is from the target, 0 when it is met, and None with no number.
    None of the three is stored. ``ja`` and ``en`` explain the state in one sentence.
    """

    target: Target
    state: State
    met: bool | None
    actual: Fraction | None
    achieved: Fraction | None
    progress: Fraction | None
    lacking: Fraction | None
    report: Observation | None
    ja: str
    en: str


def assess(
    target: Target, indicator: Indicator, history: Iterable[Observation], today: date
) -> Assessment:
    """Return where a target stands on a day, by the reports in ``history``.

    Raises Refused where target and indicator do not fit.
    """
    found = actual(target, indicator, history)
    met = _met(target, indicator, found)
    state = _state(target, found, met, today)
    number = found.number
    return Assessment(
        target,
        state,
        met,
        number,
        _achieved(target, number),
        _progress(target, number),
        None if number is None else _lacking(target, indicator, number),
        found.report,
        *_sentence(target, indicator, found, met, state=state, today=today),
    )


def _met(target: Target, indicator: Indicator, found: Actual) -> bool | None:
    if target.comparator.is_judged:
        return found.report.met if found.report else None
    if found.number is None:
        return None
    strict = target.comparator in {
        Comparator.GT,
        Comparator.LT,
        Comparator.INCREASE,
        Comparator.DECREASE,
    }
    low, high = _bounds(target, indicator)
    return all(
        value > bound if strict else value >= bound
        for value, bound in ((found.number, low), (high, found.number))
        if value is not None and bound is not None
    )


def _bounds(target: Target, indicator: Indicator) -> tuple[Fraction | None, Fraction | None]:
    """Between which values the actual keeps the target."""
    low, high, base = (
        None if value is None else Fraction(value)
        for value in (target.low, target.high, target.baseline)
    )
    match target.comparator:
        case Comparator.EQ:
            high = low
        case Comparator.MAINTAIN if indicator.better is Better.DOWN:
            low, high = None, low
        case Comparator.INCREASE:
            low = base
        case Comparator.DECREASE:
            high = base
    around = Fraction(target.tolerance)
    return (None if low is None else low - around, None if high is None else high + around)


def _state(target: Target, found: Actual, met: bool | None, today: date) -> State:
    report = found.report
    if report is not None and report.standing is Standing.NOT_APPLICABLE:
        return State.NOT_APPLICABLE
    if met is None:
        told = target.comparator.is_judged and report is not None and report.standing.has_value
        return State.ON_THE_WAY if told else State.NOT_REPORTED
    if not found.complete or report is None or today <= years.last_day(report.year):
        return State.ON_THE_WAY
    return State.KEPT if met else State.NOT_KEPT


def _achieved(target: Target, number: Fraction | None) -> Fraction | None:
    if number is None or target.comparator is not Comparator.GE or not target.low:
        return None
    return number / Fraction(target.low) if target.low > 0 else None


def _progress(target: Target, number: Fraction | None) -> Fraction | None:
    aim = target.low if target.high is None else target.high
    if number is None or aim is None or target.baseline in {None, aim}:
        return None
    if target.comparator in {Comparator.BETWEEN, Comparator.MAINTAIN}:
        return None
    start = Fraction(target.baseline or 0)
    return (number - start) / (Fraction(aim) - start)


def _lacking(target: Target, indicator: Indicator, number: Fraction) -> Fraction:
    low, high = _bounds(target, indicator)
    below = Fraction(0) if low is None else low - number
    above = Fraction(0) if high is None else number - high
    return max(Fraction(0), below, above)


def _sentence(
    target: Target,
    indicator: Indicator,
    found: Actual,
    met: bool | None,
    *,
    state: State,
    today: date,
) -> tuple[str, str]:
    year, year_en = years.ja(target.year), years.en(target.year)
    goal, goal_en = shown.goal(indicator, target)
    report = found.report
    if report is None or state is State.NOT_APPLICABLE or state is State.NOT_REPORTED:
        return _without_value(target, found, state, today, (goal, goal_en))
    day = f"{report.as_of.year}年{report.as_of.month}月{report.as_of.day}日"
    if found.number is None:
        judged = {
            True: ("達成したと判断しました", "judged as kept"),
            False: ("達成していないと判断しました", "judged as not kept"),
            None: ("まだ判断していません", "not judged yet"),
        }[met]
        so_far = ("", "") if state.is_decided else (f"（{day}現在）", f" (as of {report.as_of})")
        return (
            f"{year}の目標（{goal}）は、{judged[0]}{so_far[0]}。",
            f"{year_en}: the target ({goal_en}) is {judged[1]}{so_far[1]}.",
        )
    value, value_en = shown.reported(indicator, found.number, report)
    if state is State.ON_THE_WAY:
        firm, firm_en = _FIRMNESS.get(report.standing, ("途中経過", "on the way"))
        so_far = ("満たしています", "met") if met else ("満たしていません", "not met")
        return (
            f"{year}の{firm}（{day}現在）は{value}で、いまのところ目標（{goal}）を{so_far[0]}。",
            f"{year_en}: {value_en} as of {report.as_of}, {firm_en}; so far the target ({goal_en}) "
            f"is {so_far[1]}.",
        )
    if met:
        return (
            f"{year}の実績は{value}で、目標（{goal}）を達成しました。",
            f"{year_en}: {value_en}; the target ({goal_en}) was kept.",
        )
    lacking = _lacking(target, indicator, found.number)
    by, by_en = shown.gap(indicator, lacking)
    far, far_en = (f"（差は{by}）", f", by {by_en}") if lacking else ("", "")
    return (
        f"{year}の実績は{value}で、目標（{goal}）を達成しませんでした{far}。",
        f"{year_en}: {value_en}; the target ({goal_en}) was not kept{far_en}.",
    )


def _without_value(
    target: Target, found: Actual, state: State, today: date, goal: tuple[str, str]
) -> tuple[str, str]:
    year, year_en = years.ja(target.year), years.en(target.year)
    why = found.report.missing_ja if found.report else ""
    reason, reason_en = (f"（理由：{why}）", f" (reason: {why})") if why else ("", "")
    if state is State.NOT_APPLICABLE:
        return (
            f"{year}は目標（{goal[0]}）の対象になりません{reason}。",
            f"{year_en}: the target ({goal[1]}) does not apply{reason_en}.",
        )
    if today > years.last_day(target.year):
        return (
            f"{year}は終わりましたが、目標（{goal[0]}）に対する実績の報告がありません{reason}。",
            f"{year_en} is over, and nothing is reported on the target ({goal[1]}){reason_en}.",
        )
    return (
        f"{year}の目標（{goal[0]}）には、まだ報告がありません{reason}。",
        f"{year_en}: nothing is reported yet on the target ({goal[1]}){reason_en}.",
    )
