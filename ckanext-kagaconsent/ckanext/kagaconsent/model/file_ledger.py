"""A file of the statutory ledger: its address, whose it is, and which version is public."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, ClassVar

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.kaga.shared.addressed import Addressed
from ckanext.kagaconsent.model.data_use import DataUse
from ckanext.kagaconsent.model.file_ledger_version import FileLedgerVersion


@dataclass(frozen=True, slots=True)
class ListedFile:
    """One file of a list, with the version that is listed."""

    file: FileLedger
    version: FileLedgerVersion


class FileLedger(Addressed, tk.BaseModel):  # type: ignore[misc]
    """A row of ``kagaconsent_file_ledger``.

    ``public_number`` names the newest published version. Whether strangers see the file is that
    version's ``listed``: a file that is withheld or removed is on record and not shown.
    """

    __tablename__ = "kagaconsent_file_ledger"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        sa.UniqueConstraint("slug", name="kagaconsent_file_ledger_slug"),
        sa.Index("kagaconsent_file_ledger_owner", "owner_org"),
    )

    id = sa.Column(sa.Text, primary_key=True)
    slug = sa.Column(sa.Text, nullable=False)
    owner_org = sa.Column(sa.Text, nullable=False)
    public_number = sa.Column(sa.Integer)
    created = sa.Column(sa.DateTime(timezone=True), nullable=False)
    modified = sa.Column(sa.DateTime(timezone=True), nullable=False)

    @classmethod
    def listed(
        cls,
        *,
        words: Collection[str] = (),
        agency: str | None = None,
        use: DataUse | None = None,
        drafts_of: Collection[str] | None = None,
        limit: int,
        offset: int,
    ) -> tuple[int, list[ListedFile]]:
        """Return how many files there are and some of them, by short name.

        :param words: each has to be somewhere in the text; folded as ``searched`` is
        :param agency: name of the agency, as the entry has it
        :param use: a public data use that the file names, or that names the file
        :param drafts_of: list the drafts of these organisations instead of what is public
        """
        version = FileLedgerVersion
        query = sa.select(cls, version).join(version, version.file_ledger_id == cls.id)
        if drafts_of is None:
            query = query.where(version.number == cls.public_number, version.listed)
        else:
            query = query.where(version.published.is_(None), cls.owner_org.in_(drafts_of))
        for word in words:
            query = query.where(sa.func.strpos(version.searched, word) > 0)
        if agency:
            query = query.where(version.content["agency_name"].astext == agency)
        if use:
            content = use.public_content()
            named = content.get("related_file_ids", [])
            said = (
                version.content.contains({"related_use_ids": [id_]}) for id_ in (use.id, use.slug)
            )
            query = query.where(sa.or_(cls.id.in_(named), cls.slug.in_(named), *said))
        total = model.Session.scalar(sa.select(sa.func.count()).select_from(query.subquery()))
        page = query.order_by(cls.slug).limit(limit).offset(offset)
        return total, [ListedFile(*row) for row in model.Session.execute(page)]

    @classmethod
    def agencies(cls) -> list[str]:
        """Return the agencies of what is public, in their order."""
        agency = FileLedgerVersion.content["agency_name"].astext
        query = (
            sa.select(agency)
            .join(cls, cls.id == FileLedgerVersion.file_ledger_id)
            .where(FileLedgerVersion.number == cls.public_number, FileLedgerVersion.listed)
            .distinct()
            .order_by(agency)
        )
        return list(model.Session.scalars(query))

    @classmethod
    def newest_of(cls, owner_org: str) -> list[ListedFile]:
        """Return every file of an organisation with its newest version, draft or not."""
        version = FileLedgerVersion
        newest = (
            sa.select(version.file_ledger_id, sa.func.max(version.number).label("number"))
            .group_by(version.file_ledger_id)
            .subquery()
        )
        query = (
            sa.select(cls, version)
            .join(newest, newest.c.file_ledger_id == cls.id)
            .join(
                version,
                sa.and_(version.file_ledger_id == cls.id, version.number == newest.c.number),
            )
            .where(cls.owner_org == owner_org)
            .order_by(cls.slug)
        )
        return [ListedFile(*row) for row in model.Session.execute(query)]

    @classmethod
    def changed(cls, limit: int) -> list[ListedFile]:
        """Return what strangers may know of the newest published versions, newest first.

        A version that strangers saw, and a removal; of a file that is withheld, nothing.
        """
        version = FileLedgerVersion
        public = sa.orm.aliased(version)
        query = (
            sa.select(cls, version)
            .join(version, version.file_ledger_id == cls.id)
            .join(
                public,
                sa.and_(public.file_ledger_id == cls.id, public.number == cls.public_number),
            )
            .where(
                version.published.is_not(None),
                sa.not_(version.content.has_key("withheld")),
                sa.not_(public.content.has_key("withheld")),
            )
            .order_by(version.published.desc(), version.id.desc())
            .limit(limit)
        )
        return [ListedFile(*row) for row in model.Session.execute(query)]
