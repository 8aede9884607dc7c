"""Doing things on the portal in tests, as its site user or as a person."""

from __future__ import annotations

import io
from typing import Any

import ckan.plugins.toolkit as tk
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
