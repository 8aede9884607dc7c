"""That an organisation was reminded of a round on a day."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import insert


class Reminder(tk.BaseModel):  # type: ignore[misc]
    """A row of ``kagakpi_reminder``."""

    __tablename__ = "kagakpi_reminder"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        sa.UniqueConstraint("period_id", "owner_org", "day", name="kagakpi_reminder_once"),
    )

    id = sa.Column(sa.BigInteger, sa.Identity(), primary_key=True)
    period_id = sa.Column(sa.Text, sa.ForeignKey("kagakpi_period.id"), nullable=False)
    owner_org = sa.Column(sa.Text, nullable=False)
    day = sa.Column(sa.Date, nullable=False)

    @classmethod
    def claim(cls, period_id: str, owner_org: str, day: dt.date) -> bool:
        """Note that a letter goes out, in the caller's transaction; False where one did already."""
        statement = (
            insert(cls)
            .values(period_id=period_id, owner_org=owner_org, day=day)
            .on_conflict_do_nothing(constraint="kagakpi_reminder_once")
            .returning(cls.id)
        )
        return model.Session.execute(statement).scalar() is not None
