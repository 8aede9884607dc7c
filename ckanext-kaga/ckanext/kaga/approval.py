"""From draft to public: what the steps of a dataset's review come to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["asked", "commented", "withdrawn", "returned", "approved", "scheduled", "published"]
"""``asked``: somebody wants a second person's approval; ``commented``: said without deciding;
``withdrawn``: the one who asked or set a time takes it back; ``returned``: the second person wants
changes; ``approved``: the second person lets it pass; ``scheduled``: to become public at a time,
without a second person; ``published``: the time came."""

Name = Literal["draft", "asked", "returned", "scheduled", "stale", "public"]
"""``stale``: asked, approved or scheduled, but the content is no longer what it was then."""


@dataclass(frozen=True)
class Step:
    """One entry of a dataset's review.

    ``digest`` names the content that the step is about, ``files`` each of its files that waits,
    by resource id; ``publish_at`` (aware) is when it shall become public, None for at once.
    """

    kind: Kind
    user_id: str
    created: dt.datetime
    digest: str
    comment: str = ""
    publish_at: dt.datetime | None = None
    files: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Standing:
    """Where a dataset stands, and the step that put it there (None: nobody did anything yet)."""

    name: Name
    step: Step | None = None


def standing(steps: Sequence[Step], *, private: bool, digest: str) -> Standing:
    """Return where a dataset stands whose content is now named ``digest``; oldest step first."""
    decided = _decisions(steps)
    last = decided[-1] if decided else None
    rest: Name = "draft" if private else "public"
    if last is None or last.kind in {"withdrawn", "published"}:
        return Standing(rest, last)
    same = last.digest == digest
    if last.kind == "asked":
        return Standing("asked" if same else "stale", last)
    if last.kind == "returned":
        return Standing("returned" if private or same else "public", last)
    if private or (last.publish_at and last.files):
        return Standing("scheduled" if same else "stale", last)
    return Standing("public", last)


def covers(steps: Sequence[Step], resource_id: str, fingerprint: str, now: dt.datetime) -> bool:
    """Tell whether the last decision lets this very file pass, its time having come."""
    decided = _decisions(steps)
    if not decided:
        return False
    last = decided[-1]
    if last.kind == "published" and len(decided) > 1:
        last = decided[-2]
    due = last.publish_at is None or last.publish_at <= now
    return last.kind == "approved" and due and last.files.get(resource_id) == fingerprint


def _decisions(steps: Sequence[Step]) -> list[Step]:
    return [step for step in steps if step.kind != "commented"]
