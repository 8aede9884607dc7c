"""What is public of a plan, counted: whatever becomes public changes one of the numbers."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple, Self

import sqlalchemy as sa
from ckan import model

from ckanext.kagakpi.model.evaluation import Evaluation
from ckanext.kagakpi.model.observation import Observation
from ckanext.kagakpi.model.period import Period


class Stamp(NamedTuple):
    """How many reports and evaluations a plan has, and when the next report is due.

    Reports and evaluations are only added, so the same number of them is the same ones. Versions
    are counted by the plan itself.
    """

    reports: int
    evaluations: int
    next_due: dt.date | None

    @classmethod
    def of(cls, plan_id: str) -> Self:
        """Count for a plan, without reading any of it."""
        counted = [
            sa.select(sa.func.count()).select_from(table).where(table.plan_id == plan_id)
            for table in (Observation, Evaluation)
        ]
        due = sa.select(sa.func.min(Period.due)).where(
            Period.plan_id == plan_id, Period.closed.is_(None)
        )
        query = sa.select(*(one.scalar_subquery() for one in (*counted, due)))
        return cls(*model.Session.execute(query).one())
