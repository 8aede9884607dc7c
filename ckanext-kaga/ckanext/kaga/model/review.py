"""What people asked, said and decided on the way of a dataset to the public: an audit trail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar, Self

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import IntegrityError

from ckanext.kaga.approval import Kind, Step
from ckanext.kaga.common.times import iso, now


class Overtaken(Exception):
    """Somebody else took the next step of this dataset a moment ago."""


class Review(tk.BaseModel):  # type: ignore[misc]
    """A row of ``kaga_review``, which the database lets nobody change or delete.

    ``number`` counts the steps of a dataset from 1; that no two steps have the same is what
    settles who of two people was first. The row stays when the dataset is gone.
    """

    __tablename__ = "kaga_review"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        sa.UniqueConstraint("package_id", "number", name="kaga_review_number"),
    )

    id = sa.Column(sa.BigInteger, sa.Identity(), primary_key=True)
    package_id = sa.Column(sa.UnicodeText, nullable=False)
    number = sa.Column(sa.Integer, nullable=False)
    kind = sa.Column(sa.Text, nullable=False)
    user_id = sa.Column(sa.UnicodeText, nullable=False)
    comment = sa.Column(sa.UnicodeText, nullable=False)
    publish_at = sa.Column(sa.DateTime(timezone=True))
    digest = sa.Column(sa.Text, nullable=False)
    files = sa.Column(JSONB, nullable=False)
    created = sa.Column(sa.DateTime(timezone=True), nullable=False)

    @classmethod
    def trail(cls, package_id: str) -> list[Self]:
        """Return the steps of a dataset, oldest first."""
        query = sa.select(cls).where(cls.package_id == package_id).order_by(cls.number)
        return list(model.Session.scalars(query))

    @classmethod
    def add(
        cls,
        kind: Kind,
        package_id: str,
        after: int,
        *,
        user_id: str,
        digest: str,
        comment: str = "",
        publish_at: dt.datetime | None = None,
        files: Mapping[str, str] | None = None,
    ) -> Self:
        """Add the step after the ``after``-th, in the caller's transaction; raises Overtaken."""
        step = cls(
            package_id=package_id,
            number=after + 1,
            kind=kind,
            user_id=user_id,
            comment=comment,
            publish_at=publish_at,
            digest=digest,
            files=dict(files or {}),
            created=now(),
        )
        try:
            with model.Session.begin_nested():
                model.Session.add(step)
        except IntegrityError as error:
            raise Overtaken from error
        return step

    @classmethod
    def get(cls, review_id: int) -> Self | None:
        """Return the step with this id, or None."""
        return model.Session.get(cls, review_id)

    @classmethod
    def decisions(cls) -> sa.Select[Any]:
        """Return the query of the last decision on each dataset."""
        return (
            sa.select(cls)
            .where(cls.kind != "commented")
            .distinct(cls.package_id)
            .order_by(cls.package_id, cls.number.desc())
        )

    @classmethod
    def waiting(cls) -> list[Self]:
        """Return the last decision of every dataset that waits for its time."""
        step = sa.orm.aliased(cls, cls.decisions().subquery())
        query = sa.select(step).where(
            step.kind.in_(("approved", "scheduled")), step.publish_at.is_not(None)
        )
        return list(model.Session.scalars(query))

    @property
    def step(self) -> Step:
        """The row as the rules of ``approval`` read it."""
        return Step(
            kind=self.kind,
            user_id=self.user_id,
            created=self.created,
            digest=self.digest,
            comment=self.comment,
            publish_at=self.publish_at,
            files=self.files,
        )

    def as_dict(self) -> dict[str, Any]:
        """Return the step as JSON-ready data; times are ISO 8601 in UTC."""
        return {
            "number": self.number,
            "kind": self.kind,
            "user_id": self.user_id,
            "comment": self.comment,
            "publish_at": iso(self.publish_at) if self.publish_at else None,
            "created": iso(self.created),
        }
