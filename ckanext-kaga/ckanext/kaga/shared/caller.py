"""Who calls an action."""

from __future__ import annotations

from ckan import model
from ckan.types import Context


def caller(context: Context) -> model.User:
    """Return the person of a context that was authorised for somebody who is logged in."""
    user = model.User.get(context["user"])
    assert user is not None  # noqa: S101 - was authorised
    return user
