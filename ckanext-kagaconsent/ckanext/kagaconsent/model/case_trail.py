"""The trail of a case: events, messages, attachments and who looked; none of it ever changes."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import JSONB

from ckanext.kaga.common.times import now

_CASE = "kagaconsent_case.id"


class _Numbered:
    """What counts from 1 in each case; the caller holds the case's lock."""

    @classmethod
    def add(cls, case_id: int, **fields: Any) -> Self:
        """Add the next one, in the caller's transaction."""
        numbers = sa.select(sa.func.max(cls.number)).where(cls.case_id == case_id)  # type: ignore[attr-defined]
        number = (model.Session.scalar(numbers) or 0) + 1
        one = cls(case_id=case_id, number=number, created=now(), **fields)  # type: ignore[call-arg]
        model.Session.add(one)
        model.Session.flush()
        return one

    @classmethod
    def of(cls, case_id: int) -> list[Self]:
        """Return those of a case, oldest first."""
        query = sa.select(cls).where(cls.case_id == case_id).order_by(cls.number)  # type: ignore[attr-defined]
        return list(model.Session.scalars(query))


class CaseEvent(_Numbered, tk.BaseModel):  # type: ignore[misc]
    """A row of ``kagaconsent_case_event``: what happened on which day, entered by whom."""

    __tablename__ = "kagaconsent_case_event"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        sa.UniqueConstraint("case_id", "number", name="kagaconsent_case_event_number"),
    )

    id = sa.Column(sa.BigInteger, sa.Identity(), primary_key=True)
    case_id = sa.Column(sa.BigInteger, sa.ForeignKey(_CASE), nullable=False)
    number = sa.Column(sa.Integer, nullable=False)
    event = sa.Column(sa.Text, nullable=False)
    happened_on = sa.Column(sa.Date, nullable=False)
    reason = sa.Column(sa.UnicodeText, nullable=False)
    detail = sa.Column(JSONB, nullable=False)
    user_id = sa.Column(sa.Text)
    created = sa.Column(sa.DateTime(timezone=True), nullable=False)

    @classmethod
    def of_each(cls, case_ids: list[int]) -> dict[int, list[Self]]:
        """Return the events of several cases, by case, oldest first."""
        query = sa.select(cls).where(cls.case_id.in_(case_ids)).order_by(cls.case_id, cls.number)
        found: dict[int, list[Self]] = {case_id: [] for case_id in case_ids}
        for event in model.Session.scalars(query):
            found[event.case_id].append(event)
        return found


class CaseMessage(_Numbered, tk.BaseModel):  # type: ignore[misc]
    """A row of ``kagaconsent_case_message``: what the person and the desk wrote to each other."""

    __tablename__ = "kagaconsent_case_message"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        sa.UniqueConstraint("case_id", "number", name="kagaconsent_case_message_number"),
        sa.UniqueConstraint("case_id", "once", name="kagaconsent_case_message_once"),
    )

    id = sa.Column(sa.BigInteger, sa.Identity(), primary_key=True)
    case_id = sa.Column(sa.BigInteger, sa.ForeignKey(_CASE), nullable=False)
    number = sa.Column(sa.Integer, nullable=False)
    from_desk = sa.Column(sa.Boolean, nullable=False)
    user_id = sa.Column(sa.Text)
    text = sa.Column(sa.UnicodeText, nullable=False)
    once = sa.Column(sa.Text)
    created = sa.Column(sa.DateTime(timezone=True), nullable=False)


