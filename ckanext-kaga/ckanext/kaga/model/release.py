"""Who asked for personal data to pass the gate, who let it pass, and why: an audit trail."""

from __future__ import annotations

from typing import Any, ClassVar, Literal, Self

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import JSONB

from ckanext.kaga.common.times import iso, now

Kind = Literal["asked", "released", "refused"]


class Release(tk.BaseModel):  # type: ignore[misc]
    """A row of ``kaga_release``, which the database lets nobody change or delete.

    ``digest`` names what the gate found in which file (``named``), so that a release covers this
    and nothing else; ``hits`` is that finding, masked; it stays when the resource is gone.
    """

    __tablename__ = "kaga_release"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        sa.Index("kaga_release_by_digest", "resource_id", "digest"),
    )

    id = sa.Column(sa.BigInteger, sa.Identity(), primary_key=True)
    resource_id = sa.Column(sa.UnicodeText, nullable=False)
    digest = sa.Column(sa.Text, nullable=False)
    kind = sa.Column(sa.Text, nullable=False)
    user_id = sa.Column(sa.UnicodeText, nullable=False)
    reason = sa.Column(sa.UnicodeText, nullable=False)
    hits = sa.Column(JSONB, nullable=False)
    created = sa.Column(sa.DateTime(timezone=True), nullable=False)

    @classmethod
    def add(cls, kind: Kind, **fields: Any) -> Self:
        """Add a row to the trail, in the caller's transaction."""
        release = cls(kind=kind, created=now(), **fields)
        model.Session.add(release)
        return release

    @staticmethod
    def named(sha256: str, found: str) -> str:
        """Return the digest of what was found in the file of that SHA-256."""
        return f"{sha256}:{found}"

    @classmethod
    def steps(cls) -> sa.Select[Any]:
        """Return the query of the last row of each resource, with the SHA-256 of its file."""
        return (
            sa.select(cls, sa.func.split_part(cls.digest, ":", 1).label("sha256"))
            .distinct(cls.resource_id)
            .order_by(cls.resource_id, cls.id.desc())
        )

    @classmethod
    def trail(cls, resource_id: str, digest: str | None = None) -> list[Self]:
        """Return what was asked and decided on a resource (and one finding), oldest first."""
        query = sa.select(cls).where(cls.resource_id == resource_id).order_by(cls.id)
        if digest is not None:
            query = query.where(cls.digest == digest)
        return list(model.Session.scalars(query))

    @classmethod
    def is_released(cls, resource_id: str, digest: str) -> bool:
        """Tell whether the last decision on this finding let it pass."""
        decided = [row for row in cls.trail(resource_id, digest) if row.kind != "asked"]
        return bool(decided) and decided[-1].kind == "released"

    def as_dict(self) -> dict[str, Any]:
        """Return the row as JSON-ready data; times are ISO 8601 in UTC."""
        return {
            "kind": self.kind,
            "user_id": self.user_id,
            "reason": self.reason,
            "created": iso(self.created),
        }
