"""What is public of a plan, counted: whatever becomes public changes one of the numbers."""

from __future__ import annotations

from typing import NamedTuple, Self

import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import aggregate_order_by

from ckanext.kagakpi.model.evaluation import Evaluation
from ckanext.kagakpi.model.observation import Observation
from ckanext.kagakpi.model.period import Period


class Stamp(NamedTuple):
    """How many reports and evaluations a plan has, and which rounds are open.

    Reports and evaluations are only added, so the same number of them is the same ones. Versions
    are counted by the plan itself. ``rounds`` are the year and the last day of each open one, which
    say when the next report is due: None where there is none.
    """

    reports: int
    evaluations: int
    rounds: str | None

    @classmethod
    def of(cls, plan_id: str) -> Self:
        """Count for a plan, without reading any of it."""
        counted = [
            sa.select(sa.func.count()).select_from(table).where(table.plan_id == plan_id)
            for table in (Observation, Evaluation)
        ]
        one = sa.cast(Period.year, sa.Text) + ":" + sa.cast(Period.due, sa.Text)
        in_order = aggregate_order_by(sa.literal(" "), Period.as_of)
        rounds = sa.select(sa.func.string_agg(one, in_order)).where(
            Period.plan_id == plan_id, Period.closed.is_(None)
        )
        query = sa.select(*(part.scalar_subquery() for part in (*counted, rounds)))
        return cls(*model.Session.execute(query).one())
