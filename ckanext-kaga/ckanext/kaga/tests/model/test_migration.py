"""The migrations go up, down and up again, and give what the model declares."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from ckan import model

from ckanext.kaga.model import Check, Release, Review, Version

pytestmark = pytest.mark.stack


OURS = {table.__tablename__ for table in (Check, Release, Review, Version)}


def tables() -> set[str]:
    assert model.meta.engine is not None
    return OURS.intersection(sa.inspect(model.meta.engine).get_table_names())


def test_up_down_and_up(portal: None, migrate_db_for: Callable[..., None]) -> None:
    assert tables() == OURS
    migrate_db_for("kaga", "base", forward=False)
    assert tables() == set()
    migrate_db_for("kaga")
    assert tables() == OURS


def test_the_model_and_the_migrations_agree(portal: None) -> None:
    assert model.meta.engine is not None
    with model.meta.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, _: kind != "table" or name in OURS},
        )
        metadata = sa.MetaData()
        model.Resource.__table__.to_metadata(metadata)
        model.Package.__table__.to_metadata(metadata)
        for table in (Check, Release, Review, Version):
            table.__table__.to_metadata(metadata)
        differences = [
            difference
            for difference in compare_metadata(context, metadata)
            if any(name in str(difference) for name in OURS)
        ]
    assert not differences
