"""Doing things with the register in tests, as the portal itself or as a person."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.kagaconsent.ledger import record_json
from ckanext.kagaconsent.tests.ledger.uses import CAMERA

CONTENT = record_json(CAMERA)
"""A data use that answers all eight questions, as JSON."""


def act(action: str, user: str | None = None, **data: Any) -> Any:
    """Call an action as a person of this name ("" is a stranger), or as the portal itself."""
    if user is not None:
        return tk.get_action(action)({"user": user}, data)
    site = tk.get_action("get_site_user")({"ignore_auth": True}, {})
    return tk.get_action(action)({"user": site["name"], "ignore_auth": True}, data)


def draft(people: dict[str, str], city: dict[str, Any], slug: str, **content: Any) -> Any:
    """Let the city's editor register a draft."""
    return act(
        "kagaconsent_data_use_create",
        people["editor"],
        owner_org=city["id"],
        slug=slug,
        content=CONTENT | content,
        reason="最初の登録です。",
    )


def publish(people: dict[str, str], use: dict[str, Any]) -> Any:
    """Let the editor hand the draft on and the administrator publish it."""
    seen = {"id": use["id"], "content_hash": use["draft"]["content_hash"]}
    act("kagaconsent_data_use_review", people["editor"], **seen)
    return act("kagaconsent_data_use_publish", people["admin"], **seen)
