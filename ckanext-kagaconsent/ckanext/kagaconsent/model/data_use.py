"""A data use of the register: its address, whose it is, and where it stands."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.exc import IntegrityError

from ckanext.kaga.common.times import now
from ckanext.kagaconsent.model.data_use_version import DataUseVersion


class Taken(Exception):
    """Another data use has this short name."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One data use of a list, with the version that is listed."""

    use: DataUse
    version: DataUseVersion


class DataUse(tk.BaseModel):  # type: ignore[misc]
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
    def add(cls, slug: str, owner_org: str) -> Self:
        """Add a data use of an organisation, in the caller's transaction; raises Taken."""
        time = now()
        use = cls(
            id=str(uuid.uuid4()),
            slug=slug,
            owner_org=owner_org,
            state="draft",
            created=time,
            modified=time,
        )
        try:
            with model.Session.begin_nested():
                model.Session.add(use)
        except IntegrityError as error:
            raise Taken from error
        return use

    @classmethod
    def get(cls, id_or_slug: str, *, lock: bool = False) -> Self | None:
        """Return the data use of this id or short name, or None.

        With ``lock`` nobody else changes it until the caller's transaction ends.
        """
        query = sa.select(cls).where(sa.or_(cls.id == id_or_slug, cls.slug == id_or_slug))
        if lock:
            query = query.with_for_update().execution_options(populate_existing=True)
        return model.Session.scalars(query).first()

    @classmethod
    def listed(
        cls,
        *,
        words: Collection[str] = (),
        like: Mapping[str, Any] | None = None,
        identifiability: str | None = None,
        state: str | None = None,
        drafts_of: Collection[str] | None = None,
        limit: int,
        offset: int,
    ) -> tuple[int, list[Listed]]:
        """Return how many data uses there are and some of them, by short name.

        :param words: each has to be somewhere in the text; folded as ``searched`` is
        :param like: what the content has to contain, as PostgreSQL's ``@>`` reads it
        :param drafts_of: list the drafts of these organisations instead of what is public
        """
        version = DataUseVersion
        query = sa.select(cls, version).join(version, version.data_use_id == cls.id)
        if drafts_of is None:
            query = query.where(version.number == cls.public_number)
        else:
            query = query.where(version.published.is_(None), cls.owner_org.in_(drafts_of))
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
    def departments(cls) -> list[str]:
        """Return the desks of the responsible agencies of what is public, in their order."""
        desk = DataUseVersion.content["controller"]["desk_name"].astext
        query = (
            sa.select(desk)
            .join(cls, cls.id == DataUseVersion.data_use_id)
            .where(DataUseVersion.number == cls.public_number, desk.is_not(None))
            .distinct()
            .order_by(desk)
        )
        return list(model.Session.scalars(query))

    def public_content(self) -> dict[str, Any]:
        """Return what the public version says; nothing where none is public."""
        version = DataUseVersion.get(self.id, self.public_number) if self.public_number else None
        return version.content if version else {}

    @classmethod
    def of_file(cls, file_id: str, slug: str, named: Collection[str]) -> list[Listed]:
        """Return the public data uses that name a file of the ledger, or that it names."""
        version = DataUseVersion
        said = (version.content.contains({"related_file_ids": [one]}) for one in (file_id, slug))
        query = (
            sa.select(cls, version)
            .join(version, version.data_use_id == cls.id)
            .where(version.number == cls.public_number)
            .where(sa.or_(cls.id.in_(named), cls.slug.in_(named), *said))
            .order_by(cls.slug)
        )
        return [Listed(*row) for row in model.Session.execute(query)]
