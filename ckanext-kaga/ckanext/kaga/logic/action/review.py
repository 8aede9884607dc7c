"""Actions on the way of a dataset to the public: asking, deciding, setting a time."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context, DataDict

from ckanext.kaga import approval, config, reviews, schedule
from ckanext.kaga.common.times import iso
from ckanext.kaga.logic.schema.review import (
    comment,
    dataset_only,
    decision,
    request,
    timing,
)
from ckanext.kaga.model import Review
from ckanext.kaga.model.review import Overtaken
from ckanext.kaga.shared import letters
from ckanext.kaga.shared.caller import caller

__all__ = [
    "kaga_review_ask",
    "kaga_review_comment",
    "kaga_review_decide",
    "kaga_review_schedule",
    "kaga_review_show",
    "kaga_review_withdraw",
]


@tk.side_effect_free
@validate(dataset_only)
def kaga_review_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return where a dataset stands on its way to the public, and who did what.

    :param package_id: id or name of the dataset
    :returns: ``standing`` (``draft``, ``asked``, ``returned``, ``scheduled``, ``stale``: changed
        since, or ``public``), ``publish_at`` (ISO time, UTC, or None), ``steps`` (oldest first:
        ``number``, ``kind``, ``user_id``, ``comment``, ``publish_at``, ``created``), ``waiting``
        (ids of the resources whose new table waits for an approval), ``may_decide`` (whether the
        caller is the second person now) and ``needs_approval`` (of this portal)
    :raises NotFound: there is no such dataset
    """
    tk.check_access("kaga_review_show", context, data_dict)
    return _shown(context, _package(data_dict))


