"""Numbers and targets as the sentences of an assessment spell them."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction

from ckanext.kagakpi.plan.indicator import Indicator
from ckanext.kagakpi.plan.observation import Observation
from ckanext.kagakpi.plan.target import Comparator, Target

_TENTH = Decimal("0.1")


def plain(number: Fraction | Decimal) -> str:
    """Return 1,700 or 12.5: grouped, without zeros that say nothing."""
    exact = Fraction(number)
    return f"{(Decimal(exact.numerator) / Decimal(exact.denominator)).normalize():,f}"


def percent(share: Fraction | Decimal, *, up: bool = False) -> str:
    """Return 79.9 for 0.7996: cut off, so that what is short of a target never looks like it.

    ``up``: the other way, for what is lacking.
    """
    exact = Fraction(share) * 100
    cut = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(
        _TENTH, ROUND_CEILING if up else ROUND_FLOOR
    )
    return plain(cut)


def quantity(indicator: Indicator, number: Fraction | Decimal) -> tuple[str, str]:
    """Return a number with its unit, in Japanese and in English."""
    if indicator.kind.is_share:
        return (f"{percent(number)}%",) * 2
    return _with_unit(indicator, plain(number))


def gap(indicator: Indicator, number: Fraction) -> tuple[str, str]:
    """Return what is lacking, with its unit; of a share in points."""
    if indicator.kind.is_share:
        points = percent(number, up=True)
        return f"{points}ポイント", f"{points} points"
    return _with_unit(indicator, plain(number))


def reported(indicator: Indicator, number: Fraction, report: Observation | None) -> tuple[str, str]:
    """Return an actual; a share with the parts that were reported."""
    ja, en = quantity(indicator, number)
    if report is None or report.numerator is None or report.denominator is None:
        return ja, en
    parts = f"{plain(report.numerator)}/{plain(report.denominator)}"
    return f"{parts}（{ja}）", f"{parts} ({en})"


def goal(indicator: Indicator, target: Target) -> tuple[str, str]:
    """Return what has to be reached: 2件以上, at least 2."""
    if target.comparator.is_judged:
        return target.criterion_ja, target.criterion_en or target.criterion_ja
    low, high, base = (
        ("", "") if value is None else quantity(indicator, value)
        for value in (target.low, target.high, target.baseline)
    )
    name = target.comparator
    ja, en = {
        Comparator.GE: (f"{low[0]}以上", f"at least {low[1]}"),
        Comparator.GT: (f"{low[0]}を超える", f"more than {low[1]}"),
        Comparator.LE: (f"{high[0]}以下", f"at most {high[1]}"),
        Comparator.LT: (f"{high[0]}未満", f"less than {high[1]}"),
        Comparator.EQ: (f"ちょうど{low[0]}", f"exactly {low[1]}"),
        Comparator.BETWEEN: (f"{low[0]}以上{high[0]}以下", f"from {low[1]} to {high[1]}"),
        Comparator.MAINTAIN: (f"{low[0]}の維持", f"keep {low[1]}"),
        Comparator.INCREASE: (f"{base[0]}からの増加", f"more than the {base[1]} before"),
        Comparator.DECREASE: (f"{base[0]}からの減少", f"less than the {base[1]} before"),
    }[name]
    if not target.tolerance:
        return ja, en
    around = gap(indicator, Fraction(target.tolerance))
    return f"{ja}、許容差{around[0]}", f"{en}, give or take {around[1]}"


def _with_unit(indicator: Indicator, number: str) -> tuple[str, str]:
    return f"{number}{indicator.unit_ja}", f"{number} {indicator.unit_en}".rstrip()
