"""Alembic's entry: runs this plugin's migrations on CKAN's own database."""

from __future__ import annotations

from alembic import context
from ckan.model.meta import metadata
from sqlalchemy import engine_from_config, pool

PLUGIN = "kagakpi"


def _is_ours(
    _object: object, name: str | None, kind: str, _reflected: bool, _compare_to: object
) -> bool:
    # The other plugins keep their own tables and histories.
    return kind != "table" or (name or "").startswith(f"{PLUGIN}_")


def _run() -> None:
    engine = engine_from_config(
        context.config.get_section(context.config.config_ini_section) or {},
        prefix="sqlalchemy.",
        poolclass=pool.NullPool,
    )
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=metadata,
            version_table=f"{PLUGIN}_alembic_version",
            include_object=_is_ours,
        )
        with context.begin_transaction():
            context.run_migrations()


_run()
