"""What the public list is found by: kept by the database beside the versions, never by hand.

Triggers write both tables whenever another version of a data use becomes the public one
(migrations 007 to 009). docs/adr/0049 tells why they are there and what they promise.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, ClassVar, NamedTuple

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from ckanext.kagaconsent.model.data_use_version import DataUseVersion

COUNTED = 1_000
"""A list is counted so far and no further: beyond, people narrow it and machines go on by name."""

_GRAM = 2


class Facet(tk.BaseModel):  # type: ignore[misc]
    """A row of ``kagaconsent_facet``: a value of one field of one public data use.

    ``field`` is kind, state, party (who is responsible), department, identifiability, purpose,
    data (the terms of its items), source, place (its description), dataset (a CKAN id), or
    located (``yes`` where there is any place).
    """

    __tablename__ = "kagaconsent_facet"
    __table_args__: ClassVar[tuple[Any, ...]] = (sa.Index("kagaconsent_facet_slug", "slug"),)

    field = sa.Column(sa.Text, primary_key=True)
    value = sa.Column(sa.Text, primary_key=True)
    slug = sa.Column(
        sa.Text, sa.ForeignKey("kagaconsent_listed.slug", ondelete="CASCADE"), primary_key=True
    )

    @classmethod
    def values(cls, field: str, limit: int) -> list[str]:
        """Return the values that a field has in public, in their order, one probe for each."""
        query = sa.text(
            "WITH RECURSIVE one(value) AS ("
            " (SELECT value FROM kagaconsent_facet WHERE field = :field ORDER BY value LIMIT 1)"
            " UNION ALL SELECT (SELECT value FROM kagaconsent_facet"
            "  WHERE field = :field AND value > one.value ORDER BY value LIMIT 1)"
            "  FROM one WHERE one.value IS NOT NULL"
            ") SELECT value FROM one WHERE value IS NOT NULL LIMIT :limit"
        )
        return list(model.Session.scalars(query, {"field": field, "limit": limit}))

    @classmethod
    def any_of(
        cls, wanted: Mapping[str, Collection[str]], limit: int
    ) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return the short names that have any of these values, those with most of them first.

        :param wanted: values by field
        :returns: short name, and the fields and values that it has of them
        """
        pairs = [(field, value) for field, values in wanted.items() for value in values]
        if not pairs:
            return []
        query = (
            sa.select(cls.slug, sa.func.array_agg(cls.field), sa.func.array_agg(cls.value))
            .where(sa.tuple_(cls.field, cls.value).in_(pairs))
            .group_by(cls.slug)
            .order_by(sa.func.count().desc(), cls.slug)
            .limit(limit)
        )
        return [
            (slug, sorted(zip(fields, values, strict=True)))
            for slug, fields, values in model.Session.execute(query)
        ]


class Found(NamedTuple):
    """The short names of one page of the list, and how many there are, counted to ``COUNTED``."""

    count: int
    has_more: bool
    slugs: list[str]


class Summed(NamedTuple):
    """How many data uses of a party state the policies alike, and how many are overdue."""

    party: str
    policies: str
    count: int
    overdue: int


