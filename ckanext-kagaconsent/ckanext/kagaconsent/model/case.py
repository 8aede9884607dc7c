"""A case of the desk: what a person asked or complained of, and where it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from typing import Any, ClassVar, Self

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.exc import IntegrityError

from ckanext.kaga.common.times import now

MOST = 1000
"""So many cases are counted and listed; who has more narrows the list."""

_STILL = sa.text("closed_on IS NULL")
_DONE = sa.text("closed_on IS NOT NULL")
_INDEXES = {
    "all": (("due_on", "id"), _STILL),
    "desk": (("owner_org", "due_on", "id"), _STILL),
    "desk_kind": (("owner_org", "kind", "due_on", "id"), _STILL),
    "desk_stands": (("owner_org", "stands", "due_on", "id"), _STILL),
    "desk_unread": (("owner_org", "due_on", "id"), sa.text("unread AND closed_on IS NULL")),
    "desk_closed": (("owner_org", "closed_on", "id"), _DONE),
    "closed_on": (("closed_on", "id"), _DONE),
}


class Taken(Exception):
    """This form was sent before (``case`` came of it), or the number is another case's (None)."""

    def __init__(self, case: Case | None) -> None:
        """Name the case that the form made."""
        super().__init__()
        self.case = case


class Case(tk.BaseModel):  # type: ignore[misc]
    """A row of ``kagaconsent_case``.

    From ``received_on`` on the columns follow from the trail and are written with it, so that
    lists need not reckon; ``unread`` is whether the person wrote since the desk did.
    """

    __tablename__ = "kagaconsent_case"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        sa.UniqueConstraint("reference", name="kagaconsent_case_reference"),
        sa.UniqueConstraint("once", name="kagaconsent_case_once"),
        *(
            sa.Index(f"kagaconsent_case_by_{name}", *columns, postgresql_where=where)
            for name, (columns, where) in _INDEXES.items()
        ),
    )

    id = sa.Column(sa.BigInteger, sa.Identity(), primary_key=True)
    reference = sa.Column(sa.Text, nullable=False)
    secret_hash = sa.Column(sa.Text, nullable=False)
    once = sa.Column(sa.Text)
    kind = sa.Column(sa.Text, nullable=False)
    owner_org = sa.Column(sa.Text, nullable=False)
    about = sa.Column(sa.Text)
    text = sa.Column(sa.UnicodeText, nullable=False)
    person_name = sa.Column(sa.UnicodeText, nullable=False)
    person_contact = sa.Column(sa.UnicodeText, nullable=False)
    by_agent = sa.Column(sa.Boolean, nullable=False)
    entered_by = sa.Column(sa.Text)
    created = sa.Column(sa.DateTime(timezone=True), nullable=False)
    received_on = sa.Column(sa.Date, nullable=False)
    due_on = sa.Column(sa.Date)
    stands = sa.Column(sa.Text, nullable=False)
    outcome = sa.Column(sa.Text)
    decided_on = sa.Column(sa.Date)
    extended = sa.Column(sa.Boolean, nullable=False)
    late = sa.Column(sa.Boolean, nullable=False)
    closed_on = sa.Column(sa.Date)
    unread = sa.Column(sa.Boolean, nullable=False)

    @classmethod
    def add(cls, **fields: Any) -> Self:
        """Add a case, in the caller's transaction; raises Taken."""
        case = cls(created=now(), extended=False, late=False, unread=True, stands="open", **fields)
        try:
            with model.Session.begin_nested():
                model.Session.add(case)
        except IntegrityError as error:
            once = fields.get("once")
            query = sa.select(cls).where(cls.once == once)
            raise Taken(model.Session.scalars(query).first() if once else None) from error
        return case

    @classmethod
    def get(cls, reference: str, *, lock: bool = False) -> Self | None:
        """Return the case of this number, or None.

        With ``lock`` nobody else changes it until the caller's transaction ends.
        """
        query = sa.select(cls).where(cls.reference == reference)
        if lock:
            query = query.with_for_update().execution_options(populate_existing=True)
        return model.Session.scalars(query).first()

    @classmethod
    def listed(
        cls,
        owner_orgs: Collection[str] | None,
        *,
        which: str,
        kind: str | None,
        today: dt.date,
        soon: dt.date,
        limit: int,
        offset: int,
    ) -> tuple[int, list[Self]]:
        """Return how many cases there are, up to ``MOST`` + 1, and some of them by due date.

        :param owner_orgs: whose; None is everybody's
        :param which: open, unread, overdue, soon, closed, or a value of ``stands``
        """
        narrowed = [*cls._which(which, today, soon), *([cls.kind == kind] if kind else [])]
        order = (cls.closed_on.desc(), cls.id.desc()) if which == "closed" else (cls.due_on, cls.id)
        mine = [[]] if owner_orgs is None else [[cls.owner_org == one] for one in owner_orgs]
        if not mine:
            return 0, []
        # each organisation has an index in the order of the list, all of them together have none
        parts = [
            sa.select(cls.id).where(*narrowed, *whose).order_by(*order).limit(MOST + 1).subquery()
            for whose in mine
        ]
        ids = sa.union_all(*(sa.select(part.c.id) for part in parts)).subquery()
        total = model.Session.scalar(sa.select(sa.func.count()).select_from(ids)) or 0
        firsts = [
            sa.select(cls.id)
            .where(*narrowed, *whose)
            .order_by(*order)
            .limit(limit + offset)
            .subquery()
            for whose in mine
        ]
        some = sa.union_all(*(sa.select(part.c.id) for part in firsts)).subquery()
        page = (
            sa.select(cls)
            .where(cls.id.in_(sa.select(some.c.id)))
            .order_by(*order)
            .limit(limit)
            .offset(offset)
        )
        return min(total, MOST + 1), list(model.Session.scalars(page))

    @classmethod
    def open_ones(cls, batch: int = 500) -> Iterator[list[Self]]:
        """Yield all cases that are not closed, some at a time, locked until the caller commits."""
        last = 0
        while True:
            query = (
                sa.select(cls)
                .where(cls.closed_on.is_(None), cls.id > last)
                .order_by(cls.id)
                .limit(batch)
                .with_for_update()
                .execution_options(populate_existing=True)
            )
            found = list(model.Session.scalars(query))
            if not found:
                return
            last = found[-1].id
            yield found

    @classmethod
    def closed_before(cls, day: dt.date, limit: int) -> list[Self]:
        """Return cases that were closed before a day, oldest first, locked for the caller."""
        query = (
            sa.select(cls)
            .where(cls.closed_on < day)
            .order_by(cls.closed_on, cls.id)
            .limit(limit)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        return list(model.Session.scalars(query))

    def keep(self, **fields: Any) -> None:
        """Write what follows from the trail, in the caller's transaction."""
        for name, value in fields.items():
            setattr(self, name, value)
        model.Session.flush()

    @classmethod
    def _which(cls, which: str, today: dt.date, soon: dt.date) -> list[Any]:
        if which == "closed":
            return [cls.closed_on.is_not(None)]
        still = cls.closed_on.is_(None)
        return {
            "open": [still],
            "unread": [still, cls.unread],
            "overdue": [still, cls.due_on < today],
            "soon": [still, cls.due_on >= today, cls.due_on <= soon],
        }.get(which, [still, cls.stands == which])
