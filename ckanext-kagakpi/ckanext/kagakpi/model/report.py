"""A report while it is written and looked at; what becomes public is an observation."""

from __future__ import annotations

from typing import Any, ClassVar, Self

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import JSONB

from ckanext.kaga.common.times import now


class Report(tk.BaseModel):  # type: ignore[misc]
    """A row of ``kagakpi_report``: one KPI in one round, as it stands inside.

    ``state`` is draft, submitted, reviewed or published; ``content`` what the form holds.
    ``user_id`` wrote it last, ``reviewer_id`` looked at it, ``comment`` says why it was given
    back. ``observation_id`` is what was published of it last.
    """

    __tablename__ = "kagakpi_report"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        sa.UniqueConstraint("period_id", "kpi", name="kagakpi_report_once"),
    )

    id = sa.Column(sa.BigInteger, sa.Identity(), primary_key=True)
    period_id = sa.Column(sa.Text, sa.ForeignKey("kagakpi_period.id"), nullable=False)
    kpi = sa.Column(sa.Text, nullable=False)
    state = sa.Column(sa.Text, nullable=False)
    content = sa.Column(JSONB, nullable=False)
    comment = sa.Column(sa.UnicodeText, nullable=False)
    user_id = sa.Column(sa.Text, nullable=False)
    reviewer_id = sa.Column(sa.Text)
    observation_id = sa.Column(sa.Text, sa.ForeignKey("kagakpi_observation.id"))
    modified = sa.Column(sa.DateTime(timezone=True), nullable=False)

    @classmethod
    def get(cls, period_id: str, kpi: str) -> Self | None:
        """Return the report on a KPI in a round, or None; who writes holds the round's lock."""
        query = sa.select(cls).where(cls.period_id == period_id, cls.kpi == kpi)
        return model.Session.scalars(query).first()

    @classmethod
    def of(cls, period_id: str) -> list[Self]:
        """Return the reports of a round."""
        return list(model.Session.scalars(sa.select(cls).where(cls.period_id == period_id)))

    @classmethod
    def keep(cls, period_id: str, kpi: str, **fields: Any) -> Self:
        """Write a report, the first time too, in the caller's transaction."""
        report = cls.get(period_id, kpi)
        if report is None:
            report = cls(period_id=period_id, kpi=kpi, comment="")
            model.Session.add(report)
        for name, value in (fields | {"modified": now()}).items():
            setattr(report, name, value)
        model.Session.flush()
        return report
