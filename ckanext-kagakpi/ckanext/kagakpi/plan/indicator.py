"""What is measured: an indicator, whoever uses it and whatever is promised of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ckanext.kaga.common.named import Named


class ValueKind(Named):
    """What a value is."""

    COUNT = "count", "件数・人数など数えるもの", "a number of things or people"
    AMOUNT = "amount", "金額・重さなどの量", "an amount, such as yen or tonnes"
    AREA = "area", "面積", "an area"
    RATE = "rate", "割合（%で報告する）", "a share, reported in percent"
    """A share as a number from 0 to 1, shown in percent; its parts are kept where known."""
    RATIO = "ratio", "割合（分子と分母で報告する）", "a share, reported as two numbers"
    """A numerator and a denominator, both kept; the share is derived."""
    QUALITATIVE = "qualitative", "数で表さないもの", "no number"
    """No number: a text and a person's judgement."""

    @property
    def is_share(self) -> bool:
        """Tell whether it is shown in percent."""
        return self in {ValueKind.RATE, ValueKind.RATIO}


class Time(Named):
    """How a value stands in time."""

    FLOW = "flow", "年度のはじめから数える（その年度の分）", "what comes within a fiscal year"
    """Runs up from 0 within each fiscal year; a report holds the total up to its day."""
    FLOW_SINCE_START = "flow_since_start", "始めたときからの累計", "the total since the start"
    """Runs up over the years; a report holds the total since the start."""
    STOCK = "stock", "ある日の状態", "the state on a day"
    """The state on a day."""


class Better(Named):
    """Which way is good."""

    UP = "up", "多い（高い）ほどよい", "more is better"
    DOWN = "down", "少ない（低い）ほどよい", "less is better"
    KEEP = "keep", "変わらないのがよい", "no change is best"


@dataclass(frozen=True, slots=True)
class SeriesBreak:
    """Values of ``year`` and later cannot be compared with those before, and why."""

    year: int
    reason_ja: str
    reason_en: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured, in which unit.

    ``lowest`` and ``highest`` bound what can be reported. A share is bounded by 0 and 1
    unless it says otherwise. ``computed`` names who can work the value out (a provider of
    ``interfaces.IComputedIndicator``), ``computed_from`` what of.
    """

    key: str
    ja: str
    en: str
    kind: ValueKind
    time: Time
    unit_ja: str = ""
    unit_en: str = ""
    better: Better = Better.UP
    numerator_ja: str = ""
    denominator_ja: str = ""
    lowest: Decimal | None = None
    highest: Decimal | None = None
    breaks: tuple[SeriesBreak, ...] = ()
    computed: str = ""
    computed_from: str = ""

    @property
    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        """The lowest and the highest value that can be."""
        if self.kind.is_share and self.lowest is None and self.highest is None:
            return Decimal(0), Decimal(1)
        return self.lowest, self.highest
