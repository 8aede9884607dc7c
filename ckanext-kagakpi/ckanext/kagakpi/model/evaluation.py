"""What the city says about a result: its cause and what comes next."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar, Self

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model


class Evaluation(tk.BaseModel):  # type: ignore[misc]
    """A row of ``kagakpi_evaluation``, public and for good; of a KPI and year the newest counts.

    It is about one report, ``observation_id``. ``next_kind`` is one of ``plan.NextAction``, or "".
    """

    __tablename__ = "kagakpi_evaluation"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        sa.Index("kagakpi_evaluation_of", "plan_id", "kpi", "year"),
    )

    id = sa.Column(sa.Text, primary_key=True)
    plan_id = sa.Column(sa.Text, sa.ForeignKey("kagakpi_plan.id"), nullable=False)
    kpi = sa.Column(sa.Text, nullable=False)
    year = sa.Column(sa.Integer, nullable=False)
    observation_id = sa.Column(sa.Text, sa.ForeignKey("kagakpi_observation.id"), nullable=False)
    cause_ja = sa.Column(sa.UnicodeText, nullable=False)
    next_ja = sa.Column(sa.UnicodeText, nullable=False)
    next_kind = sa.Column(sa.Text, nullable=False)
    at = sa.Column(sa.DateTime(timezone=True), nullable=False)
    user_id = sa.Column(sa.Text, nullable=False)
    approver_id = sa.Column(sa.Text, nullable=False)

    @classmethod
    def add(cls, **fields: Any) -> Self:
        """Add an evaluation, in the caller's transaction."""
        evaluation = cls(id=str(uuid.uuid4()), **fields)
        model.Session.add(evaluation)
        model.Session.flush()
        return evaluation

    @classmethod
    def of(cls, plan_id: str, kpi: str) -> list[Self]:
        """Return the evaluations of a KPI, oldest first."""
        query = sa.select(cls).where(cls.plan_id == plan_id, cls.kpi == kpi)
        return list(model.Session.scalars(query.order_by(cls.at, cls.id)))
