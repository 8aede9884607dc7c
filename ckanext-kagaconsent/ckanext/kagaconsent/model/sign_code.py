"""The code of a sign: for which place of which data use it stands, for ever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import insert

from ckanext.kaga.common.times import now
from ckanext.kagaconsent import signs
from ckanext.kagaconsent.model.data_use import DataUse
from ckanext.kagaconsent.model.data_use_version import DataUseVersion

_TRIES = 8


@dataclass(frozen=True, slots=True)
class Standing:
    """One sign of a list with the public version of its data use."""

    sign: SignCode
    use: DataUse
    version: DataUseVersion


class SignCode(tk.BaseModel):  # type: ignore[misc]
    """A row of ``kagaconsent_sign_code``.

    ``place`` is what ``signs.place_key`` calls it; ``standing`` is False once the public version
    no longer has the place, or the data use has ended.
    """

    __tablename__ = "kagaconsent_sign_code"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        sa.UniqueConstraint("data_use_id", "place", name="kagaconsent_sign_code_place"),
    )

    code = sa.Column(sa.Text, primary_key=True)
    data_use_id = sa.Column(sa.Text, sa.ForeignKey("kagaconsent_data_use.id"), nullable=False)
    place = sa.Column(sa.UnicodeText, nullable=False)
    standing = sa.Column(sa.Boolean, nullable=False)
    created = sa.Column(sa.DateTime(timezone=True), nullable=False)

    @classmethod
    def get(cls, code: str) -> Self | None:
        """Return the sign of a code, or None."""
        return model.Session.get(cls, code)

    @classmethod
    def settle(cls, data_use_id: str, places: Sequence[str]) -> None:
        """Let the signs of a data use stand where it says, in the caller's transaction.

        A new place gets a code; one that is gone keeps its own.
        """
        known = {sign.place: sign for sign in cls.of(data_use_id)}
        for place in dict.fromkeys(places):
            if place not in known:
                cls._add(data_use_id, place)
        for place, sign in known.items():
            sign.standing = place in places
        model.Session.flush()

    @classmethod
    def of(cls, data_use_id: str) -> list[Self]:
        """Return the signs of a data use, the oldest first."""
        query = sa.select(cls).where(cls.data_use_id == data_use_id)
        return list(model.Session.scalars(query.order_by(cls.created, cls.code)))

    @classmethod
    def listed(
        cls,
        *,
        data_use_id: str | None = None,
        owner_org: str | None = None,
        kind: str | None = None,
        limit: int,
        offset: int,
    ) -> tuple[int, list[Standing]]:
        """Return how many signs stand and some of them, by data use and place."""
        version = DataUseVersion
        query = (
            sa.select(cls, DataUse, version)
            .join(DataUse, DataUse.id == cls.data_use_id)
            .join(version, version.data_use_id == DataUse.id)
            .where(cls.standing, version.number == DataUse.public_number)
        )
        if data_use_id:
            query = query.where(DataUse.id == data_use_id)
        if owner_org:
            query = query.where(DataUse.owner_org == owner_org)
        if kind:
            query = query.where(version.content.contains({"kind": kind}))
        total = model.Session.scalar(sa.select(sa.func.count()).select_from(query.subquery()))
        page = query.order_by(DataUse.slug, cls.place).limit(limit).offset(offset)
        return total, [Standing(*row) for row in model.Session.execute(page)]

    @classmethod
    def _add(cls, data_use_id: str, place: str) -> None:
        """Give a place a code that no other sign has; the database says which are taken."""
        for tries in range(_TRIES):
            # The fuller the short codes are, the sooner a longer one is tried.
            code = signs.new_code(signs.LENGTH + tries // 2)
            row = {"code": code, "data_use_id": data_use_id, "place": place, "standing": True}
            added = insert(cls).values(**row, created=now()).on_conflict_do_nothing()
            if model.Session.execute(added).rowcount:
                return
        raise RuntimeError("no code is free")
