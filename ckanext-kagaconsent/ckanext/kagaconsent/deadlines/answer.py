"""The answer: dates, each with the steps that lead to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from ckanext.kaga.common.named import Named
from ckanext.kagaconsent.deadlines.grounds import Ground


class Name(Named):
    """What has to happen by a date."""

    FIRST_DECISION = "first_decision", "延長しない場合の決定期限", "Decision without any extension"
    """The decision, if nothing lengthens the period."""
    DECISION = "decision", "決定の期限", "Decision"
    PART_DECISION = "part_decision", "相当の部分の決定期限", "Decision on a considerable part"
    """84条: the decision on a considerable part."""
    REST_DECISION = "rest_decision", "残りの部分の決定期限", "Decision on the rest"
    """84条: the decision on the rest."""
    FILING = "filing", "請求できる最後の日", "Last day to make the request"
    """The person's own last day to make the request."""
    FIRST_REPLY = "first_reply", "最初の回答の期限", "First reply"
    """A complaint's first reply."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way to a date.

    ``day`` is where the count stands after it. ``setting`` is the field of ``Periods`` that
    decided it, if any.
    """

    day: date
    ja: str
    en: str
    ground: Ground
    setting: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """The step as plain values, for JSON and pages."""
        return {
            "day": self.day.isoformat(),
            "text": self.ja,
            "text_en": self.en,
            "ground": self.ground.ja,
            "ground_en": self.ground.en,
            "confirmed": self.ground.confirmed,
            "doubt": self.ground.doubt_ja,
            "doubt_en": self.ground.doubt_en,
            "setting": self.setting,
        }


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date by which something has to happen, and why it is that date."""

    name: Name
    on: date
    steps: tuple[Step, ...]

    @property
    def doubts(self) -> tuple[Ground, ...]:
        """The grounds of its steps that a person should still check (要確認), each once."""
        return tuple(dict.fromkeys(step.ground for step in self.steps if not step.ground.confirmed))

    def as_dict(self) -> dict[str, Any]:
        """The deadline as plain values, for JSON and pages."""
        return {
            "name": self.name.value,
            "label": self.name.ja,
            "label_en": self.name.en,
            "on": self.on.isoformat(),
            "steps": [step.as_dict() for step in self.steps],
        }


@dataclass(frozen=True, slots=True)
class Waiting:
    """The count stands still since ``asked_on`` (補正待ち).

    ``days_left`` is what remains from the day after the answer on.
    """

    asked_on: date
    days_left: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Every date of one request.

    ``first`` is the date without any extension, ``due`` the one that holds; both are None
    while the office waits for an amendment that stops the count. ``rest`` is set under 84条
    only. ``filing`` is the person's own last day, None where the law has none or the day of
    the disclosure is not known; ``filed_in_time`` is None then too.
    """

    first: Deadline | None
    due: Deadline | None
    rest: Deadline | None = None
    filing: Deadline | None = None
    filed_in_time: bool | None = None
    waiting: Waiting | None = None
