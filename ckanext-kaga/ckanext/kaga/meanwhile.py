"""Two people at one file: the second is told, so that neither loses what was handed in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, cast

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context
from flask import has_request_context
from werkzeug.datastructures import FileStorage

from ckanext.kaga import config, releases, reviews
from ckanext.kaga.common.times import now
from ckanext.kaga.model import Check, Review
from ckanext.kaga.shared import letters

_REPLACED = "kaga_replaced"


@dataclass(frozen=True)
class Waiting:
    """A file that waits for somebody's decision.

    ``owner`` handed it in, ``askers`` asked for the decision, both by id; ``owner`` is None where
    no person did. ``since`` is when it was handed in.
    """

    file_name: str
    owner: str | None
    askers: frozenset[str]
    since: dt.datetime


def refuse(resource: dict[str, Any], current: dict[str, Any]) -> None:
    """Refuse an upload in the place of one that somebody else has handed in a moment ago.

    ``resource`` is what ``resource_update`` was given, ``current`` what it replaces. The caller
    holds CKAN's lock of the dataset, so that of two people one is first. A check that is overdue
    stands in nobody's way. Raises ValidationError on ``upload``.
    """
    if not isinstance(resource.get("upload"), FileStorage) or not has_request_context():
        return
    check = Check.latest(current["id"])
    if check is None or check.is_final or check.user_id in {None, tk.current_user.id}:
        return
    if check.created + dt.timedelta(seconds=config.check_timeout()) < now():
        return
    said = tk._(
        "{name} has handed in a file here a moment ago, which is being checked. Yours was not "
        "taken, so that nothing is lost. Look at the result first, then hand in yours again."
    )
    raise tk.ValidationError({"upload": [said.format(name=_called(check.user_id))]})


def _called(user_id: str | None) -> str:
    person = model.User.get(user_id)
    return person.display_name if person else tk._("Somebody else")


def waiting(resource_id: str) -> Waiting | None:
    """Return the file of a resource that waits: at the gate, for rows that are gone, for an
    approval or for its time; None where nothing does.
    """
    check = Check.latest(resource_id)
    if check is None:
        return None
    package = model.Resource.get(resource_id).package
    stands = reviews.Present.of(package).standing(Review.trail(package.id))
    asked = stands.step if stands.name in {"asked", "scheduled"} else None
    if check.state != "held" and asked is None:
        return None
    askers = {asked.user_id} if asked else set()
    if releases.is_held(check):
        askers |= releases.asked_by(check)
    return Waiting(check.file_name, check.user_id, frozenset(askers), check.created)


def replaced(resource_id: str) -> Waiting | None:
    """Return the file of somebody else that waited when the present one took its place, or None."""
    check = Check.latest(resource_id)
    before = Check.of_file_before(check) if check else None
    if check is None or before is None or before.state != "held":
        return None
    if before.user_id in {None, check.user_id}:
        return None
    return Waiting(before.file_name, before.user_id, frozenset(), before.created)


def refuse_over_waiting(resource_id: str, user: model.User) -> None:
    """Refuse an upload in the place of a file that waits and that somebody else handed in.

    Raises ValidationError on ``upload``, which says whose it is and how to go on.
    """
    found = waiting(resource_id)
    if found is None or found.owner in {None, user.id}:
        return
    said = tk._(
        "This file was not taken: “{file}” of {name}, handed in on {day}, waits here for a "
        "decision. To put yours in its place, hand it in again and choose “{choice}”. {name} is "
        "then told."
    )
    words = {
        "file": found.file_name,
        "name": _called(found.owner),
        "day": tk.h.render_datetime(found.since, "%Y-%m-%d"),
        "choice": tk._("Publish as its next version, in place of a file that waits, too"),
    }
    raise tk.ValidationError({"upload": [said.format(**words)]})


def note(context: Context, resource: dict[str, Any], current: dict[str, Any]) -> None:
    """Note in the context of ``resource_update`` what an upload takes the place of, for ``tell``.

    ``resource`` is what the action was given, ``current`` what it replaces.
    """
    if isinstance(resource.get("upload"), FileStorage):
        cast("dict[str, Any]", context)[_REPLACED] = waiting(current["id"])


def tell(context: Context, resource: dict[str, Any]) -> None:
    """Write to the people whose waiting file a new one took the place of, where ``note`` saw one.

    ``resource`` is as ``resource_update`` gives it.
    """
    found: Waiting | None = cast("dict[str, Any]", context).pop(_REPLACED, None)
    user = model.User.get(context["user"])
    if found is None or user is None:
        return
    people = {one for one in (found.owner, *found.askers) if one and one != user.id}
    package = model.Package.get(resource["package_id"])
    address = tk.url_for(
        "kaga_report.show", dataset_id=package.name, resource_id=resource["id"], qualified=True
    )
    body = (
        f"「{package.title}」の「{found.file_name}」は、確認や承認を待っているあいだに、"
        f"{user.display_name}さんがアップロードした新しいファイルに置き換えられました。"
        "前のファイルについての依頼は取りやめになりました。\n\n"
        "前のファイルの内容が必要なときは、新しいファイルを見てから、もう一度アップロードして"
        f"ください。\n\n{address}\n"
    )
    what = "確認待ちのファイルが置き換えられました"
    subject = f"［{tk.config['ckan.site_title']}］{what}：{package.title}"
    letters.send(sorted(people), subject, body)
