"""A reporting round: for which year and day departments report, and until when."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar, Self

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.exc import IntegrityError

from ckanext.kaga.common.times import now
from ckanext.kagakpi.model.report import Report


class Opened(Exception):
    """The plan has a round for this day already."""


class Period(tk.BaseModel):  # type: ignore[misc]
    """A row of ``kagakpi_period``: reports as of a day in a fiscal year, due on ``due``.

    It is open until ``closed`` is set.
    """

    __tablename__ = "kagakpi_period"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        sa.UniqueConstraint("plan_id", "as_of", name="kagakpi_period_once"),
    )

    id = sa.Column(sa.Text, primary_key=True)
    plan_id = sa.Column(sa.Text, sa.ForeignKey("kagakpi_plan.id"), nullable=False)
    year = sa.Column(sa.Integer, nullable=False)
    as_of = sa.Column(sa.Date, nullable=False)
    due = sa.Column(sa.Date, nullable=False)
    opened = sa.Column(sa.DateTime(timezone=True), nullable=False)
    closed = sa.Column(sa.DateTime(timezone=True))
    user_id = sa.Column(sa.Text, nullable=False)

    @classmethod
    def add(cls, **fields: Any) -> Self:
        """Open a round, in the caller's transaction; raises Opened."""
        period = cls(id=str(uuid.uuid4()), opened=now(), **fields)
        try:
            with model.Session.begin_nested():
                model.Session.add(period)
        except IntegrityError as error:
            raise Opened from error
        return period

    @classmethod
    def get(cls, id_: str, *, lock: bool = False) -> Self | None:
        """Return a round, or None; with ``lock`` until the caller's transaction ends."""
        query = sa.select(cls).where(cls.id == id_)
        if lock:
            query = query.with_for_update().execution_options(populate_existing=True)
        return model.Session.scalars(query).first()

    @classmethod
    def of(cls, plan_id: str) -> list[Self]:
        """Return the rounds of a plan, the newest day first."""
        query = sa.select(cls).where(cls.plan_id == plan_id).order_by(cls.as_of.desc())
        return list(model.Session.scalars(query))

    @classmethod
    def moving(cls) -> list[Self]:
        """Return the rounds in which anything can wait, the first due first.

        They are open, or hold a published report that is being put right.
        """
        corrected = sa.select(Report.period_id).where(
            Report.observation_id.is_not(None), Report.state != "published"
        )
        query = sa.select(cls).where(sa.or_(cls.closed.is_(None), cls.id.in_(corrected)))
        return list(model.Session.scalars(query.order_by(cls.due, cls.as_of, cls.id)))
