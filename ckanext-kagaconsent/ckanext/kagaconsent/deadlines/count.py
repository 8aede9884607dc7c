"""The count of one period: day by day forward, with a step for each thing that moves it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ckanext.kagaconsent.deadlines import shown
from ckanext.kagaconsent.deadlines.answer import Deadline, Name, Step, Waiting
from ckanext.kagaconsent.deadlines.facts import Amendment, Kind
from ckanext.kagaconsent.deadlines.grounds import GROUNDS, Ground
from ckanext.kagaconsent.deadlines.periods import Periods
from ckanext.kagaconsent.deadlines.workdays import between, forward, is_closed, next_open


class Count:
    """A period that begins on the day after ``start``, and the steps of its way so far.

    ``last`` is the last day before a closed day is moved; lengthening lengthens that one.
    """

    def __init__(self, start: date, periods: Periods, why_ja: str, why_en: str, ground: Ground):
        """Begin: the first step is what happened on ``start``."""
        self._periods = periods
        self.last = start
        first = forward(start, 1, calendar=True)
        self.steps = [
            Step(start, f"{shown.ja(start)}に{why_ja}。", f"{shown.en(start)}: {why_en}.", ground),
            Step(
                first,
                f"初日は数えず、{shown.ja(first)}から数えます。",
                f"The first day is not counted: the count begins on {shown.en(first)}.",
                GROUNDS["first_day"],
            ),
        ]
        if not periods.calendar_days:
            self.steps.append(
                Step(
                    next_open(first),
                    "役所が開いている日だけを数えます（市の設定）。",
                    "Only days on which the office is open are counted (the city's setting).",
                    GROUNDS["own_count"],
                    "calendar_days",
                )
            )

    def lengthen(self, days: int, ja: str, en: str, ground: Ground, setting: str | None) -> None:
        """Add days; the sentences get the new last day behind them."""
        self.last = forward(self.last, days, calendar=self._periods.calendar_days)
        ja, en = f"{ja}、{shown.ja(self.last)}まで。", f"{en}: up to {shown.en(self.last)}."
        self.say(ja, en, ground, setting)

    def suspend(self, amendments: Iterable[Amendment], kind: Kind) -> Waiting | None:
        """Leave out the days of amendments; return what is left when one is still open.

        An amendment that was asked for after the period had ended stops nothing.
        """
        ground = GROUNDS[f"{kind}_amendment"]
        calendar = self._periods.calendar_days
        for amendment in amendments:
            asked, answered = amendment.asked_on, amendment.answered_on
            if asked > self._moved():
                self.say(
                    f"{shown.ja(asked)}に求めた補正は期限の後なので、期限を延ばしません。",
                    f"The amendment asked for on {shown.en(asked)} came after the deadline "
                    "and does not move it.",
                    ground,
                )
                continue
            # On a last day that was moved the period itself is already over.
            since = min(asked, self.last)
            if answered is None:
                left = between(since, self.last, calendar=calendar)
                self.say(
                    f"{shown.ja(asked)}に補正を求め、待っています。残りは{left}日です。",
                    f"Waiting since {shown.en(asked)} for an amendment; {left} days are left.",
                    ground,
                )
                return Waiting(asked, left, tuple(self.steps))
            days = between(since, answered, calendar=calendar)
            self.lengthen(
                days,
                f"{shown.ja(asked)}に求めた補正が{shown.ja(answered)}に済みました。"
                f"補正に要した{days}日は数えず",
                f"The amendment asked for on {shown.en(asked)} came in on {shown.en(answered)}; "
                f"its {days} days are not counted",
                ground,
                None,
            )
        return None

    def deadline(self, name: Name, ground: str = "last_day") -> Deadline:
        """End the count: move a last day on which the office is closed, if the rule is on."""
        steps = [*self.steps]
        moved = self._moved()
        if moved != self.last:
            steps.append(
                Step(
                    moved,
                    f"{shown.ja(self.last)}は役所が閉まっているので、次に開く"
                    f"{shown.ja(moved)}が最後の日です。",
                    f"The office is closed on {shown.en(self.last)}: the last day is the next "
                    f"open one, {shown.en(moved)}.",
                    GROUNDS[ground],
                    "move_from_closed_days",
                )
            )
        elif is_closed(moved):
            steps.append(
                Step(
                    moved,
                    f"{shown.ja(moved)}は役所が閉まっていますが、動かしません（市の設定）。",
                    f"The office is closed on {shown.en(moved)}, which is not moved "
                    "(the city's setting).",
                    GROUNDS[ground],
                    "move_from_closed_days",
                )
            )
        return Deadline(name, moved, tuple(steps))

    def _moved(self) -> date:
        return next_open(self.last) if self._periods.move_from_closed_days else self.last

    def say(self, ja: str, en: str, ground: Ground, setting: str | None = None) -> None:
        """Add a step that leaves the count where it is."""
        self.steps.append(Step(self.last, ja, en, ground, setting))
