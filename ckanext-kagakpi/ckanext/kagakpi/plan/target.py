"""What is promised of an indicator for one fiscal year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ckanext.kaga.common.named import Named
from ckanext.kagakpi.plan.indicator import Indicator, Time, ValueKind
from ckanext.kagakpi.plan.refusal import Refused


class Comparator(Named):
    """How the actual is compared with the target."""

    GE = "ge", "以上", "at least"
    GT = "gt", "より大きい", "more than"
    LE = "le", "以下", "at most"
    LT = "lt", "未満", "less than"
    EQ = "eq", "ちょうど", "exactly"
    BETWEEN = "between", "範囲内", "between"
    MAINTAIN = "maintain", "維持", "keep"
    """Not worse than ``low``: 30 keeps 29. Which way is worse, the indicator says."""
    INCREASE = "increase", "増加", "more than before"
    """Above the baseline."""
    DECREASE = "decrease", "減少", "less than before"
    """Below the baseline."""
    DONE = "done", "実施", "done"
    """Done or not done."""
    QUALITATIVE = "qualitative", "定性", "in words"
    """A criterion in words; a person judges."""

    @property
    def is_judged(self) -> bool:
        """Tell whether a person says if it is met, and no number."""
        return self in {Comparator.DONE, Comparator.QUALITATIVE}


class Basis(Named):
    """What of the indicator is compared."""

    IN_PERIOD = "in_period", "年度中", "in the year"
    """What came in the fiscal year."""
    AT_POINT = "at_point", "年度末", "at its end"
    """The state at its end."""
    CUMULATIVE = "cumulative", "累計", "cumulative"
    """What has come since ``Target.since``, the year included."""


_FITS = {
    Time.FLOW: {Basis.IN_PERIOD, Basis.CUMULATIVE},
    Time.FLOW_SINCE_START: {Basis.IN_PERIOD, Basis.CUMULATIVE},
    Time.STOCK: {Basis.AT_POINT},
}
_NEEDS = {
    Comparator.GE: {"low"},
    Comparator.GT: {"low"},
    Comparator.LE: {"high"},
    Comparator.LT: {"high"},
    Comparator.EQ: {"low"},
    Comparator.BETWEEN: {"low", "high"},
    Comparator.MAINTAIN: {"low"},
    Comparator.INCREASE: {"baseline"},
    Comparator.DECREASE: {"baseline"},
    Comparator.DONE: {"criterion_ja"},
    Comparator.QUALITATIVE: {"criterion_ja", "no_number_ja"},
}
_TOLERANT = {Comparator.EQ, Comparator.BETWEEN, Comparator.MAINTAIN}


@dataclass(frozen=True, slots=True)
class Target:
    """A promise for one fiscal year, beside the words in which the plan makes it.

    Which of ``low``, ``high`` and ``baseline`` is set follows from the comparator; 0 is a
    value like any other. ``criterion_ja`` says what counts as done where no number does, and
    ``no_number_ja`` why there is none. ``since`` is the first year of a cumulative target on
    a flow of single years. Raises Refused for what does not fit together.
    """

    year: int
    comparator: Comparator
    basis: Basis
    text: str
    low: Decimal | None = None
    high: Decimal | None = None
    tolerance: Decimal = Decimal(0)
    baseline: Decimal | None = None
    baseline_year: int | None = None
    since: int | None = None
    criterion_ja: str = ""
    criterion_en: str = ""
    no_number_ja: str = ""
    reason_ja: str = ""
    """Why it was changed from the version before, or added."""

    def __post_init__(self) -> None:
        """Refuse a target that cannot be tested."""
        needs = _NEEDS[self.comparator]
        for field in sorted(needs):
            if getattr(self, field) in {None, ""}:
                raise Refused("KP-T001", field, comparator=self.comparator.value)
        for field in ("low", "high"):
            if getattr(self, field) is not None and field not in needs:
                raise Refused("KP-T002", field, comparator=self.comparator.value)
        if self.tolerance and self.comparator not in _TOLERANT:
            raise Refused("KP-T002", "tolerance", comparator=self.comparator.value)
        for field in ("low", "high", "baseline", "tolerance"):
            number = getattr(self, field)
            if number is not None and not number.is_finite():
                raise Refused("KP-T007", field, value=number)
        if self.tolerance < 0:
            raise Refused("KP-T004", "tolerance", value=self.tolerance)
        if self.low is not None and self.high is not None and self.low > self.high:
            raise Refused("KP-T003", "low", low=self.low, high=self.high)

    def fit(self, indicator: Indicator) -> None:
        """Refuse a target that the indicator cannot answer."""
        if not self.comparator.is_judged:
            if indicator.kind is ValueKind.QUALITATIVE:
                raise Refused("KP-T005", "comparator", comparator=self.comparator.value)
            # shares of several years neither add up nor subtract
            summed = self.basis is Basis.CUMULATIVE or indicator.time is Time.FLOW_SINCE_START
            if self.basis not in _FITS[indicator.time] or (indicator.kind.is_share and summed):
                fix, fix_en = _fix(indicator)
                raise Refused(
                    "KP-T006",
                    "basis",
                    basis=self.basis.value,
                    time=indicator.time.value,
                    fix=fix,
                    fix_en=fix_en,
                )
            cumulative = self.basis is Basis.CUMULATIVE and indicator.time is Time.FLOW
            if cumulative and self.since is None:
                raise Refused("KP-T001", "since", comparator=self.basis.value)


def _fix(indicator: Indicator) -> tuple[str, str]:
    """What to choose for an indicator instead, in Japanese and in English."""
    if indicator.kind.is_share and indicator.time is Time.FLOW_SINCE_START:
        return "割合は、年をまたいで合計できません。", "Shares of several years do not add up."
    summed = {Basis.CUMULATIVE} if indicator.kind.is_share else set()
    fits = [one for one in Basis if one in _FITS[indicator.time] - summed]
    ja, en = "か".join(f"「{one.ja}」" for one in fits), " or ".join(f"“{one.en}”" for one in fits)
    return f"{ja}にしてください。", f"Choose {en}."
