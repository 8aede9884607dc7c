"""The migrations go up, down and up again, and the database keeps what was published."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from ckan import model

from ckanext.kagaconsent.model import (
    Case,
    CaseAccess,
    CaseAttachment,
    CaseEvent,
    CaseMessage,
    CasePurge,
    DataUse,
    DataUseVersion,
)
from ckanext.kagaconsent.tests.register import draft, publish

pytestmark = pytest.mark.stack

TABLES = (
    DataUse,
    DataUseVersion,
    Case,
    CaseEvent,
    CaseMessage,
    CaseAttachment,
    CaseAccess,
    CasePurge,
)
OURS = {table.__tablename__ for table in TABLES}


def tables() -> set[str]:
    assert model.meta.engine is not None
    return OURS.intersection(sa.inspect(model.meta.engine).get_table_names())


def test_up_down_and_up(portal: None, migrate_db_for: Callable[..., None]) -> None:
    assert tables() == OURS
    migrate_db_for("kagaconsent", "base", forward=False)
    assert tables() == set()
    migrate_db_for("kagaconsent")
    assert tables() == OURS


def test_the_model_and_the_migrations_agree(portal: None) -> None:
    assert model.meta.engine is not None
    metadata = sa.MetaData()
    for table in TABLES:
        table.__table__.to_metadata(metadata)
    with model.meta.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, _: kind != "table" or name in OURS},
        )
        assert not compare_metadata(context, metadata)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE kagaconsent_data_use_version SET reason = '書き換え' WHERE data_use_id = :id",
        "UPDATE kagaconsent_data_use_version SET published = NULL, approver_id = NULL,"
        " state = 'draft' WHERE data_use_id = :id",
        "DELETE FROM kagaconsent_data_use_version WHERE data_use_id = :id",
    ],
)
def test_nobody_changes_what_was_published(
    people: dict[str, str], city: dict[str, Any], statement: str
) -> None:
    use = publish(people, draft(people, city, f"stays-{hash(statement) % 10**8}"))
    with pytest.raises(sa.exc.DBAPIError, match="stays as it is"):
        model.Session.execute(sa.text(statement), {"id": use["id"]})
    model.Session.rollback()
