"""The way of a dataset to the public: where it stands, and who may act."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import authz, model

from ckanext.kaga import approval, config
from ckanext.kaga.model import Check, Review
from ckanext.kaga.model.times import now

RULE = "approval"
"""Rule of the message of a check that is held until a second person approves."""


def may_review(user_name: str, owner_org: str | None) -> bool:
    """Tell whether somebody approves what others of the organisation ask to publish."""
    if authz.is_sysadmin(user_name):
        return True
    role = authz.users_role_for_group_or_org(owner_org, user_name) if owner_org else None
    return role in config.reviewer_roles()


def fingerprint(check: Check) -> str:
    """Return the name of a file with what people decided about it."""
    choices = json.dumps(check.choices, ensure_ascii=False, sort_keys=True)
    return f"{check.sha256}:{hashlib.sha256(choices.encode()).hexdigest()}"


def checks(package: model.Package) -> dict[str, Check]:
    """Return the newest check of each of a dataset's files that has one, by resource id."""
    found = {resource.id: Check.latest(resource.id) for resource in package.resources}
    return {resource_id: check for resource_id, check in found.items() if check}


def waiting(package: model.Package) -> dict[str, str]:
    """Return the files of a public dataset that wait for an approval: resource id, fingerprint."""
    return {
        resource_id: fingerprint(check)
        for resource_id, check in checks(package).items()
        if check.state == "held" and check.message["rule"] == RULE
    }


def digest(package: model.Package) -> str:
    """Return the name of what the dataset is now: its metadata, its files, what was decided."""
    files = {one: fingerprint(check) for one, check in checks(package).items()}
    content = {"modified": package.metadata_modified.isoformat(), "files": files}
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def standing(package: model.Package, trail: Sequence[Review]) -> approval.Standing:
    """Return where the dataset stands after these steps."""
    steps = [review.step for review in trail]
    return approval.standing(steps, private=package.private, digest=digest(package))


def needs_approval(check: Check) -> bool:
    """Tell whether the table of this file may replace a public one only when somebody approves."""
    package = model.Resource.get(check.resource_id).package
    if not config.approval_needed() or package.private:
        return False
    steps = [review.step for review in Review.trail(package.id)]
    return not approval.covers(steps, check.resource_id, fingerprint(check), now())


def participants(trail: Sequence[Review]) -> set[str]:
    """Return the ids of the people who took part in the review so far."""
    return {review.user_id for review in trail}


def uploaders(package: model.Package) -> set[str]:
    """Return the ids of the people who handed in the dataset's present files."""
    return {check.user_id for check in checks(package).values() if check.user_id}


def reviewers(package: model.Package) -> list[str]:
    """Return the ids of the people who approve for the dataset's organisation."""
    members: list[tuple[Any, ...]] = tk.get_action("member_list")(
        {"ignore_auth": True}, {"id": package.owner_org, "object_type": "user"}
    )
    names = {user_id: model.User.get(user_id).name for user_id, *_ in members}
    return [one for one, name in names.items() if may_review(name, package.owner_org)]
