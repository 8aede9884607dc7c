"""One run of the check of one uploaded file: where it is, and why it stopped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, ClassVar, Self

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import JSONB, insert

from ckanext.kaga.common.times import iso, now

WAITING = "queued"
FINAL = ("published", "stopped", "failed", "held")


class Check(tk.BaseModel):  # type: ignore[misc]
    """A row of ``kaga_check``.

    ``file_modified`` is the resource's ``last_modified`` (naive UTC, as CKAN keeps it) and
    names the upload; ``steps`` maps each state to the time at which it was entered;
    ``progress`` is in percent; ``report`` is ``tabular.Report.as_dict()``; ``message`` is
    ``{"rule", "ja", "en"}``; ``user_id`` is who asked for it. ``choices`` is what people decided
    about this file (``Choices.as_dict()``), ``changes`` what repair did to it, ``verdict`` what
    the personal-data gate found and ``difference`` what is new since the published version.
    ``source`` is for a linked file what its last look gave: its ``url``, the ``sha256`` of the
    content that is kept, with the ``etag`` and ``last_modified`` that its server gave it, and the
    ``seen`` SHA-256 of what came, kept or not; it is None for an upload. A waiting check with a
    ``sha256`` is of that kept file. At
    most one row per resource waits (a unique index says so): a newer upload takes over the
    waiting row. ``held`` means that somebody must decide, which asks for a new check.
    """

    __tablename__ = "kaga_check"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        sa.Index("kaga_check_by_resource", "resource_id", "id"),
        sa.Index(
            "kaga_check_one_waiting",
            "resource_id",
            unique=True,
            postgresql_where=sa.text("state = 'queued'"),
        ),
    )

    id = sa.Column(sa.BigInteger, sa.Identity(), primary_key=True)
    resource_id = sa.Column(
        sa.UnicodeText, sa.ForeignKey("resource.id", ondelete="CASCADE"), nullable=False
    )
    file_name = sa.Column(sa.UnicodeText, nullable=False)
    file_modified = sa.Column(sa.DateTime, nullable=False)
    sha256 = sa.Column(sa.Text)
    state = sa.Column(sa.Text, nullable=False)
    progress = sa.Column(sa.SmallInteger, nullable=False)
    attempts = sa.Column(sa.SmallInteger, nullable=False)
    steps = sa.Column(JSONB, nullable=False)
    created = sa.Column(sa.DateTime(timezone=True), nullable=False)
    finished = sa.Column(sa.DateTime(timezone=True))
    report = sa.Column(JSONB)
    message = sa.Column(JSONB)
    user_id = sa.Column(sa.UnicodeText)
    choices = sa.Column(JSONB, nullable=False, server_default=sa.text("'{}'::jsonb"))
    verdict = sa.Column(JSONB)
    difference = sa.Column(JSONB)
    changes = sa.Column(JSONB)
    source = sa.Column(JSONB)

    @classmethod
    def request(cls, resource: model.Resource, file_name: str, **fields: Any) -> int:
        """Put a check of the resource's present file into the queue; return its id.

        Runs in the caller's transaction, so that a file and its check are saved together.
        """
        at = now()
        upload = {
            "file_name": file_name,
            "file_modified": _modified(resource),
            "created": at,
            "steps": {WAITING: iso(at)},
            **{"user_id": None, "choices": {}, "source": None, "sha256": None},
            **fields,
        }
        statement = (
            insert(cls)
            .values(resource_id=resource.id, state=WAITING, progress=0, attempts=0, **upload)
            .on_conflict_do_update(
                index_elements=["resource_id"],
                index_where=sa.text("state = 'queued'"),
                set_=upload,
            )
            .returning(cls.id)
        )
        return model.Session.execute(statement).scalar_one()

    @classmethod
    def get(cls, check_id: int) -> Self | None:
        """Return the check as the database has it now, or None."""
        return model.Session.get(cls, check_id, populate_existing=True)

    @classmethod
    def latest(cls, resource_id: str) -> Self | None:
        """Return the newest check of a resource, whatever its state, or None."""
        return model.Session.scalars(
            sa.select(cls).where(cls.resource_id == resource_id).order_by(cls.id.desc()).limit(1)
        ).first()

    @classmethod
    def latest_of(cls, resource_ids: Sequence[str]) -> dict[str, Self]:
        """Return the newest check of each resource that has one, by the resource's id."""
        query = (
            sa.select(cls)
            .where(cls.resource_id.in_(resource_ids))
            .distinct(cls.resource_id)
            .order_by(cls.resource_id, cls.id.desc())
        )
        return {check.resource_id: check for check in model.Session.scalars(query)}

    @classmethod
    def of_file_before(cls, check: Check) -> Self | None:
        """Return the newest check of the file that the check's file took the place of, or None."""
        return model.Session.scalars(cls.before(check.resource_id, check.file_modified)).first()

    @classmethod
    def before(cls, resource_id: Any, file_modified: Any) -> sa.Select[tuple[Self]]:
        """Return the query of the newest check of a file that was in a resource before another.

        Both are values or columns, ``file_modified`` is that of the other file.
        """
        return (
            sa.select(cls)
            .where(cls.resource_id == resource_id, cls.file_modified < file_modified)
            .order_by(cls.id.desc())
            .limit(1)
        )

    @classmethod
    def unfinished(cls) -> list[Self]:
        """Return every check that has not come to an end, oldest first."""
        return list(
            model.Session.scalars(sa.select(cls).where(cls.state.not_in(FINAL)).order_by(cls.id))
        )

    @property
    def is_final(self) -> bool:
        """Tell whether nothing more will happen to this check."""
        return self.state in FINAL

    def is_of(self, resource: model.Resource) -> bool:
        """Tell whether this is a check of the file that the resource has now."""
        if self.source is not None:
            return not resource.url_type and self.source["url"] == resource.url
        return bool(resource.url_type) and self.file_modified == _modified(resource)

    def start(self) -> None:
        """Begin (or begin again, after a crash) with the first step."""
        self.attempts += 1
        self.message = self.report = self.verdict = self.difference = self.changes = None
        self.enter("reading", 0)

    def enter(self, state: str, progress: int) -> None:
        """Enter a step, at so many percent, and let everybody see it."""
        self.state = state
        self.progress = progress
        self.steps = {**self.steps, state: iso(now())}
        model.Session.commit()

    def finish(self, state: str, message: dict[str, str] | None = None) -> None:
        """Come to an end, with the reason where it is not ``published``."""
        self.finished = now()
        self.message = message
        self.enter(state, 100 if state == "published" else self.progress)

    def as_dict(self) -> dict[str, Any]:
        """Return the check as JSON-ready data; times are CKAN's, ISO 8601 in UTC."""
        return {
            "id": self.id,
            "resource_id": self.resource_id,
            "file_name": self.file_name,
            "sha256": self.sha256,
            "state": self.state,
            "progress": self.progress,
            "steps": self.steps,
            "created": iso(self.created),
            "finished": iso(self.finished) if self.finished else None,
            "report": self.report,
            "message": self.message,
            "choices": self.choices,
            "changes": self.changes,
            "verdict": self.verdict,
            "difference": self.difference,
        }


def _modified(resource: model.Resource) -> dt.datetime:
    return resource.last_modified or resource.created
