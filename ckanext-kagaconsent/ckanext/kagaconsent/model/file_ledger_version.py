"""What an entry of the file ledger says, version by version."""

from __future__ import annotations

from typing import Any, ClassVar, Self

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import JSONB

from ckanext.kaga.shared.addressed import Versioned


class FileLedgerVersion(Versioned, tk.BaseModel):  # type: ignore[misc]
    """A row of ``kagaconsent_file_ledger_version``; the database keeps a published one.

    ``number`` counts from 1 in each file, and at most one version is not yet public: the draft.
    ``listed`` tells whether the ledger shows it (neither withheld nor removed), ``searched`` is
    what a search looks in. Who approved it is never who wrote it.
    """

    __tablename__ = "kagaconsent_file_ledger_version"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        sa.UniqueConstraint(
            "file_ledger_id", "number", name="kagaconsent_file_ledger_version_number"
        ),
        sa.Index(
            "kagaconsent_file_ledger_version_draft",
            "file_ledger_id",
            unique=True,
            postgresql_where=sa.text("published IS NULL"),
        ),
        sa.Index("kagaconsent_file_ledger_version_when", "published"),
    )

    id = sa.Column(sa.BigInteger, sa.Identity(), primary_key=True)
    file_ledger_id = sa.Column(sa.Text, sa.ForeignKey("kagaconsent_file_ledger.id"), nullable=False)
    number = sa.Column(sa.Integer, nullable=False)
    listed = sa.Column(sa.Boolean, nullable=False)
    content = sa.Column(JSONB, nullable=False)
    content_hash = sa.Column(sa.Text, nullable=False)
    searched = sa.Column(sa.UnicodeText, nullable=False)
    reason = sa.Column(sa.UnicodeText, nullable=False)
    user_id = sa.Column(sa.Text, nullable=False)
    approver_id = sa.Column(sa.Text)
    created = sa.Column(sa.DateTime(timezone=True), nullable=False)
    published = sa.Column(sa.DateTime(timezone=True))

    @classmethod
    def of(cls, file_ledger_id: str) -> list[Self]:
        """Return the versions of a file with its draft, newest first."""
        query = (
            sa.select(cls).where(cls.file_ledger_id == file_ledger_id).order_by(cls.number.desc())
        )
        return list(model.Session.scalars(query))
