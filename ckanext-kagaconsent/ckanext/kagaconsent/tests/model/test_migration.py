"""The migrations go up, down and up again, and the database keeps what was published."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from ckan import model

from ckanext.kagaconsent import model as tables_of_ours
from ckanext.kagaconsent.model import Facet
from ckanext.kagaconsent.tests.files import enter, make_public
from ckanext.kagaconsent.tests.register import act, draft, publish

pytestmark = pytest.mark.stack

MODELS = tuple(getattr(tables_of_ours, name) for name in tables_of_ours.__all__)
OURS = {one.__tablename__ for one in MODELS}


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
    for table in MODELS:
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


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE kagaconsent_file_ledger_version SET content = '{}' WHERE file_ledger_id = :id",
        "UPDATE kagaconsent_file_ledger_version SET listed = false WHERE file_ledger_id = :id",
        "DELETE FROM kagaconsent_file_ledger_version WHERE file_ledger_id = :id",
    ],
)
def test_nobody_changes_what_the_ledger_said(
    people: dict[str, str], city: dict[str, Any], statement: str
) -> None:
    file = make_public(people, enter(people, city, f"kept-{hash(statement) % 10**8}"))
    with pytest.raises(sa.exc.DBAPIError, match="stays as it is"):
        model.Session.execute(sa.text(statement), {"id": file["id"]})
    model.Session.rollback()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE kagaconsent_sign_code SET code = code || 'A' WHERE data_use_id = :id",
        "UPDATE kagaconsent_sign_code SET place = 'ほかの場所' WHERE data_use_id = :id",
        "DELETE FROM kagaconsent_sign_code WHERE data_use_id = :id",
    ],
)
def test_a_code_of_a_sign_is_never_another_ones(
    people: dict[str, str], city: dict[str, Any], statement: str
) -> None:
    use = publish(people, draft(people, city, f"signed-{hash(statement) % 10**8}"))
    with pytest.raises(sa.exc.DBAPIError, match="stays what it is"):
        model.Session.execute(sa.text(statement), {"id": use["id"]})
    model.Session.rollback()


def test_the_database_lists_what_is_public_and_nothing_else(
    people: dict[str, str], city: dict[str, Any]
) -> None:
    use = draft(people, city, f"listed-{city['name'].lower().replace('_', '-')}")
    assert listed(use) == {}
    publish(people, use)
    said = listed(use)
    assert said["kind"] == ["camera"]
    assert said["place"] == ["駅前広場の北側の柱"]
    assert said["purpose"] == ["ImproveTransportMobility", "ProvideOfficialStatistics"]
    assert said["source"] == ["inferred", "sensor"]
    act("kagaconsent_data_use_suspend", people["admin"], id=use["id"], reason="点検のため")
    assert listed(use) == said | {"state": ["suspended"]}


def listed(use: dict[str, Any]) -> dict[str, list[str]]:
    """What the list finds a data use by, by field."""
    model.Session.expire_all()
    query = sa.select(Facet.field, Facet.value).where(Facet.slug == use["slug"])
    found: dict[str, list[str]] = {}
    for field, value in model.Session.execute(query.order_by(Facet.value)):
        found.setdefault(field, []).append(value)
    return found
