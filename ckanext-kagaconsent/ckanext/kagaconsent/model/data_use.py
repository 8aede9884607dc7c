"""A data use of the register: its address, whose it is, and where it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.kaga.shared.addressed import Addressed
from ckanext.kagaconsent.model.data_use_version import DataUseVersion
from ckanext.kagaconsent.model.listing import Listing


@dataclass(frozen=True, slots=True)
class Listed:
    """One data use of a list, with the version that is listed."""

    use: DataUse
    version: DataUseVersion


class DataUse(Addressed, tk.BaseModel):  # type: ignore[misc]
    """A row of ``kagaconsent_data_use``.

    ``state`` is that of the newest public version, or of the draft where none is public yet;
    ``public_number`` names that version.
    """

    __tablename__ = "kagaconsent_data_use"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        sa.UniqueConstraint("slug", name="kagaconsent_data_use_slug"),
        sa.Index("kagaconsent_data_use_owner", "owner_org"),
    )

    id = sa.Column(sa.Text, primary_key=True)
    slug = sa.Column(sa.Text, nullable=False)
    owner_org = sa.Column(sa.Text, nullable=False)
    state = sa.Column(sa.Text, nullable=False)
    public_number = sa.Column(sa.Integer)
    created = sa.Column(sa.DateTime(timezone=True), nullable=False)
    modified = sa.Column(sa.DateTime(timezone=True), nullable=False)

    @classmethod
    def drafts(
        cls,
        *,
        of: Collection[str] | None,
        words: Collection[str] = (),
        owner: str | None = None,
        like: Mapping[str, Any] | None = None,
        identifiability: str | None = None,
        state: str | None = None,
        limit: int,
        offset: int,
    ) -> tuple[int, list[Listed]]:
        """Return how many drafts these organisations have and some of them, by short name.

        :param of: ids of organisations; None: of all
        :param words: each has to be somewhere in the text; folded as ``searched`` is
        :param owner: id of the only organisation that counts
        :param like: what the content has to contain, as PostgreSQL's ``@>`` reads it
        """
        version = DataUseVersion
        query = (
            sa.select(cls, version)
            .join(version, version.data_use_id == cls.id)
            .where(version.published.is_(None))
        )
        if of is not None:
            query = query.where(cls.owner_org.in_(of))
        if owner:
            query = query.where(cls.owner_org == owner)
        for word in words:
            query = query.where(sa.func.strpos(version.searched, word) > 0)
        if like:
            query = query.where(version.content.contains(like))
        if identifiability:
            query = query.where(version.identifiability == identifiability)
        if state:
            query = query.where(version.state == state)
        total = model.Session.scalar(sa.select(sa.func.count()).select_from(query.subquery()))
        page = query.order_by(cls.slug).limit(limit).offset(offset)
        return total, [Listed(*row) for row in model.Session.execute(page)]

    @classmethod
    def due(cls, owners: Collection[str], latest: dt.date, *, limit: int) -> list[Listed]:
        """Return what is public of organisations and to be looked at anew, the oldest day first.

        :param latest: the last day that counts; what has ended needs no review
        """
        version = DataUseVersion
        # Found in the list's own index first: the documents of all others stay unread.
        found = (
            sa.select(Listing.data_use_id, Listing.number, Listing.review_on, Listing.slug)
            .where(Listing.owner_org.in_(owners), Listing.review_on <= latest)
            .order_by(Listing.review_on, Listing.slug)
            .limit(limit)
            .subquery()
        )
        query = (
            sa.select(cls, version)
            .join(found, found.c.data_use_id == cls.id)
            .join(
                version,
                sa.and_(version.data_use_id == cls.id, version.number == found.c.number),
            )
            .order_by(found.c.review_on, found.c.slug)
        )
        return [Listed(*row) for row in model.Session.execute(query)]

    def discard(self) -> None:
        """Take a data use away of which nothing was public, in the caller's transaction."""
        model.Session.delete(self)
        model.Session.flush()

    def public_content(self) -> dict[str, Any]:
        """Return what the public version says; nothing where none is public."""
        version = DataUseVersion.get(self.id, self.public_number) if self.public_number else None
        return version.content if version else {}

    @classmethod
    def public(cls, slugs: Collection[str]) -> list[Listed]:
        """Return the public data uses of these short names with their public versions, by name."""
        return cls._public(cls.slug.in_(slugs))

    @classmethod
    def of_file(cls, file_id: str, slug: str, named: Collection[str]) -> list[Listed]:
        """Return the public data uses that name a file of the ledger, or that it names."""
        content = DataUseVersion.content
        said = (content.contains({"related_file_ids": [one]}) for one in (file_id, slug))
        return cls._public(sa.or_(cls.id.in_(named), cls.slug.in_(named), *said))

    @classmethod
    def _public(cls, which: Any) -> list[Listed]:
        version = DataUseVersion
        query = (
            sa.select(cls, version)
            .join(
                version,
                sa.and_(version.data_use_id == cls.id, version.number == cls.public_number),
            )
            .where(which)
            .order_by(cls.slug)
        )
        return [Listed(*row) for row in model.Session.execute(query)]