@validate(request)
def kaga_review_ask(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Ask a second person to approve a private dataset, or the new tables of a public one.

    :param package_id: id or name of the dataset
    :param comment: what the second person should know (optional)
    :param publish_at: when it shall become public (ISO time; without a zone the portal's;
        optional: as soon as it is approved)
    :returns: the state, as ``kaga_review_show`` gives it
    :raises NotFound: there is no such dataset
    :raises ValidationError: nothing is ready, or it was asked already
    """
    tk.check_access("kaga_review_ask", context, data_dict)
    package = _package(data_dict)
    present, trail = reviews.Present.of(package), Review.trail(package.id)
    _refuse_unready(present)
    if present.standing(trail).name in {"asked", "scheduled"}:
        raise _refused(tk._("Somebody has asked already, or a time is set. Withdraw that first."))
    step = _add(
        context,
        "asked",
        present,
        trail,
        comment=data_dict["comment"],
        publish_at=data_dict.get("publish_at"),
    )
    people = set(reviews.reviewers(package)) - {step.user_id}
    model.Session.commit()
    _tell(people, package, "承認の依頼", step)
    return _shown(context, package)


@validate(comment)
def kaga_review_comment(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Say something about a dataset on its way to the public, without deciding.

    :param package_id: id or name of the dataset
    :param comment: what is said
    :returns: the state, as ``kaga_review_show`` gives it
    :raises NotFound: there is no such dataset
    :raises ValidationError: nothing was said
    """
    tk.check_access("kaga_review_comment", context, data_dict)
    package = _package(data_dict)
    present, trail = reviews.Present.of(package), Review.trail(package.id)
    step = _add(context, "commented", present, trail, comment=data_dict["comment"])
    people = reviews.participants(trail) - {step.user_id}
    model.Session.commit()
    _tell(people, package, "コメント", step)
    return _shown(context, package)


@validate(dataset_only)
def kaga_review_withdraw(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Take back what was asked, or the time that was set.

    :param package_id: id or name of the dataset
    :returns: the state, as ``kaga_review_show`` gives it
    :raises NotFound: there is no such dataset
    :raises ValidationError: nothing was asked and no time is set
    """
    tk.check_access("kaga_review_withdraw", context, data_dict)
    package = _package(data_dict)
    present, trail = reviews.Present.of(package), Review.trail(package.id)
    if present.standing(trail).name not in {"asked", "scheduled", "stale"}:
        raise _refused(tk._("There is nothing to withdraw."))
    _add(context, "withdrawn", present, trail)
    model.Session.commit()
    return _shown(context, package)


@validate(timing)
def kaga_review_schedule(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Set the time at which a private dataset becomes public, where one person is enough.

    :param package_id: id or name of the dataset
    :param publish_at: when (ISO time; without a zone the portal's)
    :returns: the state, as ``kaga_review_show`` gives it
    :raises NotFound: there is no such dataset
    :raises ValidationError: it is public already, not ready, or a second person must approve
    """
    tk.check_access("kaga_review_schedule", context, data_dict)
    package = _package(data_dict)
    present, trail = reviews.Present.of(package), Review.trail(package.id)
    if config.approval_needed():
        raise _refused(tk._("A second person approves here: ask for approval with this time."))
    if not package.private:
        raise _refused(tk._("This dataset is public already."))
    _refuse_unready(present)
    if present.standing(trail).name in {"asked", "scheduled"}:
        raise _refused(tk._("Somebody has asked already, or a time is set. Withdraw that first."))
    step = _add(context, "scheduled", present, trail, publish_at=data_dict["publish_at"])
    model.Session.commit()
    schedule.enqueue(step)
    return _shown(context, package)


@validate(decision)
def kaga_review_decide(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Approve what somebody asked to publish, or return it; the second of two people does.

    What is approved becomes public at once, or at the time that was asked for.

    :param package_id: id or name of the dataset
    :param decision: ``approved`` or ``returned``
    :param comment: what is said with it; what to change, where it is returned
    :returns: the state, as ``kaga_review_show`` gives it
    :raises NotFound: there is no such dataset
    :raises ValidationError: nobody asked, the content changed since, the same person asked or
        uploaded, or it is returned without a word
    """
    tk.check_access("kaga_review_decide", context, data_dict)
    package = _package(data_dict)
    present, trail = reviews.Present.of(package), Review.trail(package.id)
    stands = present.standing(trail)
    if stands.name == "stale":
        raise _refused(tk._("The content has changed since the approval was asked for."))
    if stands.name != "asked" or stands.step is None:
        raise _refused(tk._("Nobody has asked for an approval."))
    if not _is_second(context, present, stands):
        raise _refused(tk._("Another person than the one who asked or uploaded must decide."))
    if data_dict["decision"] == "returned" and not data_dict["comment"].strip():
        raise tk.ValidationError({"comment": [tk._("Write what has to be changed.")]})
    asked = stands.step
    decided: approval.Kind = data_dict["decision"]
    step = _add(
        context,
        decided,
        present,
        trail,
        comment=data_dict["comment"],
        publish_at=asked.publish_at if decided == "approved" else None,
        files=dict(asked.files),
    )
    if decided == "approved" and step.publish_at is None:
        schedule.publish(package, step)
    model.Session.commit()
    if decided == "approved" and step.publish_at is not None:
        schedule.enqueue(step)
    said = "承認されました" if decided == "approved" else "差し戻されました"
    _tell(reviews.participants(trail) - {step.user_id}, package, said, step)
    return _shown(context, package)


def _package(data_dict: DataDict) -> model.Package:
    package = model.Package.get(data_dict["package_id"])
    if package is None:
        raise tk.ObjectNotFound(tk._("Dataset not found"))
    return package


def _refuse_unready(present: reviews.Present) -> None:
    """Raise ValidationError where a file is still on its way, or did not come through."""
    found, waiting = present.checks, present.waiting
    if any(not check.is_final for check in found.values()):
        raise _refused(tk._("A file is still being checked. Wait until it has finished."))
    if any(check.state != "published" for one, check in found.items() if one not in waiting):
        raise _refused(tk._("A file was not accepted yet. Look at its report first."))
    if not present.package.private and not waiting:
        raise _refused(tk._("This dataset is public, and no new table of it waits."))


def _is_second(context: Context, present: reviews.Present, stands: approval.Standing) -> bool:
    me = caller(context).id
    return stands.step is not None and me not in {stands.step.user_id, *present.uploaders}


def _add(
    context: Context,
    kind: approval.Kind,
    present: reviews.Present,
    trail: list[Review],
    **fields: Any,
) -> Review:
    fields.setdefault("files", present.waiting)
    try:
        return Review.add(
            kind,
            present.package.id,
            trail[-1].number if trail else 0,
            user_id=caller(context).id,
            digest=present.digest,
            **fields,
        )
    except Overtaken as error:
        raise _refused(
            tk._("Somebody else did something here a moment ago. Look at the page again.")
        ) from error


def _shown(context: Context, package: model.Package) -> dict[str, Any]:
    present, trail = reviews.Present.of(package), Review.trail(package.id)
    stands = present.standing(trail)
    at = stands.step.publish_at if stands.step and stands.name in {"asked", "scheduled"} else None
    return {
        "standing": stands.name,
        "publish_at": iso(at) if at else None,
        "steps": [review.as_dict() for review in trail],
        "waiting": list(present.waiting),
        "may_decide": stands.name == "asked"
        and reviews.may_review(context["user"], package.owner_org)
        and _is_second(context, present, stands),
        "needs_approval": config.approval_needed(),
    }


def _tell(people: set[str], package: model.Package, what: str, step: Review) -> None:
    address = tk.url_for("kaga_review.show", dataset_id=package.name, qualified=True)
    body = f"「{package.title}」：{what}\n\n{step.comment}\n\n{address}\n"
    letters.send(people, f"［{tk.config['ckan.site_title']}］{what}：{package.title}", body)


def _refused(why: str) -> tk.ValidationError:
    return tk.ValidationError({"package_id": [why]})
