"""What the reviewing body says of a version, for good."""

from __future__ import annotations

from typing import Any, ClassVar, Self

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.kaga.shared.addressed import Said


class Opinion(Said, tk.BaseModel):  # type: ignore[misc]
    """A row of ``kagaconsent_opinion``; the database lets nobody change it.

    It is about the version ``number`` while that says what ``content_hash`` names. ``body`` is
    the name of the reviewing body when it was written.
    """

    __tablename__ = "kagaconsent_opinion"
    __table_args__: ClassVar[tuple[Any, ...]] = (sa.Index("kagaconsent_opinion_of", "data_use_id"),)

    id = sa.Column(sa.BigInteger, sa.Identity(), primary_key=True)
    data_use_id = sa.Column(sa.Text, nullable=False)
    number = sa.Column(sa.Integer, nullable=False)
    content_hash = sa.Column(sa.Text, nullable=False)
    body = sa.Column(sa.UnicodeText, nullable=False)
    text = sa.Column(sa.UnicodeText, nullable=False)
    user_id = sa.Column(sa.Text, nullable=False)
    created = sa.Column(sa.DateTime(timezone=True), nullable=False)

    @classmethod
    def of(cls, data_use_id: str) -> list[Self]:
        """Return the opinions about the versions of a data use, oldest first."""
        query = sa.select(cls).where(cls.data_use_id == data_use_id).order_by(cls.id)
        return list(model.Session.scalars(query))
