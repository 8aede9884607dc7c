"""A portal for a benchmark: CKAN in this process, on the services of the tests."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import ckan.plugins.toolkit as tk

from stack.wsgi import application as build


def act(action: str, **data: Any) -> Any:
    """Call an action as the portal itself."""
    site = tk.get_action("get_site_user")({"ignore_auth": True}, {})
    return tk.get_action(action)({"user": site["name"], "ignore_auth": True}, data)


@contextmanager
def application() -> Iterator[Any]:
    """Give CKAN's application, with a request around what is done."""
    app = build()
    with app._wsgi_app.test_request_context():
        yield app


@contextmanager
def resources(number: int) -> Iterator[list[str]]:
    """Give the ids of so many new resources, and take them and their tables away afterwards."""
    with application():
        name = f"bench-{uuid.uuid4().hex[:8]}"
        owner = act("organization_create", name=name, title=name)["id"]
        dataset = act("package_create", name=name, title=name, notes=name, owner_org=owner)
        made = [
            act("resource_create", package_id=dataset["id"], name=name, url="https://example.com")
            for _ in range(number)
        ]
        try:
            yield [resource["id"] for resource in made]
        finally:
            for resource in made:
                act("resource_delete", id=resource["id"])
            act("dataset_purge", id=dataset["id"])
            act("organization_purge", id=owner)
