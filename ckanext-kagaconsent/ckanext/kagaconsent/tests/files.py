"""Writing and publishing entries of the file ledger in tests."""

from __future__ import annotations

from typing import Any

from ckanext.kagaconsent.ledger import entry_json
from ckanext.kagaconsent.tests.ledger.examples import RESIDENTS
from ckanext.kagaconsent.tests.register import act

ENTRY = entry_json(RESIDENTS)
"""An entry that the lint finds nothing in, as JSON."""


def enter(people: dict[str, str], city: dict[str, Any], slug: str, /, **content: Any) -> Any:
    """Let the city's editor write a draft."""
    return act(
        "kagaconsent_file_ledger_create",
        people["editor"],
        owner_org=city["id"],
        slug=slug,
        content=ENTRY | content,
        reason="最初の記載です。",
    )


def correct(people: dict[str, str], file: dict[str, Any], /, **content: Any) -> Any:
    """Let the city's editor write the next draft."""
    return act(
        "kagaconsent_file_ledger_update",
        people["editor"],
        id=file["id"],
        content=ENTRY | content,
        reason="年に一度の見直しです。",
    )


def make_public(people: dict[str, str], file: dict[str, Any]) -> Any:
    """Let the administrator publish the draft."""
    seen = {"id": file["id"], "content_hash": file["draft"]["content_hash"]}
    return act("kagaconsent_file_ledger_publish", people["admin"], **seen)
