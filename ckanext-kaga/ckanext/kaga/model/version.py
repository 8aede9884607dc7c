"""A table as it was published: which file it came from, and what it looked like."""

from __future__ import annotations

from typing import Any, ClassVar, Self

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import JSONB

from ckanext.kaga.common.times import iso, now


class Version(tk.BaseModel):  # type: ignore[misc]
    """A row of ``kaga_version``.

    ``number`` counts from 1 within a resource and is in the version's address;
    ``original_sha256`` and ``table_sha256`` name the uploaded file and the clean CSV in the
    archive; ``original_open`` tells whether everybody may download the uploaded file too;
    ``columns`` is a list of ``{"id", "type", "label_ja", "label_en", "notes"}``, enough to load
    the table again; ``difference`` is what changed since the version before; ``restores`` is the
    number of the version that this one brings back; ``inside`` tells that it was replaced while
    its dataset was private, so that it stays with those who may change it.
    """

    __tablename__ = "kaga_version"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        sa.UniqueConstraint("resource_id", "number", name="kaga_version_number"),
    )

    id = sa.Column(sa.BigInteger, sa.Identity(), primary_key=True)
    resource_id = sa.Column(
        sa.UnicodeText, sa.ForeignKey("resource.id", ondelete="CASCADE"), nullable=False
    )
    number = sa.Column(sa.Integer, nullable=False)
    user_id = sa.Column(sa.UnicodeText)
    file_name = sa.Column(sa.UnicodeText, nullable=False)
    original_sha256 = sa.Column(sa.Text, nullable=False)
    original_open = sa.Column(sa.Boolean, nullable=False)
    table_sha256 = sa.Column(sa.Text, nullable=False)
    rows = sa.Column(sa.BigInteger, nullable=False)
    columns = sa.Column(JSONB, nullable=False)
    standard = sa.Column(sa.Text)
    slug = sa.Column(sa.Text)
    difference = sa.Column(JSONB)
    restores = sa.Column(sa.Integer)
    inside = sa.Column(sa.Boolean, nullable=False, server_default=sa.false())
    created = sa.Column(sa.DateTime(timezone=True), nullable=False)

    @classmethod
    def add(cls, resource_id: str, **fields: Any) -> Self:
        """Add the next version of a resource, in the caller's transaction.

        The caller holds the resource's lock, so the number is free. A public dataset is modified
        by it, so that who asks what was modified since learns of it; the caller indexes it.
        """
        newest = cls.newest(resource_id)
        version = cls(
            resource_id=resource_id,
            number=newest.number + 1 if newest else 1,
            created=now(),
            **fields,
        )
        model.Session.add(version)
        package = model.Resource.get(resource_id).package
        if not package.private:
            package.metadata_modified = version.created.replace(tzinfo=None)
        elif newest:
            newest.inside = True
        return version

    @classmethod
    def newest(cls, resource_id: str) -> Self | None:
        """Return the version that is published now, or None."""
        return model.Session.scalars(cls._of(resource_id).limit(1)).first()

    @classmethod
    def all_of(cls, resource_id: str) -> list[Self]:
        """Return the versions of a resource, newest first."""
        return list(model.Session.scalars(cls._of(resource_id)))

    @classmethod
    def by_number(cls, resource_id: str, number: int) -> Self | None:
        """Return one version of a resource, or None."""
        return model.Session.scalars(cls._of(resource_id).where(cls.number == number)).first()

    @classmethod
    def _of(cls, resource_id: str) -> sa.Select[Any]:
        return sa.select(cls).where(cls.resource_id == resource_id).order_by(cls.number.desc())

    def as_dict(self) -> dict[str, Any]:
        """Return the version as JSON-ready data; times are ISO 8601 in UTC."""
        return {
            "resource_id": self.resource_id,
            "number": self.number,
            "file_name": self.file_name,
            "original_sha256": self.original_sha256,
            "original_open": self.original_open,
            "table_sha256": self.table_sha256,
            "rows": self.rows,
            "columns": self.columns,
            "standard": self.standard,
            "slug": self.slug,
            "difference": self.difference,
            "restores": self.restores,
            "created": iso(self.created),
        }
