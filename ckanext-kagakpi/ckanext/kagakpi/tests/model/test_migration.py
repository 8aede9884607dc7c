"""The migrations go up, down and up again, and the database keeps what was published."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from ckan import model

from ckanext.kagakpi import model as ours
from ckanext.kagakpi.model.observation import Observation, Revised
from ckanext.kagakpi.tests.portal import act, bring_in, renamed, slug_of

pytestmark = pytest.mark.stack

TABLES = [getattr(ours, name).__table__ for name in ours.__all__]
NAMES = {table.name for table in TABLES}


def tables() -> set[str]:
    assert model.meta.engine is not None
    return NAMES.intersection(sa.inspect(model.meta.engine).get_table_names())


def test_up_down_and_up(portal: None, migrate_db_for: Callable[..., None]) -> None:
    assert tables() == NAMES
    migrate_db_for("kagakpi", "base", forward=False)
    assert tables() == set()
    migrate_db_for("kagakpi")
    assert tables() == NAMES


def test_the_model_and_the_migrations_agree(portal: None) -> None:
    assert model.meta.engine is not None
    metadata = sa.MetaData()
    for table in TABLES:
        table.to_metadata(metadata)
    with model.meta.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, _: kind != "table" or name in NAMES},
        )
        assert not compare_metadata(context, metadata)


@pytest.fixture
def reported(people: dict[str, str], city: dict[str, Any]) -> dict[str, Any]:
    """An example plan with one report and what is said about it."""
    plan = bring_in(people, city, renamed(slug_of(city)), example=True)
    said = {"cause_ja": "予定より早く進みました。"}
    report = act(
        "kagakpi_observation_create",
        people["admin"],
        id=plan["id"],
        kpi="open-data",
        as_of="2021-03-31",
        value="2",
        **said,
    )
    return plan | {"report": report}


@pytest.mark.parametrize("table", ["plan_version", "observation", "evaluation"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET user_id = 'x'", "DELETE FROM {}"])
def test_nobody_changes_what_was_published(reported: dict[str, Any], table: str, verb: str) -> None:
    statement = f"{verb.format(f'kagakpi_{table}')} WHERE plan_id = :id"
    with pytest.raises(sa.exc.DBAPIError, match="stays as it is"):
        model.Session.execute(sa.text(statement), {"id": reported["id"]})
    model.Session.rollback()


@pytest.mark.parametrize("wrong", [{"year": 2019}, {"indicator": "big-data"}, {"reason": ""}])
def test_a_correction_is_of_the_same_thing_and_says_why(
    reported: dict[str, Any], wrong: dict[str, Any]
) -> None:
    old = Observation.of(reported["id"])[0]._mapping
    fields = {**old, "revises": old["id"], "reason": "数え直しました。", "id": "another", **wrong}
    with pytest.raises(Revised):
        Observation.add(**fields)
    model.Session.rollback()


def test_a_report_is_put_right_once(reported: dict[str, Any]) -> None:
    old = Observation.of(reported["id"])[0]._mapping
    more = {"revises": old["id"], "reason": "数え直しました。"}
    Observation.add(**{**old, **more, "id": f"{old['id']}-1"})
    with pytest.raises(Revised):
        Observation.add(**{**old, **more, "id": f"{old['id']}-2"})
    model.Session.rollback()
