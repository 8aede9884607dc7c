"""Who took which step with a draft or a data use, for good."""

from __future__ import annotations

from typing import Any, ClassVar, Self

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.kaga.common.times import now


class DataUseStep(tk.BaseModel):  # type: ignore[misc]
    """A row of ``kagaconsent_data_use_step``; the database lets nobody change it.

    ``step`` is reviewed, returned, published, suspended, ended or discarded, and ``number`` the
    version that it was taken with.
    """

    __tablename__ = "kagaconsent_data_use_step"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        sa.Index("kagaconsent_data_use_step_of", "data_use_id"),
    )

    id = sa.Column(sa.BigInteger, sa.Identity(), primary_key=True)
    data_use_id = sa.Column(sa.Text, nullable=False)
    number = sa.Column(sa.Integer, nullable=False)
    step = sa.Column(sa.Text, nullable=False)
    comment = sa.Column(sa.UnicodeText, nullable=False)
    user_id = sa.Column(sa.Text, nullable=False)
    created = sa.Column(sa.DateTime(timezone=True), nullable=False)

    @classmethod
    def add(cls, data_use_id: str, number: int, step: str, user_id: str, comment: str = "") -> Self:
        """Add a step, in the caller's transaction."""
        taken = cls(
            data_use_id=data_use_id,
            number=number,
            step=step,
            comment=comment,
            user_id=user_id,
            created=now(),
        )
        model.Session.add(taken)
        model.Session.flush()
        return taken

    @classmethod
    def of(cls, data_use_id: str) -> list[Self]:
        """Return the steps with a data use, oldest first."""
        query = sa.select(cls).where(cls.data_use_id == data_use_id).order_by(cls.id)
        return list(model.Session.scalars(query))
