"""A plan of the city: its address, whose it is, and which version counts."""

from __future__ import annotations

from typing import Any, ClassVar, Self

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.orm import defer

from ckanext.kaga.shared.addressed import Addressed
from ckanext.kagakpi.model.plan_version import PlanVersion


class Plan(Addressed, tk.BaseModel):  # type: ignore[misc]
    """A row of ``kagakpi_plan``; ``number`` names its newest version.

    ``example``: a demonstration, whose values nobody measured; it never becomes a plan of the
    city's own, nor the other way round.
    """

    __tablename__ = "kagakpi_plan"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        sa.UniqueConstraint("slug", name="kagakpi_plan_slug"),
        sa.Index("kagakpi_plan_listed", "example", "created"),
    )

    id = sa.Column(sa.Text, primary_key=True)
    slug = sa.Column(sa.Text, nullable=False)
    owner_org = sa.Column(sa.Text, nullable=False)
    example = sa.Column(sa.Boolean, nullable=False)
    number = sa.Column(sa.Integer, nullable=False)
    created = sa.Column(sa.DateTime(timezone=True), nullable=False)
    modified = sa.Column(sa.DateTime(timezone=True), nullable=False)

    @classmethod
    def listed(
        cls, *, example: bool | None, limit: int, offset: int
    ) -> tuple[int, list[tuple[Self, PlanVersion]]]:
        """Return how many plans there are and some with their newest version, newest plan first."""
        chosen = sa.true() if example is None else cls.example.is_(example)
        total = model.Session.scalar(sa.select(sa.func.count()).select_from(cls).where(chosen))
        page = (
            sa.select(cls, PlanVersion)
            .join(
                PlanVersion,
                sa.and_(PlanVersion.plan_id == cls.id, PlanVersion.number == cls.number),
            )
            .where(chosen)
            .options(defer(PlanVersion.content))
            .order_by(cls.example, cls.created.desc(), cls.id)
            .limit(limit)
            .offset(offset)
        )
        return total, [tuple(row) for row in model.Session.execute(page)]
