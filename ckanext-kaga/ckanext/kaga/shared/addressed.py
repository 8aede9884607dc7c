"""Rows that have an address for ever, and what is said of them version by version."""

from __future__ import annotations

import uuid
from typing import Any, Self

import sqlalchemy as sa
from ckan import model
from sqlalchemy.exc import IntegrityError

from ckanext.kaga.common.times import now


class Taken(Exception):
    """Another one has this short name."""


class Addressed:
    """Rows with ``id``, ``slug``, ``owner_org``, ``created`` and ``modified``."""

    @classmethod
    def add(cls, slug: str, owner_org: str, **fields: Any) -> Self:
        """Add one of an organisation, in the caller's transaction; raises Taken."""
        time = now()
        row = cls(
            id=str(uuid.uuid4()),
            slug=slug,
            owner_org=owner_org,
            created=time,
            modified=time,
            **fields,
        )
        try:
            with model.Session.begin_nested():
                model.Session.add(row)
        except IntegrityError as error:
            raise Taken from error
        return row

    @classmethod
    def get(cls, id_or_slug: str, *, lock: bool = False) -> Self | None:
        """Return the one of this id or short name, or None.

        With ``lock`` nobody else changes it until the caller's transaction ends.
        """
        query = sa.select(cls).where(sa.or_(cls.id == id_or_slug, cls.slug == id_or_slug))
        if lock:
            query = query.with_for_update().execution_options(populate_existing=True)
        return model.Session.scalars(query).first()


class Said:
    """Rows of what was said, with ``created``."""

    @classmethod
    def add(cls, **fields: Any) -> Self:
        """Add one, in the caller's transaction; a version, while that holds what it is of."""
        row = cls(created=now(), **fields)
        model.Session.add(row)
        model.Session.flush()
        return row


class Versioned(Said):
    """Rows of what was said, of which at most the newest is still a draft."""

    def keep(self, **fields: Any) -> None:
        """Write fields of a draft, in the caller's transaction."""
        for name, value in fields.items():
            setattr(self, name, value)
        model.Session.flush()
