"""The periods that a city's ordinance may set, with the statute's as defaults."""

from __future__ import annotations

from dataclasses import dataclass, fields

from ckanext.kagaconsent.deadlines.facts import Kind
from ckanext.kagaconsent.deadlines.refusal import Refused

_LONGEST = {
    "disclosure_days": 30,
    "correction_days": 30,
    "stop_use_days": 30,
    "disclosure_extension_days": 30,
    "correction_extension_days": 30,
    "stop_use_extension_days": 30,
    "special_part_days": 60,
    "complaint_days": 365,
    "filing_days": 365,
    "warn_days": 365,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Periods:
    """How many days there are for what, and how days are counted.

    An ordinance may shorten the 30 days of a decision and of an extension, never lengthen
    them (個人情報保護委員会 Q&A 5-6-1), so more is refused. ``complaint_days`` is the city's
    own promise of a first reply. ``special_part_days`` is the 60 days of 84条, ``filing_days``
    the 90 days of 98条3項. ``calendar_days`` False counts only days on which the office is
    open. ``move_from_closed_days`` lets a last day on which the office is closed be the next
    open day. ``warn_days`` is from how many days before the last day ``status`` warns.
    """

    disclosure_days: int = 30
    correction_days: int = 30
    stop_use_days: int = 30
    disclosure_extension_days: int = 30
    correction_extension_days: int = 30
    stop_use_extension_days: int = 30
    special_part_days: int = 60
    complaint_days: int = 30
    filing_days: int = 90
    warn_days: int = 7
    calendar_days: bool = True
    move_from_closed_days: bool = True

    def __post_init__(self) -> None:
        """Refuse a period that the law does not allow."""
        for field in fields(self):
            if field.name not in _LONGEST:
                continue
            value = getattr(self, field.name)
            lowest = {"warn_days": 0, "special_part_days": self.disclosure_days}.get(field.name, 1)
            if not lowest <= value <= _LONGEST[field.name]:
                raise Refused(
                    "KC-D006", field.name, value=value, lowest=lowest, highest=_LONGEST[field.name]
                )

    def decision_key(self, kind: Kind) -> str:
        """Return the name of the setting for the first period of a kind."""
        return f"{kind}_days"

    def extension_key(self, kind: Kind) -> str:
        """Return the name of the setting for the extension of a kind of request."""
        return f"{kind}_extension_days"

    def is_own(self, key: str) -> bool:
        """Tell whether the city's ordinance sets other days than the statute."""
        return self.days(key) != type(self).__dataclass_fields__[key].default

    def days(self, key: str) -> int:
        """Return the number of days of one setting."""
        return int(getattr(self, key))
