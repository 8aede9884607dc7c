"""What a plan says, version by version: what the public was promised."""

from __future__ import annotations

from typing import Any, ClassVar, Self

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import defer

from ckanext.kaga.shared.addressed import Said


class PlanVersion(Said, tk.BaseModel):  # type: ignore[misc]
    """A row of ``kagakpi_plan_version``, public and for good; the database keeps it as it is.

    ``number`` counts from 1 in each plan; ``content`` is ``plan.record.as_json`` of the version,
    ``content_hash`` its SHA-256.
    """

    __tablename__ = "kagakpi_plan_version"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        sa.UniqueConstraint("plan_id", "number", name="kagakpi_plan_version_number"),
    )

    id = sa.Column(sa.BigInteger, sa.Identity(), primary_key=True)
    plan_id = sa.Column(sa.Text, sa.ForeignKey("kagakpi_plan.id"), nullable=False)
    number = sa.Column(sa.Integer, nullable=False)
    content = sa.Column(JSONB, nullable=False)
    content_hash = sa.Column(sa.Text, nullable=False)
    reason = sa.Column(sa.UnicodeText, nullable=False)
    user_id = sa.Column(sa.Text, nullable=False)
    created = sa.Column(sa.DateTime(timezone=True), nullable=False)

    @classmethod
    def of(cls, plan_id: str) -> list[Self]:
        """Return the versions of a plan, newest first; each reads its content when it is asked."""
        query = sa.select(cls).where(cls.plan_id == plan_id).options(defer(cls.content))
        return list(model.Session.scalars(query.order_by(cls.number.desc())))
