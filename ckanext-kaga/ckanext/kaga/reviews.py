"""The way of a dataset to the public: where it stands, and who may act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import ckan.plugins.toolkit as tk
from ckan import authz, model
from ckan.types import Context

from ckanext.kaga import approval, config
from ckanext.kaga.choices import Choices
from ckanext.kaga.common.times import now
from ckanext.kaga.digest import digest
from ckanext.kaga.model import Check, Review

RULE = "approval"
"""Rule of the message of a check that is held until a second person approves."""


def may_review(user_name: str, owner_org: str | None) -> bool:
    """Tell whether somebody approves what others of the organisation ask to publish."""
    if authz.is_sysadmin(user_name):
        return True
    role = authz.users_role_for_group_or_org(owner_org, user_name) if owner_org else None
    return role in config.reviewer_roles()


def fingerprint(check: Check) -> str:
    """Return the name of a file with what people decided about it.

    Nothing decided is one thing, whether a check says so with no word or with every default.
    """
    return f"{check.sha256}:{digest(Choices.of(check.choices).as_dict())}"


@dataclass(frozen=True)
class Present:
    """A dataset as it is now; ``checks`` holds the newest of each file, by resource id."""

    package: model.Package
    checks: Mapping[str, Check]

    @classmethod
    def of(cls, package: model.Package) -> Self:
        """Read the checks of the dataset's files."""
        return cls(package, Check.latest_of([resource.id for resource in package.resources]))

    @cached_property
    def waiting(self) -> dict[str, str]:
        """The files of a public dataset that wait for an approval: resource id, fingerprint."""
        return {
            resource_id: fingerprint(check)
            for resource_id, check in self.checks.items()
            if check.state == "held" and check.message["rule"] == RULE
        }

    @cached_property
    def digest(self) -> str:
        """The name of what the dataset is: its metadata, its files, what was decided on them."""
        files = {one: fingerprint(check) for one, check in self.checks.items()}
        return digest({"modified": self.package.metadata_modified.isoformat(), "files": files})

    @property
    def uploaders(self) -> set[str]:
        """The ids of the people who handed in the files."""
        return {check.user_id for check in self.checks.values() if check.user_id}

    def standing(self, trail: Sequence[Review]) -> approval.Standing:
        """Return where the dataset stands after these steps."""
        steps = [review.step for review in trail]
        return approval.standing(steps, private=self.package.private, digest=self.digest)


def asks_two_people(context: Context) -> bool:
    """Tell whether the caller makes nothing public alone.

    The portal itself, which carries approvals out, and its administrator may.
    """
    if not config.approval_needed() or context.get("ignore_auth"):
        return False
    return not authz.is_sysadmin(context.get("user"))


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


def reviewers(package: model.Package) -> list[str]:
    """Return the ids of the people who approve for the dataset's organisation."""
    members: list[tuple[Any, ...]] = tk.get_action("member_list")(
        {"ignore_auth": True}, {"id": package.owner_org, "object_type": "user"}
    )
    names = {user_id: model.User.get(user_id).name for user_id, *_ in members}
    return [one for one, name in names.items() if may_review(name, package.owner_org)]