class Listing(tk.BaseModel):  # type: ignore[misc]
    """A row of ``kagaconsent_listed``: a data use that is public, and its version that is.

    ``places`` are those of its content; ``grams`` are the letters and the pairs of letters of
    what a search looks in, so that a word of two letters, which most Japanese words are, is
    found by an index. ``review_on``, ``party`` (who is responsible) and ``policies`` (a letter
    for each) are empty once the data use has ended.
    """

    __tablename__ = "kagaconsent_listed"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        sa.UniqueConstraint("data_use_id", name="kagaconsent_listed_data_use"),
        sa.ForeignKeyConstraint(
            ["data_use_id", "number"],
            ["kagaconsent_data_use_version.data_use_id", "kagaconsent_data_use_version.number"],
            name="kagaconsent_listed_version",
            ondelete="CASCADE",
        ),
        sa.Index("kagaconsent_listed_grams", "grams", postgresql_using="gin"),
        sa.Index(
            "kagaconsent_listed_reviews",
            "owner_org",
            "review_on",
            "slug",
            postgresql_where=sa.text("review_on IS NOT NULL"),
        ),
        sa.Index(
            "kagaconsent_listed_parties",
            "party",
            "policies",
            "review_on",
            postgresql_where=sa.text("party IS NOT NULL"),
        ),
    )

    slug = sa.Column(sa.Text, primary_key=True)
    data_use_id = sa.Column(sa.Text, nullable=False)
    number = sa.Column(sa.Integer, nullable=False)
    places = sa.Column(JSONB, nullable=False)
    grams = sa.Column(ARRAY(sa.Text), nullable=False)
    owner_org = sa.Column(sa.Text)
    review_on = sa.Column(sa.Date)
    party = sa.Column(sa.Text)
    policies = sa.Column(sa.Text)

    @classmethod
    def found(
        cls,
        *,
        words: Collection[str],
        facets: Mapping[str, str],
        limit: int,
        offset: int = 0,
        after: str = "",
        counted: bool = True,
    ) -> Found:
        """Return a page of the public list by short name.

        :param words: each has to be somewhere in the text; folded as ``searched`` is
        :param facets: the value that each of these fields has to have
        :param after: a short name; the list goes on behind it
        :param counted: False leaves the count 0, for who reads everything
        """
        query, slug = cls._where(words, facets)
        if after:
            query = query.where(slug > after)
        page = query.order_by(slug).limit(limit).offset(offset)
        with _by_index(words):
            slugs = list(model.Session.scalars(page))
            if not counted:
                return Found(0, has_more=False, slugs=slugs)
            most = query.limit(COUNTED + 1).subquery()
            count = model.Session.scalar(sa.select(sa.func.count()).select_from(most))
        return Found(min(count, COUNTED), has_more=count > COUNTED, slugs=slugs)

    @classmethod
    def places_of(
        cls, *, words: Collection[str], facets: Mapping[str, str], limit: int
    ) -> list[tuple[str, list[dict[str, Any]]]]:
        """Return short names and places of the data uses of a list that have some."""
        located, slug = cls._where(words, {**facets, "located": "yes"})
        found = located.order_by(slug).limit(limit)
        query = sa.select(cls.slug, cls.places).where(cls.slug.in_(found)).order_by(cls.slug)
        with _by_index(words):
            return [(slug, places) for slug, places in model.Session.execute(query)]

    @classmethod
    def summed(cls, today: dt.date) -> list[Summed]:
        """Return the sums of all that has not ended, by party; the index alone holds them.

        :param today: what was to be looked at anew before is overdue
        """
        overdue = sa.func.count().filter(cls.review_on < today)
        query = (
            sa.select(cls.party, cls.policies, sa.func.count(), overdue)
            .where(cls.party.is_not(None))
            .group_by(cls.party, cls.policies)
            .order_by(cls.party, cls.policies)
        )
        return [Summed(*row) for row in model.Session.execute(query)]

    @classmethod
    def _where(cls, words: Collection[str], facets: Mapping[str, str]) -> tuple[Any, Any]:
        """The short names that have it all, and the column that they are in."""
        wanted = [(sa.orm.aliased(Facet), *pair) for pair in facets.items()]
        # Without words the facets know it all: their index is in the order of the list.
        slug = cls.slug if words or not wanted else wanted[0][0].slug
        query = sa.select(slug)
        for facet, field, value in wanted:
            query = query.where(facet.slug == slug, facet.field == field, facet.value == value)
        grams = {gram for word in words for gram in _grams(word)}
        if grams:
            query = query.where(cls.grams.contains(sorted(grams)))
        # The pairs of a longer word may stand apart; those of a short one are the word.
        long = [word for word in words if len(word) > _GRAM]
        if long:
            version = DataUseVersion
            query = query.join(
                version,
                sa.and_(version.data_use_id == cls.data_use_id, version.number == cls.number),
            ).where(*(sa.func.strpos(version.searched, word) > 0 for word in long))
        return query, slug


@contextmanager
def _by_index(words: Collection[str]) -> Iterator[None]:
    """Keep PostgreSQL from reading every row for a word.

    It takes that for cheap, because it does not count what unpacking a row's grams costs.
    """
    if words:
        model.Session.execute(sa.text("SET LOCAL enable_seqscan = off"))
    yield
    if words:
        model.Session.execute(sa.text("SET LOCAL enable_seqscan TO DEFAULT"))


def _grams(word: str) -> set[str]:
    if len(word) < _GRAM:
        return {word}
    return {word[at : at + _GRAM] for at in range(len(word) - 1)}
