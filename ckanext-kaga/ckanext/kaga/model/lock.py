"""One job at a time on one resource, held by the database so that a killed job lets go."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from ckan import model

# The first of PostgreSQL's two lock numbers: separates our locks from anybody else's.
_NAMESPACE = 0x6B616761  # "kaga"


@contextmanager
def resource_lock(resource_id: str) -> Iterator[None]:
    """Wait for the resource's lock and hold it; it ends with this block or this process."""
    with _connection() as connection:
        connection.execute(sa.select(sa.func.pg_advisory_lock(*_key(resource_id))))
        yield


def is_held(resource_id: str) -> bool:
    """Tell whether some living process works on the resource."""
    with _connection() as connection:
        free = connection.scalar(sa.select(sa.func.pg_try_advisory_lock(*_key(resource_id))))
        return not free


@contextmanager
def _connection() -> Iterator[sa.Connection]:
    # Outside a transaction, so that a long job does not hold back vacuum; invalidated at
    # the end, because a pooled connection would keep the session's lock.
    assert model.meta.engine is not None  # noqa: S101
    connection = model.meta.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    try:
        yield connection
    finally:
        connection.invalidate()
        connection.close()


def _key(resource_id: str) -> tuple[int, sa.ColumnElement[int]]:
    return _NAMESPACE, sa.func.hashtext(resource_id)
