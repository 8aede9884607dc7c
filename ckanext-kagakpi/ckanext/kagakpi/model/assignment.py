"""Who reports a KPI in a round."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model


class Assignment(tk.BaseModel):  # type: ignore[misc]
    """A row of ``kagakpi_assignment``: an organisation (a department) reports a KPI."""

    __tablename__ = "kagakpi_assignment"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        sa.UniqueConstraint("period_id", "kpi", name="kagakpi_assignment_once"),
        sa.Index("kagakpi_assignment_of", "owner_org"),
    )

    id = sa.Column(sa.BigInteger, sa.Identity(), primary_key=True)
    period_id = sa.Column(sa.Text, sa.ForeignKey("kagakpi_period.id"), nullable=False)
    kpi = sa.Column(sa.Text, nullable=False)
    owner_org = sa.Column(sa.Text, nullable=False)

    @classmethod
    def add_all(cls, period_id: str, owners: Mapping[str, str]) -> None:
        """Assign KPIs to organisations (key to id), in the caller's transaction."""
        model.Session.add_all(
            cls(period_id=period_id, kpi=kpi, owner_org=owner) for kpi, owner in owners.items()
        )
        model.Session.flush()

    @classmethod
    def of(cls, period_id: str) -> list[Self]:
        """Return who reports what in a round."""
        query = sa.select(cls).where(cls.period_id == period_id).order_by(cls.id)
        return list(model.Session.scalars(query))

    @classmethod
    def get(cls, period_id: str, kpi: str) -> Self | None:
        """Return who reports one KPI in a round, or None."""
        query = sa.select(cls).where(cls.period_id == period_id, cls.kpi == kpi)
        return model.Session.scalars(query).first()
