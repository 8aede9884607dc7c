"""施行状況: the figures of each fiscal year, as a table for staff and as a file for everybody."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from ckanext.kagaconsent import casework
from ckanext.kagaconsent.casework import KINDS, OUTCOMES, Outcome
from ckanext.kagaconsent.deadlines import Kind

_WITHOUT_DECISION = (Outcome.WITHDRAWN, Outcome.TRANSFERRED)
ENDS = tuple(dict.fromkeys(end for ends in OUTCOMES.values() for end in ends)) + _WITHOUT_DECISION
"""How cases of any kind end, in the order of the table."""

HEADER = (
    "年度",
    "種類",
    "受付件数",
    *(end.ja for end in ENDS),
    "処理中",
    "期限内の決定・回答",
    "期限後の決定・回答",
    "期限を延長した件数",
    "備考",
)
HIDDEN_JA = "受付件数が{small}件未満のため、内訳は公表しません"


class Counted(Protocol):
    """So many cases of a year that are alike."""

    fiscal_year: int
    kind: str
    outcome: str | None
    extended: bool
    late: bool
    cases: int


@dataclass(slots=True)
class Year:
    """The figures of one kind in one fiscal year; ``ends`` is by outcome.

    ``hidden`` is whether the details are kept back, because so few cases point to people.
    """

    fiscal_year: int
    kind: Kind
    received: int = 0
    ends: dict[Outcome, int] = field(default_factory=dict)
    pending: int = 0
    in_time: int = 0
    late: int = 0
    extended: int = 0
    hidden: bool = False

    def as_dict(self) -> dict[str, Any]:
        """The figures as plain values; None for what is kept back."""
        keep = (lambda number: None) if self.hidden else (lambda number: number)
        return {
            "fiscal_year": self.fiscal_year,
            "kind": self.kind.value,
            "received": self.received,
            "ends": {end.value: keep(self.ends.get(end, 0)) for end in ENDS},
            "pending": keep(self.pending),
            "in_time": keep(self.in_time),
            "late": keep(self.late),
            "extended": keep(self.extended),
            "hidden": self.hidden,
        }


def years(counted: Iterable[Counted]) -> list[Year]:
    """Return the figures, newest year first, each kind that had cases in the order of the law."""
    found: dict[tuple[int, Kind], Year] = {}
    for one in counted:
        kind = Kind(one.kind)
        year = found.setdefault((one.fiscal_year, kind), Year(one.fiscal_year, kind))
        year.received += one.cases
        year.extended += one.cases if one.extended else 0
        if one.outcome is None:
            year.pending += one.cases
            continue
        end = casework.ENDS[one.outcome]
        year.ends[end] = year.ends.get(end, 0) + one.cases
        if end not in _WITHOUT_DECISION:
            year.late += one.cases if one.late else 0
            year.in_time += 0 if one.late else one.cases
    order = list(KINDS)
    return sorted(found.values(), key=lambda year: (-year.fiscal_year, order.index(year.kind)))


def for_everybody(figures: Sequence[Year], small: int) -> list[Year]:
    """Keep back the details of a kind that fewer than ``small`` cases of a year were of.

    The number that came in stays: it tells nothing of a person. So no sum gives away a detail.
    """
    for year in figures:
        year.hidden = year.received < small
    return list(figures)


def as_csv(figures: Sequence[Year], small: int) -> bytes:
    """Return the file that is published: UTF-8 with BOM, CRLF."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(HEADER)
    for year in figures:
        told = year.as_dict()
        writer.writerow(
            [
                year.fiscal_year,
                KINDS[year.kind][0],
                year.received,
                *told["ends"].values(),
                *(told[name] for name in ("pending", "in_time", "late", "extended")),
                HIDDEN_JA.format(small=small) if year.hidden else "",
            ]
        )
    return stream.getvalue().encode("utf-8-sig")
