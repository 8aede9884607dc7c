"""What was reported of an indicator: rows that are added, corrected by others, never changed."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar, Self

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import IntegrityError


class Revised(Exception):
    """Another report has revised this one already, or it is of something else."""


class Observation(tk.BaseModel):  # type: ignore[misc]
    """A row of ``kagakpi_observation``, public and for good.

    The fields are those of ``plan.Observation``; with ``reason`` why a report was put right,
    ``source`` (manual, computed), ``evidence`` (what proves it) and ``query_hash`` (of what was
    counted). ``user_id`` wrote it, ``approver_id`` made it public.
    """

    __tablename__ = "kagakpi_observation"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        sa.UniqueConstraint("revises", name="kagakpi_observation_revised_once"),
        sa.UniqueConstraint(
            "id", "plan_id", "indicator", "year", name="kagakpi_observation_same_thing"
        ),
        sa.ForeignKeyConstraint(
            ["revises", "plan_id", "indicator", "year"],
            [f"kagakpi_observation.{name}" for name in ("id", "plan_id", "indicator", "year")],
            name="kagakpi_observation_revises",
        ),
        sa.Index("kagakpi_observation_of", "plan_id", "indicator", "year"),
        sa.Index(
            "kagakpi_observation_evidence",
            "evidence",
            postgresql_using="gin",
            postgresql_ops={"evidence": "jsonb_path_ops"},
        ),
    )

    id = sa.Column(sa.Text, primary_key=True)
    plan_id = sa.Column(sa.Text, sa.ForeignKey("kagakpi_plan.id"), nullable=False)
    indicator = sa.Column(sa.Text, nullable=False)
    year = sa.Column(sa.Integer, nullable=False)
    as_of = sa.Column(sa.Date, nullable=False)
    at = sa.Column(sa.DateTime(timezone=True), nullable=False)
    value = sa.Column(sa.Numeric)
    numerator = sa.Column(sa.Numeric)
    denominator = sa.Column(sa.Numeric)
    text_ja = sa.Column(sa.UnicodeText, nullable=False)
    met = sa.Column(sa.Boolean)
    standing = sa.Column(sa.Text, nullable=False)
    missing_ja = sa.Column(sa.UnicodeText, nullable=False)
    revises = sa.Column(sa.Text)
    reason = sa.Column(sa.UnicodeText, nullable=False)
    source = sa.Column(sa.Text, nullable=False)
    evidence = sa.Column(JSONB, nullable=False)
    query_hash = sa.Column(sa.Text)
    user_id = sa.Column(sa.Text, nullable=False)
    approver_id = sa.Column(sa.Text, nullable=False)

    @classmethod
    def add(cls, **fields: Any) -> Self:
        """Add a report, in the caller's transaction.

        Raises Revised where what it revises was revised by another one meanwhile, is not there,
        or is of another plan, indicator or year.
        """
        observation = cls(**{"id": str(uuid.uuid4())} | fields)
        try:
            with model.Session.begin_nested():
                model.Session.add(observation)
        except IntegrityError as error:
            raise Revised from error
        return observation

    @classmethod
    def of(cls, plan_id: str, indicator: str | None = None) -> list[Any]:
        """Return the reports on a plan, or on one of its indicators, oldest first, as rows."""
        query = sa.select(*cls.__table__.columns).where(cls.plan_id == plan_id)
        if indicator is not None:
            query = query.where(cls.indicator == indicator)
        return list(model.Session.execute(query.order_by(cls.at, cls.id)))

    @classmethod
    def proved_by(cls, urls: list[str]) -> list[Any]:
        """Return what was reported with one of these links as evidence and was not put right.

        Rows of ``plan_id``, ``indicator`` and ``year``.
        """
        later = sa.orm.aliased(cls)
        named = sa.or_(*(cls.evidence.contains([{"url": url}]) for url in urls))
        query = (
            sa.select(cls.plan_id, cls.indicator, cls.year)
            .where(named, ~sa.exists().where(later.revises == cls.id))
            .distinct()
            .order_by(cls.plan_id, cls.indicator, cls.year)
        )
        return list(model.Session.execute(query))
