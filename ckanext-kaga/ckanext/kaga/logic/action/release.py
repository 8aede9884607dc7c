"""Actions about what the personal-data gate held back: asking, deciding, the record of both."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context, DataDict

from ckanext.kaga import jobs, releases, reviews
from ckanext.kaga.logic.schema.check import resource_only
from ckanext.kaga.logic.schema.release import decision, request
from ckanext.kaga.model import Check, Release
from ckanext.kaga.shared import letters
from ckanext.kaga.shared.caller import caller

__all__ = ["kaga_release_ask", "kaga_release_decide", "kaga_release_list"]


@tk.side_effect_free
@validate(resource_only)
def kaga_release_list(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """Return what was asked and decided on the personal data in a resource's files.

    :param resource_id: id of the resource
    :returns: list, oldest first, of ``kind`` (asked, released, refused), ``user_id``, ``reason``,
        ``created`` (ISO time, UTC) and ``current`` (whether it is about what is held back now)
    :raises NotFound: there is no such resource
    """
    tk.check_access("kaga_release_list", context, data_dict)
    check = Check.latest(data_dict["resource_id"])
    now = releases.finding_of(check) if check and check.verdict else None
    return [
        release.as_dict() | {"current": release.digest == now}
        for release in Release.trail(data_dict["resource_id"])
    ]


@validate(request)
def kaga_release_ask(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Ask a second person to let pass what the gate holds back.

    :param resource_id: id of the resource
    :param reason: why it may be public
    :returns: the entry, as ``kaga_release_list`` gives it
    :raises NotFound: there is no such resource
    :raises ValidationError: nothing is held back, or there is no reason
    """
    tk.check_access("kaga_release_ask", context, data_dict)
    check = _held(data_dict["resource_id"])
    release = _add(context, check, "asked", data_dict["reason"])
    resource = model.Resource.get(check.resource_id)
    people = set(reviews.reviewers(resource.package)) - {release.user_id, check.user_id}
    model.Session.commit()
    _tell(people, resource, "個人情報の確認の依頼", release)
    return release.as_dict() | {"current": True}


@validate(decision)
def kaga_release_decide(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Let pass what the gate holds back, or keep it back; the second of two people does.

    Once released, the file goes on its way by itself.

    :param resource_id: id of the resource
    :param decision: ``released`` or ``refused``
    :param reason: why
    :returns: the entry, as ``kaga_release_list`` gives it
    :raises NotFound: there is no such resource
    :raises ValidationError: nothing is held back, nobody asked, or the same person asked or
        uploaded the file
    """
    tk.check_access("kaga_release_decide", context, data_dict)
    check = _held(data_dict["resource_id"])
    asked = releases.asked_by(check)
    if not asked:
        raise tk.ValidationError({"decision": [tk._("Nobody has asked for a release yet.")]})
    if caller(context).id in {*asked, check.user_id}:
        raise tk.ValidationError(
            {"decision": [tk._("Another person than the one who uploaded or asked must decide.")]}
        )
    release = _add(context, check, data_dict["decision"], data_dict["reason"])
    resource = model.Resource.get(check.resource_id)
    if release.kind == "released":
        jobs.request(resource, jobs.choices_of(resource), anew=False)
    model.Session.commit()
    said = "公開が承認されました" if release.kind == "released" else "公開しないことになりました"
    _tell(asked, resource, f"個人情報の確認：{said}", release)
    return release.as_dict() | {"current": True}


def _held(resource_id: str) -> Check:
    check = Check.latest(resource_id)
    if check is None or not releases.is_held(check):
        raise tk.ValidationError(
            {"resource_id": [tk._("No personal data is held back in this file.")]}
        )
    return check


def _add(context: Context, check: Check, kind: Any, reason: str) -> Release:
    return Release.add(
        kind,
        resource_id=check.resource_id,
        digest=releases.finding_of(check),
        user_id=caller(context).id,
        reason=reason,
        hits=check.verdict["hits"],
    )


def _tell(people: set[str], resource: model.Resource, what: str, release: Release) -> None:
    package = resource.package
    address = tk.url_for(
        "kaga_report.show", dataset_id=package.name, resource_id=resource.id, qualified=True
    )
    body = f"「{package.title}」の「{resource.name}」：{what}\n\n{release.reason}\n\n{address}\n"
    letters.send(people, f"［{tk.config['ckan.site_title']}］{what}：{package.title}", body)
