"""The next version of a plan while it is written; what becomes public is a version."""

from __future__ import annotations

from typing import Any, Self

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import JSONB

from ckanext.kaga.common.times import now


class Draft(tk.BaseModel):  # type: ignore[misc]
    """A row of ``kagakpi_draft``, at most one of a plan.

    ``base_hash`` names the version that it is made from, ``content`` and ``content_hash`` are as
    in ``PlanVersion``; ``user_id`` wrote it last.
    """

    __tablename__ = "kagakpi_draft"

    plan_id = sa.Column(sa.Text, sa.ForeignKey("kagakpi_plan.id"), primary_key=True)
    base_hash = sa.Column(sa.Text, nullable=False)
    content = sa.Column(JSONB, nullable=False)
    content_hash = sa.Column(sa.Text, nullable=False)
    user_id = sa.Column(sa.Text, nullable=False)
    modified = sa.Column(sa.DateTime(timezone=True), nullable=False)

    @classmethod
    def get(cls, plan_id: str) -> Self | None:
        """Return the draft of a plan, or None; who writes holds the plan's lock."""
        query = sa.select(cls).where(cls.plan_id == plan_id)
        return model.Session.scalars(query.execution_options(populate_existing=True)).first()

    @classmethod
    def keep(cls, plan_id: str, **fields: Any) -> Self:
        """Write a draft, the first time too, in the caller's transaction."""
        draft = cls.get(plan_id)
        if draft is None:
            draft = cls(plan_id=plan_id)
            model.Session.add(draft)
        for name, value in (fields | {"modified": now()}).items():
            setattr(draft, name, value)
        model.Session.flush()
        return draft

    @classmethod
    def drop(cls, plan_id: str) -> None:
        """Delete the draft of a plan, in the caller's transaction."""
        model.Session.execute(sa.delete(cls).where(cls.plan_id == plan_id))
