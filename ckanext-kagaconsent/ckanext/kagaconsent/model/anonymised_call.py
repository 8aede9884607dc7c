"""A call for proposals about anonymised information: its period, its files, its desk."""

from __future__ import annotations

import uuid
from typing import Any, Self

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import JSONB

from ckanext.kaga.common.times import now


class AnonymisedCall(tk.BaseModel):  # type: ignore[misc]
    """A row of ``kagaconsent_anonymised_call``; ``file_ids`` are ids of files of the ledger."""

    __tablename__ = "kagaconsent_anonymised_call"

    id = sa.Column(sa.Text, primary_key=True)
    owner_org = sa.Column(sa.Text, nullable=False)
    opens = sa.Column(sa.Date, nullable=False)
    closes = sa.Column(sa.Date, nullable=False)
    file_ids = sa.Column(JSONB, nullable=False)
    desk = sa.Column(sa.UnicodeText, nullable=False)
    summary = sa.Column(sa.UnicodeText, nullable=False)
    user_id = sa.Column(sa.Text, nullable=False)
    modified = sa.Column(sa.DateTime(timezone=True), nullable=False)

    @classmethod
    def add(cls, **fields: Any) -> Self:
        """Add a call, in the caller's transaction."""
        call = cls(id=str(uuid.uuid4()), modified=now(), **fields)
        model.Session.add(call)
        model.Session.flush()
        return call

    @classmethod
    def get(cls, id_: str) -> Self | None:
        """Return the call of this id, or None."""
        return model.Session.get(cls, id_)

    @classmethod
    def every(cls) -> list[Self]:
        """Return all calls, the one that closes last first."""
        return list(model.Session.scalars(sa.select(cls).order_by(cls.closes.desc(), cls.id)))

    def keep(self, **fields: Any) -> None:
        """Write fields, in the caller's transaction."""
        for name, value in fields.items():
            setattr(self, name, value)
        self.modified = now()
        model.Session.flush()