class CaseAttachment(_Numbered, tk.BaseModel):  # type: ignore[misc]
    """A row of ``kagaconsent_case_attachment``; ``message`` is 0 for one of the first form.

    ``location`` is where the desk's own storage has it, ``sha256`` what it should be.
    """

    __tablename__ = "kagaconsent_case_attachment"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        sa.UniqueConstraint("case_id", "number", name="kagaconsent_case_attachment_number"),
    )

    id = sa.Column(sa.BigInteger, sa.Identity(), primary_key=True)
    case_id = sa.Column(sa.BigInteger, sa.ForeignKey(_CASE), nullable=False)
    number = sa.Column(sa.Integer, nullable=False)
    message = sa.Column(sa.Integer, nullable=False)
    file_name = sa.Column(sa.UnicodeText, nullable=False)
    size = sa.Column(sa.Integer, nullable=False)
    sha256 = sa.Column(sa.Text, nullable=False)
    location = sa.Column(sa.Text, nullable=False)
    created = sa.Column(sa.DateTime(timezone=True), nullable=False)


class CaseAccess(tk.BaseModel):  # type: ignore[misc]
    """A row of ``kagaconsent_case_access``: who looked, at what; nobody is the person."""

    __tablename__ = "kagaconsent_case_access"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        sa.Index("kagaconsent_case_access_case", "case_id", "id"),
    )

    id = sa.Column(sa.BigInteger, sa.Identity(), primary_key=True)
    case_id = sa.Column(sa.BigInteger, sa.ForeignKey(_CASE), nullable=False)
    user_id = sa.Column(sa.Text)
    seen = sa.Column(sa.Text, nullable=False)
    created = sa.Column(sa.DateTime(timezone=True), nullable=False)

    @classmethod
    def add(cls, case_id: int, user_id: str | None, seen: str) -> None:
        """Note who looks, in the caller's transaction."""
        model.Session.add(cls(case_id=case_id, user_id=user_id, seen=seen, created=now()))
        model.Session.flush()

    @classmethod
    def of(cls, case_id: int, limit: int | None = None) -> list[Self]:
        """Return who looked at a case, newest first."""
        query = sa.select(cls).where(cls.case_id == case_id).order_by(cls.id.desc()).limit(limit)
        return list(model.Session.scalars(query))


class CasePurge(tk.BaseModel):  # type: ignore[misc]
    """A row of ``kagaconsent_case_purge``: that a case was erased, and what the year counts of it.

    ``sha256`` is of everything that was erased, ``erased`` how many of what.
    """

    __tablename__ = "kagaconsent_case_purge"

    case_id = sa.Column(sa.BigInteger, primary_key=True, autoincrement=False)
    reference = sa.Column(sa.Text, nullable=False)
    owner_org = sa.Column(sa.Text, nullable=False)
    kind = sa.Column(sa.Text, nullable=False)
    fiscal_year = sa.Column(sa.Integer, nullable=False)
    outcome = sa.Column(sa.Text)
    extended = sa.Column(sa.Boolean, nullable=False)
    late = sa.Column(sa.Boolean, nullable=False)
    closed_on = sa.Column(sa.Date, nullable=False)
    purged = sa.Column(sa.DateTime(timezone=True), nullable=False)
    sha256 = sa.Column(sa.Text, nullable=False)
    erased = sa.Column(JSONB, nullable=False)

    @classmethod
    def add(cls, **fields: Any) -> Self:
        """Write the proof, in the caller's transaction; the database then lets the case go."""
        proof = cls(purged=now(), **fields)
        model.Session.add(proof)
        model.Session.flush()
        return proof

    def erase(self) -> None:
        """Delete the case that this is the proof of, in the caller's transaction."""
        for trail in (CaseAttachment, CaseMessage, CaseEvent, CaseAccess):
            model.Session.execute(sa.delete(trail).where(trail.case_id == self.case_id))
        case = sa.table("kagaconsent_case", sa.column("id"))
        model.Session.execute(sa.delete(case).where(case.c.id == self.case_id))

    @classmethod
    def since(cls, time: dt.datetime) -> list[Self]:
        """Return the proofs since a time, oldest first."""
        query = sa.select(cls).where(cls.purged >= time).order_by(cls.purged, cls.case_id)
        return list(model.Session.scalars(query))
