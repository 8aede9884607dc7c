"""What a data use says, version by version: an audit trail of what the public was shown."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import JSONB

from ckanext.kaga.shared.addressed import Versioned


class DataUseVersion(Versioned, tk.BaseModel):  # type: ignore[misc]
    """A row of ``kagaconsent_data_use_version``; the database keeps a published one as it is.

    ``number`` counts from 1 in each data use, and at most one version is not yet public: the
    draft. ``user_id`` wrote it last, ``reviewer_id`` checked it, ``approver_id`` made it public.
    ``searched`` is what a search looks in, ``identifiability`` the strongest of its items,
    ``policies`` a letter for each policy of the plan (``ledger.marks``).
    """

    __tablename__ = "kagaconsent_data_use_version"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        sa.UniqueConstraint("data_use_id", "number", name="kagaconsent_data_use_version_number"),
        sa.Index(
            "kagaconsent_data_use_version_draft",
            "data_use_id",
            unique=True,
            postgresql_where=sa.text("published IS NULL"),
        ),
        sa.Index(
            "kagaconsent_data_use_version_content",
            "content",
            postgresql_using="gin",
            postgresql_ops={"content": "jsonb_path_ops"},
        ),
        sa.Index(
            "kagaconsent_data_use_version_changes",
            sa.text("published DESC"),
            sa.text("id DESC"),
            postgresql_where=sa.text("published IS NOT NULL"),
        ),
    )

    id = sa.Column(sa.BigInteger, sa.Identity(), primary_key=True)
    data_use_id = sa.Column(sa.Text, sa.ForeignKey("kagaconsent_data_use.id"), nullable=False)
    number = sa.Column(sa.Integer, nullable=False)
    state = sa.Column(sa.Text, nullable=False)
    content = sa.Column(JSONB, nullable=False)
    content_hash = sa.Column(sa.Text, nullable=False)
    identifiability = sa.Column(sa.Text, nullable=False)
    searched = sa.Column(sa.UnicodeText, nullable=False)
    policies = sa.Column(sa.Text, nullable=False)
    reason = sa.Column(sa.UnicodeText, nullable=False)
    user_id = sa.Column(sa.Text, nullable=False)
    reviewer_id = sa.Column(sa.Text)
    approver_id = sa.Column(sa.Text)
    created = sa.Column(sa.DateTime(timezone=True), nullable=False)
    published = sa.Column(sa.DateTime(timezone=True))

    @classmethod
    def of(cls, data_use_id: str) -> list[Self]:
        """Return the versions of a data use with its draft, newest first."""
        query = sa.select(cls).where(cls.data_use_id == data_use_id).order_by(cls.number.desc())
        return list(model.Session.scalars(query))

    @classmethod
    def get(cls, data_use_id: str, number: int) -> Self | None:
        """Return one version, or None."""
        query = sa.select(cls).where(cls.data_use_id == data_use_id, cls.number == number)
        return model.Session.scalars(query).first()

    @classmethod
    def published_last(cls, limit: int, offset: int) -> list[Self]:
        """Return the public versions of all data uses, the newest first."""
        query = (
            sa.select(cls)
            .where(cls.published.is_not(None))
            .order_by(cls.published.desc(), cls.id.desc())
            .limit(limit)
            .offset(offset)
        )
        return list(model.Session.scalars(query))

    @classmethod
    def standing(cls) -> tuple[int, dt.datetime | None]:
        """Return how many versions are public, and when the last of them became so.

        None of them is ever changed or deleted, so the two name the state of the register.
        """
        query = sa.select(sa.func.count(), sa.func.max(cls.published))
        count, newest = model.Session.execute(query.where(cls.published.is_not(None))).one()
        return count, newest

    def discard(self) -> None:
        """Take a draft away, in the caller's transaction."""
        model.Session.delete(self)
        model.Session.flush()
