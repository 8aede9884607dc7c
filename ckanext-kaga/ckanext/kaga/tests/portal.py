"""Doing things on the portal in tests, as its site user or as a person."""

from __future__ import annotations

import io
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from werkzeug.datastructures import FileStorage


def act(action: str, user: str | None = None, **data: Any) -> Any:
    """Call an action as a person of this name, or as the portal itself."""
    if user is not None:
        return tk.get_action(action)({"user": user}, data)
    site = tk.get_action("get_site_user")({"ignore_auth": True}, {})
    return tk.get_action(action)({"user": site["name"], "ignore_auth": True}, data)


def upload(
    content: bytes, file_name: str, action: str = "resource_create", **fields: Any
) -> dict[str, Any]:
    """Upload a file as the resource form does."""
    return act(action, upload=FileStorage(io.BytesIO(content), file_name), url=file_name, **fields)


def forget_trails() -> None:
    """Empty the tables that let nobody delete, as their owner can: CKAN's fixtures empty all."""
    model.Session.remove()
    assert model.meta.engine is not None
    with model.meta.engine.begin() as connection:
        found = "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE '%\\_stays'"
        for table in connection.execute(sa.text(found)).scalars().all():
            connection.execute(sa.text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
            connection.execute(sa.text(f"DELETE FROM {table}"))  # noqa: S608 - of the catalogue
            connection.execute(sa.text(f"ALTER TABLE {table} ENABLE TRIGGER USER"))
