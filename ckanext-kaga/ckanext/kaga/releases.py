"""The second person: what the gate blocked is released with a reason, and put on record."""

from __future__ import annotations

from ckanext.kaga.digest import digest
from ckanext.kaga.model import Check, Release

RULE = "personal-data"
"""Rule of the message of a check that is held for this reason."""


def is_held(check: Check) -> bool:
    """Tell whether the check waits for a decision on personal data."""
    return check.state == "held" and check.message["rule"] == RULE


def is_released(check: Check) -> bool:
    """Tell whether a second person let pass what the gate found in this very file.

    The reason of a release holds for the file that was looked at, so its content counts too.
    """
    return Release.is_released(check.resource_id, finding_of(check))


def asked_by(check: Check) -> set[str]:
    """Return the ids of the people who asked for what the check holds back."""
    trail = Release.trail(check.resource_id, finding_of(check))
    return {release.user_id for release in trail if release.kind == "asked"}


def finding_of(check: Check) -> str:
    """Return the name of what the gate found in the check's file."""
    return Release.named(check.sha256, digest(check.verdict["hits"]))
